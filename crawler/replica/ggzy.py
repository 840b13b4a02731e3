"""ggzy.gov.cn: the list API, the a-page shell and the b-page with the text (sites.md §4)."""

import time
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from hashlib import blake2b
from html import escape
from zoneinfo import ZoneInfo

from crawler.replica import markup
from crawler.replica.bodies import body
from crawler.replica.notice import NoticeFacts
from crawler.replica.places import full_name
from crawler.replica.shelf import Listed, Shelf, page_of
from crawler.replica.skeletons import missing, page
from crawler.replica.web import Request, Response, as_json, html
from tenders.vocabulary import NoticeKind

CHINA = ZoneInfo("Asia/Shanghai")
API = "/information/pubTradingInfo/getTradList"
ROWS, CAP = 20, 1000
SPANS = {"01": 0, "02": 2, "03": 9, "04": 30, "05": 91}
OWN_DATES = "06"
CLASSES = {"01": "工程建设", "02": "政府采购", "90": "其他"}
STAGES = {
    "0101": "招标/资审公告",
    "0104": "交易结果公示",
    "0201": "采购/资审公告",
    "0202": "中标公告",
    "0203": "采购合同",
    "0204": "更正事项",
    "9001": "交易公告",
    "9002": "成交公示",
}
KIND_STAGES = {
    NoticeKind.AWARD: "0202",
    NoticeKind.CANDIDATES: "0104",
    NoticeKind.CANCELLATION: "0204",
    NoticeKind.AMENDMENT: "0204",
    NoticeKind.CONTRACT: "0203",
    NoticeKind.ACCEPTANCE: "0203",
}


class GgzyPortal:
    """www.ggzy.gov.cn."""

    key = "ggzy"

    def __init__(self, entries: Iterable[Listed]) -> None:
        self.shelf = Shelf(entries)
        self._siblings: dict[str, list[Listed]] = defaultdict(list)
        for entry in self.shelf.entries:
            if entry.number:
                self._siblings[entry.number].append(entry)

    def answer(self, request: Request) -> Response:
        """The list, a shell, a text, or 404; there is no robots.txt."""
        if request.path == API and request.method == "POST":
            return self._list(request.form())
        if entry := self.shelf.by_path.get(request.path):
            return html(shell(entry, self._siblings.get(entry.number, [entry])))
        if entry := self.shelf.by_path.get(request.path.replace("/html/b/", "/html/a/", 1)):
            return html(entry.open())
        return html(missing(), 404)

    def _list(self, asked: Mapping[str, str]) -> Response:
        if "DEAL_TIME" not in asked:
            return html(missing(), 404)
        window = _window(asked)
        if window is None:
            return as_json({"code": 801, "message": "参数错误", "data": None})
        held = [entry for entry in self.shelf.between(*window) if _matches(entry, asked)]
        keyword = asked.get("FINDTXT", "")
        found = ([entry for entry in held if keyword in entry.title] or held)[:CAP]  # no hit: the unfiltered list
        number = int(asked["PAGENUMBER"]) if asked.get("PAGENUMBER", "").isdecimal() else 1
        return as_json(_answer([_record(entry) for entry in page_of(found, number, ROWS)], len(found), number))


def _window(asked: Mapping[str, str]) -> tuple[date, date] | None:
    today = datetime.now(CHINA).date()
    if (kind := asked["DEAL_TIME"]) in SPANS:
        return today - timedelta(days=SPANS[kind]), today
    try:
        return date.fromisoformat(asked.get("TIMEBEGIN", "")), date.fromisoformat(asked.get("TIMEEND", ""))
    except ValueError:
        return None


def _matches(entry: Listed, asked: Mapping[str, str]) -> bool:
    kind, stage = asked.get("DEAL_CLASSIFY") or "", asked.get("DEAL_STAGE") or ""
    province = asked.get("DEAL_PROVINCE", "0")
    return (
        asked.get("SOURCE_TYPE", "1") == "1"
        and entry.category.startswith(kind)
        and (stage[2:] == "00" or entry.category.startswith(stage))
        and province in {"0", "", entry.province}
        and asked.get("DEAL_CITY", "0") in {"0", ""}
    )


