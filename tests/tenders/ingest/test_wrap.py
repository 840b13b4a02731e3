import json

import pytest

from tenders.ingest.wrap import wrap_html, wrap_text
from tenders.sources import GGZY, SHANGHAI, SOURCES, Source

TEXT = "一、项目编号：A<1>\n\n 二、项目名称：B "


@pytest.mark.parametrize("source", [s for s in SOURCES.values() if s.body == "html"], ids=lambda s: s.key)
def test_each_line_becomes_a_paragraph_where_the_source_has_its_text(source: Source) -> None:
    page = wrap_text(source, "标题&", "2026-09-09 22:47", TEXT).decode()

    assert "<p>一、项目编号：A&lt;1&gt;</p>\n<p>二、项目名称：B</p>" in page
    assert "标题&amp;" in page
    assert "2026-09-09 22:47" in page


def test_text_of_a_json_portal_stands_in_its_json() -> None:
    data = json.loads(wrap_text(SHANGHAI, "标题", "2026-09-09 22:47", TEXT))["result"]["data"]

    assert data["content"] == "<p>一、项目编号：A&lt;1&gt;</p>\n<p>二、项目名称：B</p>"
    assert (data["title"], data["publishDate"]) == ("标题", 1_788_965_220_000)


def test_html_of_a_json_portal_stands_in_its_json_and_other_html_stays_itself() -> None:
    data = json.loads(wrap_html(SHANGHAI, "标题", "昨天", "<p>甲</p>"))["result"]["data"]

    assert (data["content"], data["publishDate"]) == ("<p>甲</p>", None)
    assert wrap_html(GGZY, "标题", "", "<p>甲</p>") == "<p>甲</p>".encode()
