"""zfcg.sh.gov.cn: the JSON portal of the 政采云 product (sites.md §2.1)."""

from base64 import b64encode
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from hashlib import blake2b
from typing import Any
from zoneinfo import ZoneInfo

from crawler.replica import markup
from crawler.replica.bodies import body
from crawler.replica.notice import NoticeFacts
from crawler.replica.shanghai_codes import DISTRICTS, LEAVES, TREE, code_of, codes_under
from crawler.replica.skeletons import missing, page
from crawler.replica.web import Request, Response, as_json, html
from tenders.vocabulary import NoticeKind

CHINA = ZoneInfo("Asia/Shanghai")
SITE, PARENT = 77, 137027
LARGEST_PAGE = 100


class ShanghaiPortal:
    """www.zfcg.sh.gov.cn."""

    key = "shanghai"

    def __init__(self, notices: Iterable[NoticeFacts]) -> None:
        self.notices = sorted(notices, key=lambda notice: (notice.published, notice.id), reverse=True)
        self.by_article = {article_id(notice): notice for notice in self.notices}
        self.projects: dict[str, list[NoticeFacts]] = defaultdict(list)
        for notice in self.notices:
            self.projects[notice.project].append(notice)

    def answer(self, request: Request) -> Response:
        """One of the portal's calls, the human page, or 404; there is no robots.txt."""
        match request.method, request.path:
            case "POST", "/portal/category":
                return self._list(request.json_object(), _day)
            case "POST", "/portal/all":
                return self._search(request.json_object())
            case "GET", "/portal/detail":
                return self._detail(request.arguments().get("articleId", ""))
            case "GET", "/admin/category/home/headTab":
                return as_json(_result(_tree()))
            case "GET", "/portal/getSiteId":
                return as_json(_result(SITE))
            case "GET", "/site/detail":
                return html(page("shanghai_detail"))
            case _:
                return html(missing(), 404)

    def _list(self, asked: Mapping[str, Any], read_date: Callable[[object], datetime | None]) -> Response:
        """Rows of a category, newest first; names it does not know are ignored without a word."""
        codes = codes_under(str(asked.get("categoryCode", "ZcyAnnouncement")))
        begin, end = read_date(asked.get("publishDateBegin")), read_date(asked.get("publishDateEnd"))
        districts = asked.get("districtCode")
        found = [
            notice
            for notice in self.notices
            if code_of(notice) in codes
            and (begin is None or notice.published.date() >= begin.date())
            and (end is None or notice.published.date() <= end.date())
            and (not isinstance(districts, list) or not districts or notice.district in districts)
        ]
        number, size = max(1, _integer(asked.get("pageNo"), 1)), _integer(asked.get("pageSize"), 15)
        size = min(max(1, size), LARGEST_PAGE)
        rows = [_row(notice) for notice in found[(number - 1) * size : number * size]]
        return as_json(_result({"total": len(found), "data": rows}))

    def _search(self, asked: Mapping[str, Any]) -> Response:
        """The second list: the same rows, but its dates are epoch milliseconds."""
        code = asked.get("secondCode") or asked.get("firstCode") or "ZcyAnnouncement"
        return self._list({**asked, "categoryCode": code}, _instant)

    def _detail(self, article: str) -> Response:
        notice = self.by_article.get(article)
        if notice is None:
            return as_json({"success": True, "result": {"data": None}, "error": None})
        links = [_link(other, notice) for other in reversed(self.projects[notice.project])]
        return as_json(_result(_article(notice, links)))


def article_id(notice: NoticeFacts) -> str:
    """Base64 of 16 bytes, as the portal's ids look: + / and = occur."""
    return b64encode(blake2b(notice.id.encode(), digest_size=16).digest()).decode()


def _result(data: object) -> dict[str, object]:
    return {"success": True, "result": {"data": data}, "error": None}


def _tree() -> list[dict[str, object]]:
    children = [
        {"code": code, "name": name, "children": [{"code": leaf, "name": LEAVES[leaf]} for leaf in leaves]}
        for code, (name, leaves) in TREE.items()
    ]
    return [{"code": "ZcyAnnouncement", "name": "政府采购公告", "id": PARENT, "children": children}]


def _row(notice: NoticeFacts) -> dict[str, object]:
    """A row of the list; `purchaseName` is null for results, `author` is who published."""
    budget = notice.budget
    named = notice.kind in {NoticeKind.TENDER, NoticeKind.INTENTION}
    return {
        "articleId": article_id(notice),
        "annId": None,
        "siteId": SITE,
        "author": notice.agency or notice.buyer,
        "pathName": LEAVES[code_of(notice)],
        "title": notice.title,
        "content": None,
        "publishDate": _milliseconds(notice.published),
        "districtCode": notice.district,
        "districtName": DISTRICTS.get(notice.district),
        "gpCatalogName": notice.catalogue.rsplit("/", maxsplit=1)[-1] or None,
        "procurementMethod": notice.list_method or None,
        "bidOpeningTime": None,
        "projectCode": None,
        "projectName": None,
        "purchaseName": notice.buyer if named else None,
        "budgetPrice": f"{budget.normalize():f}元" if budget is not None else None,
        "supplierName": None,
        "totalContractAmount": None,
        "invalid": 0,
    }


def _article(notice: NoticeFacts, links: list[dict[str, object]]) -> dict[str, object]:
    return {
        "title": notice.title,
        "content": content(notice),
        "publishDate": _milliseconds(notice.published),
        "expiredAt": None,
        "expireFlag": False,
        "author": notice.agency or notice.buyer,
        "projectCode": notice.project_number,
        "projectName": notice.project_name,
        "districtCode": notice.district,
        "categoryNames": ["政府采购公告", LEAVES[code_of(notice)]],
        "announcementType": int(code_of(notice).removeprefix("ZcyAnnouncement")),
        "isGovPurchase": True,
        "click": 0,
        "attachmentVO": None,
        "attachmentList": [],
        "announcementLinkDtoList": links,
    }


def _link(other: NoticeFacts, current: NoticeFacts) -> dict[str, object]:
    parent = next(code for code in TREE if code_of(other) in codes_under(code))
    return {
        "articleId": article_id(other),
        "type": parent,
        "typeName": TREE[parent][0],
        "isExist": True,
        "isCurrent": other is current,
        "url": None,
        "publishDate": other.published.date().isoformat(),
        "order": list(TREE).index(parent) + 1,
    }


def content(notice: NoticeFacts) -> str:
    """The body as HTML; the older generation hides its sentence inside a textarea."""
    if notice.layout == "sentence":
        inner = markup.lines(body(notice))
        return f"<p><span>{'中标' if '中标' in notice.title else '成交'}公告</span></p><textarea>{inner}</textarea>"
    return markup.shanghai(body(notice))


def _milliseconds(moment: datetime) -> int:
    return int(moment.timestamp()) * 1000


def _day(value: object) -> datetime | None:
    """The date of a `YYYY-MM-DD` text; anything else is ignored."""
    try:
        return datetime.strptime(value, "%Y-%m-%d").replace(tzinfo=CHINA) if isinstance(value, str) else None
    except ValueError:
        return None


def _instant(value: object) -> datetime | None:
    """The instant of epoch milliseconds; anything else is ignored."""
    try:
        return datetime.fromtimestamp(value / 1000, CHINA) if isinstance(value, int) else None
    except (ValueError, OverflowError, OSError):
        return None


def _integer(value: object, default: int) -> int:
    text = str(value)
    return int(text) if text.isdecimal() else default
