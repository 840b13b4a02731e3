"""ccgp.gov.cn: static lists, detail pages and the search (sites.md §1)."""

import re
import zlib
from collections.abc import Iterable
from hashlib import blake2b
from html import escape
from itertools import islice
from uuid import UUID

from crawler.replica import ccgp_search
from crawler.replica.bodies import body
from crawler.replica.ccgp_lists import CATEGORIES, LEVELS
from crawler.replica.ccgp_summary import summary
from crawler.replica.markup import hubei, national, zcy
from crawler.replica.notice import NoticeFacts
from crawler.replica.places import short_name
from crawler.replica.shelf import Listed, Shelf, page_of
from crawler.replica.skeletons import page
from crawler.replica.web import Request, Response, html
from tenders.vocabulary import NoticeKind

ROWS = 20
PAGES = 25  # older pages are gone: the retention boundary
TITLE_CUT = 34
TENDER_LISTS = {"竞争性磋商": "jzxcs", "竞争性谈判": "jzxtpgg", "询价": "xjgg", "邀请招标": "yqzbgg"}
KIND_LISTS = {
    NoticeKind.AMENDMENT: "gzgg",
    NoticeKind.CANCELLATION: "fblbgg",
    NoticeKind.PREQUALIFICATION: "zgysgg",
    NoticeKind.SINGLE_SOURCE: "dylygg",
}
PASTED = {"zcy": zcy, "zcy_old": zcy, "hubei": hubei}  # regional systems paste their own markup
LIST_PATH = re.compile(r"/cggg/(zygg|dfgg)/(?:(\w+)/)?(?:index(?:_([1-9]\d*))?\.htm)?")


class CcgpPortal:
    """www.ccgp.gov.cn, with search.ccgp.gov.cn's search on the same port."""

    key = "ccgp"

    def __init__(self, entries: Iterable[Listed]) -> None:
        self.shelf = Shelf(entries)

    def answer(self, request: Request) -> Response:
        """A list, a detail page, a search, or the site's 404 page; there is no robots.txt."""
        if entry := self.shelf.by_path.get(request.path):
            return html(entry.open())
        if request.path == "/bxsearch":
            return ccgp_search.answer(self.shelf, request)
        if match := LIST_PATH.fullmatch(request.path):
            return self._list(match[1], match[2], int(match[3] or 0) + 1)
        return not_found()

    def _list(self, level: str, category: str | None, number: int) -> Response:
        if category and category not in CATEGORIES:
            return not_found()
        rows = self._level(level) if category is None else self.shelf.category(f"{level}/{category}")
        shown = page_of(rows, number, ROWS)
        if number > PAGES or (number > 1 and not shown):
            return not_found()
        folder = f"/cggg/{level}/{category}/" if category else f"/cggg/{level}/"
        size = min(PAGES, max(1, -(-len(rows) // ROWS)))
        return html(list_page(shown, folder, number, size, with_kind=category is None))

    def _level(self, level: str) -> list[Listed]:
        held = (entry for entry in self.shelf.entries if entry.category.startswith(f"{level}/"))
        return list(islice(held, ROWS * PAGES))


def list_page(rows: list[Listed], folder: str, number: int, size: int, *, with_kind: bool) -> str:
    """A list page; hrefs are relative to the folder, texts are cut, titles whole."""
    items = "\n".join(_row(entry, folder, with_kind=with_kind) for entry in rows)
    return page("ccgp_list", rows=items, size=size, current=number - 1)


def _row(entry: Listed, folder: str, *, with_kind: bool) -> str:
    text = entry.title if len(entry.title) <= TITLE_CUT else f"{entry.title[:TITLE_CUT]}..."
    kind = f'<em rel="bxlx">{CATEGORIES[entry.category.split("/")[1]]}</em> ' if with_kind else ""
    return (
        f' <li><a href="{_relative(entry.path, folder)}" title="{escape(entry.title)}">{escape(text)}</a>\n'
        f"     {kind}发布时间：<em>{entry.published:%Y-%m-%d %H:%M}</em> 地域：<em>{escape(entry.region)}</em> "
        f"采购人：<em>{escape(entry.buyer)}</em></li>"
    )


def _relative(path: str, folder: str) -> str:
    if path.startswith(folder):
        return f"./{path.removeprefix(folder)}"
    return "../" * (folder.count("/") - 1) + path.removeprefix("/")


def not_found() -> Response:
    """The site's own 404."""
    return html("<html><head><title>错误页面！中国政府采购网</title></head><body>您访问的页面不存在</body></html>", 404)


def attachments(notice: NoticeFacts) -> str:
    """The list of attached files of an award: the link has no address, only the id of the download."""
    if notice.kind != NoticeKind.AWARD:
        return ""
    uuid = UUID(bytes=blake2b(notice.id.encode(), digest_size=16).digest())
    return f'\n<ul class="fjxx"><li><a class="bizDownload" id="{str(uuid).upper()}" href="">采购文件.pdf</a></li></ul>'


def category_of(notice: NoticeFacts) -> str:
    """The list a notice stands in: dfgg/zbgg, or what the facts say."""
    level = "zygg" if not notice.province else "dfgg"
    if "/" in notice.listed:
        return notice.listed
    if notice.kind == NoticeKind.TENDER:
        return f"{level}/{TENDER_LISTS.get(notice.method or '', 'gkzb')}"
    if notice.kind == NoticeKind.AWARD:
        return f"{level}/{'cjgg' if '成交' in notice.title else 'zbgg'}"
    return f"{level}/{KIND_LISTS.get(notice.kind, 'qtgg')}"


def listed(notice: NoticeFacts) -> Listed:
    """One of our notices as the site lists it."""
    category = category_of(notice)
    sequence = 20_000_000 + zlib.crc32(notice.id.encode()) % 10_000_000
    path = f"/cggg/{category}/{notice.published:%Y%m}/t{notice.published:%Y%m%d}_{sequence}.htm"
    return Listed(
        path=path,
        category=category,
        title=notice.title,
        published=notice.published,
        open=lambda: detail_page(notice),
        region=short_name(notice.province),
        province=notice.province,
        buyer=notice.buyer or "",
        agency=notice.agency or "",
        number=notice.project_number or "",
        method=notice.method or "",
        catalogue=notice.catalogue,
    )


def detail_page(notice: NoticeFacts) -> str:
    """The detail page in the site's markup, misspelt classes and all (sites.md §1.4)."""
    level, category = category_of(notice).split("/")
    write = PASTED.get(notice.layout, national)
    return page(
        "ccgp_detail",
        title=escape(notice.title),
        published=f"{notice.published:%Y-%m-%d %H:%M}",
        shown=f"{notice.published:%Y年%m月%d日 %H:%M}",
        key=f"{zlib.crc32(notice.id.encode()):08x}",
        level=LEVELS[level],
        category=CATEGORIES[category],
        summary=summary(notice),
        body=write(body(notice)) + attachments(notice),
    )
