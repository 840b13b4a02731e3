"""The pages that measures read: real ones where the sibling folder has them, otherwise our own."""

from pathlib import Path

from crawler.replica import ccgp, facts
from tenders.parsing import Page

REAL = Path(__file__).resolve().parents[2] / "shared" / "corpus" / "ccgp" / "pages"


def pages() -> tuple[str, list[Page]]:
    """What they are, and the pages."""
    if real := sorted(REAL.glob("*.html")):
        return f"{len(real)} real pages", [page(file.read_bytes()) for file in real]
    ours = [page(ccgp.detail_page(notice).encode()) for notice in facts.load()]
    return f"{len(ours)} pages of our own", ours


def page(body: bytes) -> Page:
    return Page(source="ccgp", url="", body=body)
