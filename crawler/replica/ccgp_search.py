"""search.ccgp.gov.cn/bxsearch: filters, dotted dates, and the true addresses in ohtmlurls (sites.md §1.2)."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from html import escape
from zoneinfo import ZoneInfo

from crawler.replica.ccgp_lists import CATEGORIES
from crawler.replica.places import short_name
from crawler.replica.shelf import Listed, Shelf, page_of
from crawler.replica.skeletons import page
from crawler.replica.web import Request, Response, html

CHINA = ZoneInfo("Asia/Shanghai")
ROWS = 20
BID_TYPES = {
    "1": "gkzb",
    "2": "xjgg",
    "3": "jzxtpgg",
    "4": "dylygg",
    "5": "zgysgg",
    "6": "yqzbgg",
    "7": "zbgg",
    "8": "gzgg",
    "9": "qtgg",
    "10": "jzxcs",
    "11": "cjgg",
    "12": "fblbgg",
}
LEVELS = {"1": "zygg", "2": "dfgg"}
CATALOGUES = {"1": "货物", "2": "工程", "3": "服务"}
SPANS = {"0": 1, "1": 3, "2": 7, "3": 30, "4": 91, "5": 182}
OWN_DATES, LONGEST = "6", timedelta(days=365)


def answer(shelf: Shelf, request: Request) -> Response:
    """A page of results, 20 rows, newest first; dates count only with timeType=6 and at most 365 days apart."""
    asked = request.arguments()
    begin, end = _window(asked)
    found = [entry for entry in shelf.entries if begin <= entry.published <= end and _matches(entry, asked)]
    number = int(asked["page_index"]) if asked.get("page_index", "").isdecimal() else 1
    keyword = asked.get("kw", "")
    return html(_page(page_of(found, number, ROWS), len(found), number, keyword, request.headers.get("Host", "")))


def _window(asked: Mapping[str, str]) -> tuple[datetime, datetime]:
    now = datetime.now(CHINA)
    kind = asked.get("timeType", "0")
    if kind != OWN_DATES:
        return now - timedelta(days=SPANS.get(kind, 1)), now
    begin, end = _date(asked.get("start_time", ""), now), _date(asked.get("end_time", ""), now)
    return max(begin, end - LONGEST), end + timedelta(days=1)


def _date(text: str, default: datetime) -> datetime:
    try:
        return datetime.strptime(text, "%Y:%m:%d").replace(tzinfo=CHINA)
    except ValueError:
        return default.replace(hour=0, minute=0, second=0, microsecond=0)


def _matches(entry: Listed, asked: Mapping[str, str]) -> bool:
    level, category = entry.category.split("/")
    keyword = asked.get("kw", "")
    kind = BID_TYPES.get(asked.get("bidType", "0"), category)
    catalogue = CATALOGUES.get(asked.get("pinMu", "0"), "")
    checks = (
        kind == category,
        LEVELS.get(asked.get("bidSort", "0"), level) == level,
        entry.catalogue.startswith(catalogue),
        entry.province.startswith(asked.get("zoneId", "")),
        asked.get("buyerName", "") in entry.buyer,
        asked.get("agentName", "") in entry.agency,
        asked.get("projectId", "") in entry.number,
        not keyword or keyword in entry.title or (asked.get("searchtype") == "2" and keyword in entry.open()),
    )
    return all(checks)


def _page(rows: list[Listed], total: int, number: int, keyword: str, host: str) -> str:
    items = "\n".join(_row(entry, keyword, host) for entry in rows)
    addresses = "".join(f"http://{host}{entry.path}," for entry in rows)
    pages = -(-total // ROWS)
    return page("ccgp_search", total=total, rows=items, size=pages, current=number - 1, addresses=addresses)


def _row(entry: Listed, keyword: str, host: str) -> str:
    title = escape(entry.title)
    if keyword:
        title = title.replace(escape(keyword), f'<font color="red">{escape(keyword)}</font>')
    name = CATEGORIES[entry.category.split("/")[1]]
    catalogue = f"{entry.catalogue[:2]}类" if entry.catalogue else ""
    return (
        f'<li><a href="https://{host}{entry.path}" target="_blank">{title}</a><p></p>\n'
        f"<span>{entry.published:%Y.%m.%d %H:%M:%S} | 采购人：{escape(entry.buyer)} "
        f"| 代理机构：{escape(entry.agency)}\n"
        f"<br/><strong>{name}</strong> | <a href='#'>{short_name(entry.province)}</a> | <strong>{catalogue}</strong>"
        "</span></li>"
    )
