"""What the portals hold: our own notices, or real pages from a folder (index.jsonl and notices.jsonl.gz)."""

import gzip
import html as markup
import json
import re
import zlib
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from crawler.replica import ccgp, ggzy, hubei
from crawler.replica.ccgp import CcgpPortal
from crawler.replica.ggzy import GgzyPortal
from crawler.replica.hubei import HubeiPortal
from crawler.replica.notice import NoticeFacts
from crawler.replica.places import full_name
from crawler.replica.shanghai import ShanghaiPortal
from crawler.replica.shelf import Listed
from crawler.replica.web import Portal

CHINA = ZoneInfo("Asia/Shanghai")
STRAY_LIST = "zygg/qtgg"  # pages of the host that are no notices stand among the other announcements
PUBLISHED = re.compile(r'<meta name="PubDate" content="(\d{4}-\d\d-\d\d \d\d:\d\d)"')
CELL = r"<td class='title'[^>]*>{label}</td><td[^>]*>([^<]*)</td>"
BUYER, REGION = re.compile(CELL.format(label="采购单位")), re.compile(CELL.format(label="行政区域"))


class NoPagesError(ValueError):
    """The folder holds neither ccgp/index.jsonl nor ggzy/notices.jsonl.gz, or a row cannot be read."""


def portals_of_notices(notices: Iterable[NoticeFacts]) -> list[Portal]:
    """The four portals holding our own notices, each its own."""
    by_source: dict[str, list[NoticeFacts]] = {"ccgp": [], "shanghai": [], "hubei": [], "ggzy": []}
    for notice in notices:
        by_source[notice.source].append(notice)
    return [
        CcgpPortal(map(ccgp.listed, by_source["ccgp"])),
        ShanghaiPortal(by_source["shanghai"]),
        HubeiPortal(map(hubei.listed, by_source["hubei"])),
        GgzyPortal(map(ggzy.listed, by_source["ggzy"])),
    ]


def portals_of_pages(folder: Path) -> list[Portal]:
    """The four portals holding the real pages of a folder; those absent from it are empty. Raises NoPagesError."""
    index, rows = folder / "ccgp" / "index.jsonl", folder / "ggzy" / "notices.jsonl.gz"
    if not index.is_file() and not rows.is_file():
        raise NoPagesError(f"no real pages in {folder}: ccgp/index.jsonl or ggzy/notices.jsonl.gz is wanted")
    try:
        return [
            CcgpPortal(_ccgp_pages(index) if index.is_file() else ()),
            ShanghaiPortal(()),
            HubeiPortal(()),
            GgzyPortal(_ggzy_rows(rows) if rows.is_file() else ()),
        ]
    except (OSError, KeyError, ValueError) as error:
        raise NoPagesError(f"cannot read the pages in {folder}: {error!r}") from error


def _ccgp_pages(index: Path) -> Iterator[Listed]:
    for line in index.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        page = index.parent / "pages" / f"{row['id']}.html"
        yield _ccgp_page(row, urlsplit(row["url"]).path, page)


def _ccgp_page(row: dict[str, str], path: str, page: Path) -> Listed:
    text = page.read_text(encoding="utf-8")
    buyer, region = BUYER.search(text), REGION.search(text)
    folders = path.split("/")
    published = PUBLISHED.search(text)
    return Listed(
        path=path,
        category="/".join(folders[2:4]) if folders[1] == "cggg" else STRAY_LIST,
        title=row["title"],
        published=_moment(published[1] if published else f"{folders[-1][1:5]}-{folders[-1][5:7]}-{folders[-1][7:9]}"),
        open=partial(page.read_text, encoding="utf-8"),
        region=markup.unescape(region[1]) if region else "",
        buyer=markup.unescape(buyer[1]) if buyer else "",
    )


def _ggzy_rows(rows: Path) -> Iterator[Listed]:
    with gzip.open(rows, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield _ggzy_row(json.loads(line))


def _ggzy_row(row: dict[str, str]) -> Listed:
    packed = zlib.compress(row["text"].encode(), 1)
    return Listed(
        path=urlsplit(row["url"]).path,
        category=row["stage_code"],
        title=row["title"],
        published=_moment(row["published"]),
        open=partial(_ggzy_text, row["title"], row["published"], packed),
        region=f"{full_name(row['province_code'])}公共资源交易平台",
        province=row["province_code"],
    )


def _ggzy_text(title: str, published: str, packed: bytes) -> str:
    lines = (line.strip() for line in zlib.decompress(packed).decode().split("\n"))
    inner = "\n".join(f"<p>{markup.escape(line)}</p>" for line in lines if line)
    return ggzy.text_page(title, published, "", inner)


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=CHINA)
