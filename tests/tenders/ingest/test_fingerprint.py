import json
from typing import Any

from tenders.ingest.fingerprint import fingerprint
from tenders.sources import CCGP, GGZY, HUBEI, SHANGHAI, Source

CCGP_PAGE = """<html><head><meta charset="utf-8"><script src="/_bot_sbu/sbu_fpcm.js">{script}</script></head>
<body><div class="vF_deail_currentloc">当前位置</div><div class="vF_detail_main pzln52gui">
<h2>某项目中标公告</h2><div class='table'><td class='title'>总中标金额</td><td>{summary}</td></div>
<div class="vF_detail_content"><p>供应商名称：{supplier}</p><script>var t={script};</script></div></div></body>"""


def ccgp(script: str = "00ff", summary: str = "￥1.000000 万元", supplier: str = "甲公司") -> str:
    return fingerprint(CCGP, CCGP_PAGE.format(script=script, summary=summary, supplier=supplier).encode())


def shanghai(**changes: Any) -> str:
    data = {"title": "某公告", "content": "<p>正文</p>", "publishDate": 1755230000000, "click": 0, **changes}
    return fingerprint(SHANGHAI, json.dumps({"result": {"data": data}}).encode(), "application/json")


def of(source: Source, body: str) -> str:
    return fingerprint(source, body.encode())


def test_other_bot_scripts_are_no_other_page() -> None:
    assert ccgp(script="00ff") == ccgp(script="ee11")


def test_another_winner_is_another_page() -> None:
    assert ccgp() != ccgp(supplier="乙公司")


def test_another_amount_in_the_summary_box_is_another_page() -> None:
    assert ccgp() != ccgp(summary="￥2.000000 万元")


def test_a_figure_that_moves_to_the_next_cell_is_another_page() -> None:
    page = '<div class="vF_detail_main"><table><tr><td>{}</td><td>{}</td></tr></table></div>'

    assert of(CCGP, page.format("甲 1", "2")) != of(CCGP, page.format("甲", "1 2"))


def test_white_space_and_markup_are_no_change() -> None:
    assert of(GGZY, '<div class="detail"><p>一、 项目\n编号</p></div>') == of(
        GGZY, '<div class="detail" id="x"><div>\n  <p style="a">一、 项目 编号 </p></div></div>'
    )


def test_a_read_counter_is_no_change_in_hubei() -> None:
    page = '<div class="art_con"><span>阅读次数：<span id="click">{}</span></span><p>正文</p></div>'

    assert of(HUBEI, page.format("")) == of(HUBEI, page.format("17"))


def test_a_read_counter_and_later_notices_of_the_project_are_no_change_in_shanghai() -> None:
    assert shanghai() == shanghai(click=17, announcementLinkDtoList=[{"type": "ZcyAnnouncement4"}])


def test_another_text_or_attachment_is_another_page_in_shanghai() -> None:
    assert len({shanghai(), shanghai(content="<p>更正</p>"), shanghai(attachmentVO={"name": "附件.pdf"})}) == 3


def test_a_page_without_the_declared_parts_is_told_apart_by_its_bytes() -> None:
    assert of(CCGP, "<p>甲</p>") != of(CCGP, "<p>乙</p>")
    assert of(SHANGHAI, "<p>甲</p>") != of(SHANGHAI, "<p>乙</p>")
    assert of(CCGP, "") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_the_charset_of_the_header_counts() -> None:
    page = '<div class="art_con">武汉市政务云</div>'

    gbk = fingerprint(HUBEI, page.encode("gbk"), "text/html; charset=GBK")
    assert gbk == fingerprint(HUBEI, page.encode(), "text/html; charset=utf-8") == of(HUBEI, page)
    assert fingerprint(HUBEI, page.encode(), "text/html; charset=no-such") == gbk
