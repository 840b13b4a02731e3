"""Real pages from a folder, and our own notices each on its own portal."""

import gzip
import json
from pathlib import Path

import pytest

from crawler.replica.ccgp import CcgpPortal
from crawler.replica.corpus import NoPagesError, portals_of_pages
from crawler.replica.ggzy import GgzyPortal
from tests.crawler.replica.conftest import Visitor

REAL = Path(__file__).parents[4] / "shared" / "corpus"
PAGE = (
    '<meta name="PubDate" content="2026-08-05 12:54" />'
    "<td class='title' width='128'>采购单位</td><td colspan='3' width='430'>某&amp;局</td>"
    "<td class='title' width='128'>行政区域</td><td colspan='3' width='430'>海淀区</td>"
)
URL = "http://www.ccgp.gov.cn/cggg/zygg/zbgg/202608/t20260805_27074196.htm"
STRAY = "http://www.ccgp.gov.cn/zcdt/202608/t20260804_27063460.htm"
ROW = {
    "url": "http://www.ggzy.gov.cn/information/html/a/420000/0202/201905/06/0044ce.shtml",
    "title": "某<项目>中标公告",
    "published": "2019-05-06 15:38",
    "province_code": "420000",
    "stage_code": "0202",
    "text": " 一、项目编号：A-1 \n\n金额 < 3\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small folder of real pages."""
    (tmp_path / "ccgp" / "pages").mkdir(parents=True)
    (tmp_path / "ggzy").mkdir()
    rows = [{"id": "a", "url": URL, "title": "某中标公告"}, {"id": "b", "url": STRAY, "title": "某新闻"}]
    (tmp_path / "ccgp" / "index.jsonl").write_text("\n".join(json.dumps(row) for row in rows))
    (tmp_path / "ccgp" / "pages" / "a.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "ccgp" / "pages" / "b.html").write_text("<html></html>", encoding="utf-8")
    with gzip.open(tmp_path / "ggzy" / "notices.jsonl.gz", "wt", encoding="utf-8") as lines:
        lines.write(json.dumps(ROW) + "\n")
    return tmp_path


def visitors(folder: Path) -> dict[str, Visitor]:
    """A visitor of each portal holding the folder's pages."""
    return {portal.key: Visitor(portal) for portal in portals_of_pages(folder)}


def test_a_page_stands_at_the_path_of_its_url_and_in_its_list(folder: Path) -> None:
    ccgp = visitors(folder)["ccgp"]
    assert ccgp.text("/cggg/zygg/zbgg/202608/t20260805_27074196.htm") == PAGE
    page = ccgp.text("/cggg/zygg/zbgg/")
    assert '<a href="./202608/t20260805_27074196.htm" title="某中标公告">' in page
    assert "发布时间：<em>2026-08-05 12:54</em> 地域：<em>海淀区</em> 采购人：<em>某&amp;局</em>" in page


def test_a_page_that_is_no_notice_stands_among_the_others(folder: Path) -> None:
    ccgp = visitors(folder)["ccgp"]
    page = ccgp.text("/cggg/zygg/qtgg/")
    assert '<a href="../../../zcdt/202608/t20260804_27063460.htm" title="某新闻">' in page
    assert "<em>2026-08-04 00:00</em>" in page
    assert ccgp.text("/zcdt/202608/t20260804_27063460.htm") == "<html></html>"


def test_a_row_becomes_record_shell_and_text(folder: Path) -> None:
    ggzy = visitors(folder)["ggzy"]
    form = "DEAL_TIME=06&TIMEBEGIN=2019-05-06&TIMEEND=2019-05-06"
    (record,) = json.loads(ggzy.post("/information/pubTradingInfo/getTradList", form).body)["data"]["records"]
    assert record["url"] == "/information/html/a/420000/0202/201905/06/0044ce.shtml"
    assert (record["publishTime"], record["informationType"]) == ("2019-05-06", "0202")
    assert "A-1" not in ggzy.text(record["url"])
    text = ggzy.text(record["url"].replace("/a/", "/b/"))
    assert "<p>一、项目编号：A-1</p>\n<p>金额 &lt; 3</p>" in text
    assert "发布时间：2019-05-06 15:38" in text


def test_portals_absent_from_the_folder_are_empty(folder: Path) -> None:
    portals = visitors(folder)
    assert "共 0 条记录" in portals["hubei"].text("/notice/cggg/czhbgg/index_1.html")
    assert json.loads(portals["shanghai"].post("/portal/category", "{}").body)["result"]["data"]["total"] == 0


def test_a_folder_without_pages_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NoPagesError, match="no real pages"):
        portals_of_pages(tmp_path)


def test_a_broken_index_is_refused(folder: Path) -> None:
    (folder / "ccgp" / "index.jsonl").write_text('{"id": "a"}')
    with pytest.raises(NoPagesError, match="cannot read"):
        portals_of_pages(folder)


@pytest.mark.skipif(not REAL.is_dir(), reason="the real notices are not beside this checkout")
def test_all_real_notices_are_held() -> None:
    held = {
        portal.key: portal.shelf for portal in portals_of_pages(REAL) if isinstance(portal, CcgpPortal | GgzyPortal)
    }
    assert len(held["ccgp"].entries) == 363  # 370 rows, seven of them twice
    assert len(held["ggzy"].entries) == 11_352
