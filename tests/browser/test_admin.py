"""A sales person's walk through the admin, in a real browser; and how every page looks on desk and phone."""

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tenders.models import Notice

pytestmark = pytest.mark.browser

LOOKS = [("wide", "zh-hans", False), ("narrow", "zh-hans", True), ("narrow", "en", False)]
# labels, buttons and cells whose words are wider than their box, and pages wider than the screen
OVERFLOW = """() => {
  const boxes = "button, label, legend, th, td, dt, dd, summary, h1, h2, a.t-button, .t-filter > span, .t-topic";
  const shown = (element) => element.offsetParent !== null && element.clientWidth > 0;
  const wide = [...document.querySelectorAll(boxes)]
    .filter((box) => shown(box) && box.scrollWidth > box.clientWidth + 1 && !box.closest(".truncate, nav, header"))
    .map((box) => `${box.tagName} ${box.className}: ${box.innerText.slice(0, 40)}`);
  const page = document.documentElement;
  if (page.scrollWidth > page.clientWidth) wide.push(`the page: ${page.scrollWidth} > ${page.clientWidth}`);
  return wide;
}"""


def test_a_sales_person_finds_a_notice_and_the_words_behind_a_fact(open_page: Callable[..., Any]) -> None:
    page = open_page()
    page.click("text=公告 >> nth=0")
    page.fill("#searchbar", "智算 武汉")
    page.click("button:has-text('应用')")
    page.wait_for_url("**q=**")
    assert page.locator("#result_list tbody tr").count() == 15
    assert page.locator("#result_list mark").first.inner_text() in {"智算", "武汉"}
    page.select_option("select[name=won_by]", "mid_tier")
    page.wait_for_url("**won_by=mid_tier**")
    assert page.locator("#result_list tbody tr").count() == 6
    page.click("#result_list .t-title >> nth=0")
    page.wait_for_url("**/change/**")
    words = page.locator(".t-ev[data-keys=budget]")
    assert "t-lit" not in (words.get_attribute("class") or "")
    page.click("[data-fact=budget]")
    assert "t-lit" in (words.get_attribute("class") or "")
    assert words.inner_text() == "1,250.00 万元"


def test_the_ratio_opens_its_awards_and_they_add_up(open_page: Callable[..., Any]) -> None:
    page = open_page()
    page.goto("/admin/ratio/?city=420100")
    # nine times 300 万元 to six times 100 万元
    assert page.locator("#figure .t-number").inner_text() == "4.50 : 1"
    page.click("#sides tbody tr >> nth=0 >> a >> nth=0")
    page.wait_for_url("**show=numerator")
    assert page.locator("#rows tbody tr").count() == 9
    assert page.locator("#added").inner_text() == page.locator("#total").inner_text() == "27,000,000.00 元"
    page.click("#rows tbody tr >> nth=0 >> a >> nth=0")
    page.wait_for_url("**/notice/**")
    assert "中标公告" in page.locator(".t-head h2").inner_text()


def test_the_file_holds_what_the_list_shows(open_page: Callable[..., Any], tmp_path: Path) -> None:
    page = open_page()
    page.goto("/admin/tenders/notice/?q=智算&won_by=carrier")
    with page.expect_download() as download:
        page.click("#export")
    saved = tmp_path / "notices.csv"
    download.value.save_as(saved)
    assert saved.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(saved.read_text("utf-8-sig"))))
    assert len(rows) == 9
    assert any("武汉智算中心算力服务第0期中标公告" in row.values() for row in rows)


def test_a_search_is_saved_and_found_again(open_page: Callable[..., Any]) -> None:
    page = open_page()
    page.goto("/admin/tenders/notice/?q=智算&city=420100")
    page.click("#save-search")
    page.fill("[name=name]", "武汉智算")
    page.click("button[name=_save]")
    page.click("#result_list .field-conditions a")
    page.wait_for_url("**q=**city=420100")
    assert page.locator("#result_list tbody tr").count() == 15


def test_the_language_is_switched_in_the_menu(open_page: Callable[..., Any]) -> None:
    page = open_page()
    page.click("#nav-sidebar-inner >> text=xiaowang")
    page.click("button:has-text('English')")
    page.wait_for_selector("text=Newest in our field")


@pytest.mark.parametrize(("size", "language", "dark"), LOOKS)
def test_nothing_overflows(
    open_page: Callable[..., Any], market: list[Notice], tmp_path: Path, size: str, language: str, dark: bool
) -> None:
    page = open_page(size, language, dark)
    supplier = market[0].awards.get().supplier_id
    pages = {
        "overview": "/admin/",
        "notices": "/admin/tenders/notice/?q=智算",
        "nothing found": "/admin/tenders/notice/?q=没有这个词",
        "notice": f"/admin/tenders/notice/{market[0].pk}/change/",
        "ratio": "/admin/ratio/?city=420100",
        "ratio without number": "/admin/ratio/?city=310100",
        "awards behind the ratio": "/admin/ratio/awards/?show=numerator",
        "awards": "/admin/tenders/award/",
        "organisations": "/admin/tenders/organisation/",
        "organisation": f"/admin/tenders/organisation/{supplier}/change/",
        "sources": "/admin/tenders/source/",
        "crawls": "/admin/tenders/crawl/",
        "pages": "/admin/tenders/rawpage/",
        "saved searches": "/admin/tenders/savedsearch/",
        "save a search": "/admin/tenders/savedsearch/add/?query=q%3D1",
    }
    overflowing = {}
    for name, address in pages.items():
        page.goto(address)
        page.screenshot(path=tmp_path / f"{name} {size} {language}.png", full_page=True)
        if wide := page.evaluate(OVERFLOW):
            overflowing[name] = wide
    assert overflowing == {}
