import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from tenders.ingest.imports import UnreadableFile, import_pages
from tenders.models import RawPage
from tenders.sources import GGZY
from tests.factories import make_source

pytestmark = pytest.mark.django_db

GOOD = {
    "url": "http://www.ggzy.gov.cn/information/html/a/110000/0202/201905/08/0011.shtml",
    "text": "一、项目编号：A\n二、项目名称：B",
    "title": "某项目中标公告",
    "published": "2019-05-08 16:42",
}


@pytest.fixture(autouse=True)
def source() -> None:
    make_source("ggzy")


def write(path: Path, *rows: Any) -> Path:
    lines = (row if isinstance(row, bytes) else json.dumps(row, ensure_ascii=False).encode() for row in rows)
    content = b"\n".join(lines) + b"\n"
    path.write_bytes(gzip.compress(content) if path.suffix == ".gz" else content)
    return path


@pytest.mark.parametrize("name", ["rows.jsonl", "rows.jsonl.gz"])
def test_rows_are_kept_as_if_crawled(tmp_path: Path, name: str) -> None:
    summary = import_pages(GGZY, write(tmp_path / name, GOOD))

    page = RawPage.objects.get()
    assert (summary.rows, summary.kept, summary.bad) == (1, {"new": 1}, 0)
    assert page.url == "https://www.ggzy.gov.cn/information/html/a/110000/0202/201905/08/0011.shtml"
    assert (page.listed_title, page.listed_published, page.crawl) == ("某项目中标公告", "2019-05-08 16:42", None)
    assert "<p>一、项目编号：A</p>" in bytes(page.body).decode()


def test_the_same_file_again_changes_nothing(tmp_path: Path) -> None:
    path = write(tmp_path / "rows.jsonl", GOOD)
    import_pages(GGZY, path)

    assert import_pages(GGZY, path).kept == {"unchanged": 1}


def test_html_is_kept_as_given(tmp_path: Path) -> None:
    import_pages(GGZY, write(tmp_path / "rows.jsonl", {"url": GOOD["url"], "html": "<p>甲</p>"}))

    assert bytes(RawPage.objects.get().body) == "<p>甲</p>".encode()


def test_bad_rows_are_named_by_line_and_the_good_ones_kept(tmp_path: Path) -> None:
    rows = [
        GOOD,
        b"{broken",
        b"\xff\xfe",
        ["no", "object"],
        {**GOOD, "url": "https://example.org/x"},
        {**GOOD, "url": None},
        {**GOOD, "url": GOOD["url"] + "?" + "x" * 500},
        {**GOOD, "text": " \n"},
        {**GOOD, "html": "<p>both</p>"},
        {**GOOD, "title": 7},
        {**GOOD, "url": GOOD["url"] + "?2"},
    ]
    summary = import_pages(GGZY, write(tmp_path / "rows.jsonl", *rows))

    assert (summary.rows, summary.kept, summary.bad) == (11, {"new": 2}, 9)
    assert [line for line, _ in summary.bad_rows] == [2, 3, 4, 5, 6, 7, 8, 9, 10]
    reasons = dict(summary.bad_rows)
    assert reasons[4] == "no JSON object"
    assert reasons[5].startswith("url is not of https://www.ggzy.gov.cn")
    assert reasons[7] == "url is longer than 500"
    assert reasons[8] == reasons[9] == "one of html and text is wanted"
    assert reasons[10] == "title is no text"


def test_half_a_surrogate_pair_does_not_stop_the_import(tmp_path: Path) -> None:
    row = json.dumps({**GOOD, "text": "甲\ud83d乙"}).encode()

    assert import_pages(GGZY, write(tmp_path / "rows.jsonl", row)).kept == {"new": 1}


def test_a_file_that_breaks_off_is_said_and_what_came_before_is_kept(tmp_path: Path) -> None:
    rows = [{**GOOD, "url": f"{GOOD['url']}?{n}"} for n in range(2000)]
    path = write(tmp_path / "rows.jsonl.gz", *rows)
    path.write_bytes(path.read_bytes()[:-2000])

    with pytest.raises(UnreadableFile, match=r"after line \d+"):
        import_pages(GGZY, path)
    assert 0 < RawPage.objects.count() < 2000


def test_progress_is_told_after_each_batch(tmp_path: Path) -> None:
    rows = [{**GOOD, "url": f"{GOOD['url']}?{n}"} for n in range(450)]
    seen: list[int] = []

    import_pages(GGZY, write(tmp_path / "rows.jsonl", *rows), lambda summary: seen.append(summary.rows))

    assert seen == [200, 400, 450]


def test_the_corpus_enters_whole(tmp_path: Path) -> None:
    path = Path("../shared/corpus/ggzy/notices.jsonl.gz")
    if not path.exists():
        pytest.skip("../shared/corpus is not here")
    with gzip.open(path) as lines:
        rows = [next(lines).rstrip() for _ in range(500)]

    assert import_pages(GGZY, write(tmp_path / "rows.jsonl", *rows)).kept == {"new": 500}
