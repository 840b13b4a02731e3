"""`read`: a notice read in full, beside the bare parsing of its HTML to text; and whether memory stays flat."""

from collections.abc import Iterator

from lxml import html

from bench.measure import Measure, peak_megabytes, throughput
from bench.pages import pages
from tenders.parsing import Page, UnreadablePage, parse

MORE_ROUNDS = 5


def measures() -> Iterator[Measure]:
    what, read = pages()
    yield throughput("read", len(read), lambda: ours(read), lambda: peer(read), f"lxml parse and text, {what}")
    once = peak_megabytes()
    for _ in range(MORE_ROUNDS):
        ours(read)
    later = peak_megabytes()
    name, first = "read_memory", f"itself {MORE_ROUNDS} rounds earlier, peak of the process"
    yield Measure(name, f"{later:.0f}MB", f"{once:.0f}MB", later / once, first)


def ours(read: list[Page]) -> None:
    for page in read:
        try:
            parse(page)
        except UnreadablePage:
            continue


def peer(read: list[Page]) -> None:
    parser = html.HTMLParser(encoding="utf-8")
    for page in read:
        html.document_fromstring(page.body, parser=parser).xpath("string()")