def _answer(records: list[dict[str, object]], total: int, number: int) -> dict[str, object]:
    found = {
        "records": records,
        "total": total,
        "size": ROWS,
        "current": number,
        "orders": [],
        "optimizeCountSql": True,
        "searchCount": True,
        "countId": None,
        "maxLimit": None,
        "pages": -(-total // ROWS),
    }
    return {"code": 200, "message": "success", "data": found, "usetime": 0, "timestamp": int(time.time() * 1000)}


def _record(entry: Listed) -> dict[str, object]:
    """A record; `city` and most other fields are null, as the portal sends them."""
    empty = (
        "addTime deadline dataSources transactionSourcesPlatform businessType industryType city cityText "
        "tenderProjectCode bodyContent syncTableName dataTimestamp pinformationType"
    )
    return {
        **dict.fromkeys(empty.split()),
        "id": entry.path.rsplit("/", 1)[-1].split(".")[0],
        "publishTime": entry.published.date().isoformat(),
        "transactionSourcesPlatformText": entry.region,
        "businessTypeText": CLASSES.get(entry.category[:2], ""),
        "informationType": entry.category,
        "informationTypeText": STAGES.get(entry.category, ""),
        "industryTypeText": "",
        "province": entry.province,
        "provinceText": full_name(entry.province),
        "title": entry.title,
        "url": entry.path,
    }


def shell(entry: Listed, siblings: list[Listed]) -> str:
    """The a-page: tabs of the project's stages with links to the b-pages, no text."""
    codes = [code for code in STAGES if code[:2] == entry.category[:2]]
    return page(
        "ggzy_a",
        title=escape(entry.title),
        number=escape(entry.number),
        platform=escape(entry.region),
        tabs="".join(_tab(code, entry.category) for code in codes),
        stages="\n".join(_stage(code, siblings) for code in codes),
    )


def _tab(code: str, current: str) -> str:
    marked = " class='li_toggle'" if code == current else ""
    return f"""<li id="t_{code}" onclick="clickHead('{code}')"{marked}>{STAGES[code]}</li>"""


def _stage(code: str, siblings: list[Listed]) -> str:
    rows = "".join(
        f'<li><a href="javascript:;" title="{escape(other.title)}" '
        f"""onclick="showDetail(this, '{code}','{b_path(other.path)}')">{escape(other.title)}</a></li>"""
        for other in siblings
        if other.category == code
    )
    return f'<div class="fully_toggle_cont" id="div_{code}"><ul class="fully_list">{rows}</ul></div>'


def b_path(path: str) -> str:
    """Where the text of an a-page stands."""
    return path.replace("/html/a/", "/html/b/", 1)


def text_page(title: str, published: str, platform: str, inner: str) -> str:
    """The b-page around its text."""
    shown = {"title": escape(title), "published": escape(published), "platform": escape(platform)}
    return page("ggzy_b", **shown, body=inner)


def stage_of(notice: NoticeFacts) -> str:
    """The stage code a notice stands under; `listed` overrides it, for the stage is not reliable."""
    return notice.listed or KIND_STAGES.get(notice.kind, "0201")


def listed(notice: NoticeFacts) -> Listed:
    """One of our notices as the portal lists it."""
    stage, province = stage_of(notice), notice.province
    code = f"00{province[:2]}{blake2b(notice.id.encode(), digest_size=16).hexdigest()}"
    return Listed(
        path=f"/information/deal/html/a/{province}/{stage}/{notice.published:%Y%m%d}/{code}.html",
        category=stage,
        title=notice.title,
        published=notice.published,
        open=lambda: detail_page(notice),
        region=platform(notice),
        province=province,
        buyer=notice.buyer or "",
        number=notice.project,
    )


def platform(notice: NoticeFacts) -> str:
    """The provincial platform that sent the notice."""
    return f"{full_name(notice.province)}公共资源交易平台"


def detail_page(notice: NoticeFacts) -> str:
    """The b-page of one of our notices: a provincial copy, the portal's own table, or nothing."""
    write = markup.detail_table if notice.layout == "contract_table" else markup.flat
    inner = "" if notice.empty else write(body(notice))
    return text_page(notice.title, f"{notice.published:%Y-%m-%d %H:%M}", platform(notice), inner)
