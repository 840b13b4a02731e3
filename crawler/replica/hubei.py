"""ccgp-hubei.gov.cn: static lists by channel and detail pages (sites.md §3.1)."""

import re
from collections.abc import Iterable
from hashlib import blake2b
from html import escape

from crawler.replica import markup
from crawler.replica.bodies import body
from crawler.replica.notice import NoticeFacts
from crawler.replica.shelf import Listed, Shelf, page_of
from crawler.replica.skeletons import missing, page
from crawler.replica.web import Request, Response, html
from tenders.vocabulary import NoticeKind

ROWS = 15
CHANNELS = {
    NoticeKind.TENDER: "zbgg",
    NoticeKind.AWARD: "zhbgg",
    NoticeKind.AMENDMENT: "gzgg",
    NoticeKind.CANCELLATION: "fbgg",
    NoticeKind.SINGLE_SOURCE: "dylygg",
}
WHOLE = {
    NoticeKind.PREQUALIFICATION: "/notice/cggg/czgysgg",
    NoticeKind.INTENTION: "/notice/cggg/cxqgsgg",
    NoticeKind.OTHER: "/notice/cggg/cxqgsgg",
}
CONTRACTS = {"p": "/contract/sjzfcght", "c": "/contract/cxzfcght"}
PROVINCE_ITSELF = "省本级"
FOLDERS = {
    *(f"/notice/cggg/{level}{channel}" for level in "pc" for channel in CHANNELS.values()),
    *WHOLE.values(),
    *CONTRACTS.values(),
}
LIST_PATH = re.compile(r"(/\w+(?:/\w+)+)/index_(\d+)\.html")


class HubeiPortal:
    """www.ccgp-hubei.gov.cn."""

    key = "hubei"

    def __init__(self, entries: Iterable[Listed]) -> None:
        self.shelf = Shelf(entries)

    def answer(self, request: Request) -> Response:
        """A list page counted from 1, a detail page, or 404; there is no robots.txt."""
        if entry := self.shelf.by_path.get(request.path):
            return html(entry.open())
        match = LIST_PATH.fullmatch(request.path)
        if match is None or match[1] not in FOLDERS:
            return html(missing(), 404)
        rows, number = self.shelf.category(match[1]), int(match[2])
        shown = page_of(rows, number, ROWS)
        if not shown and number != 1:
            return html(missing(), 404)
        return html(list_page(shown, len(rows), number))


def list_page(rows: list[Listed], total: int, number: int) -> str:
    """A list page: the method stands amid tabs and newlines, the date is the day alone."""
    items = "\n".join(_row(entry) for entry in rows)
    pages = max(1, -(-total // ROWS))
    return page("hubei_list", rows=items, number=number, pages=pages, total=total)


def _row(entry: Listed) -> str:
    return (
        f'<li>\n\t<a href="{entry.path}" target="_blank">\n\t[<font color="red">\n\t\t\t\t{escape(entry.method)}\n'
        f"\t\t\t</font>]\n\t{escape(entry.title)} </a>\n\t<span>{entry.published:%Y-%m-%d}</span></li>"
    )


def folder_of(notice: NoticeFacts) -> str:
    """The list a notice stands in; a city's notices are in the c lists."""
    level = "p" if notice.region == PROVINCE_ITSELF else "c"
    if notice.kind in {NoticeKind.CONTRACT, NoticeKind.ACCEPTANCE}:
        return CONTRACTS[level]
    if notice.kind in WHOLE:
        return WHOLE[notice.kind]
    return f"/notice/cggg/{level}{CHANNELS.get(notice.kind, 'zhbgg')}"


def listed(notice: NoticeFacts) -> Listed:
    """One of our notices as the site lists it."""
    code = blake2b(notice.id.encode(), digest_size=16).hexdigest()
    return Listed(
        path=f"/notice/{notice.published:%Y%m}/notice_{code}.html",
        category=folder_of(notice),
        title=notice.title,
        published=notice.published,
        open=lambda: detail_page(notice),
        region=notice.region or "",
        province=notice.province,
        buyer=notice.buyer or "",
        number=notice.project_number or "",
        method=notice.list_method or "其他",
    )


def detail_page(notice: NoticeFacts) -> str:
    """The detail page; separators mix ｜ and |, 阅读次数 is left to a script."""
    until = f"｜<span>文件递交截止时间：{notice.deadline:%Y-%m-%d}</span>" if notice.deadline else ""
    return page(
        "hubei_detail",
        title=escape(notice.title),
        published=f"{notice.published:%Y-%m-%d %H:%M}",
        publisher=escape(notice.agency or notice.buyer or ""),
        region=escape(notice.region or ""),
        until=until,
        body=markup.hubei(body(notice)),
    )
