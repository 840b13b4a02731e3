"""The declared sources: who publishes, where, in what shape, how politely, how much to expect."""

from dataclasses import dataclass
from typing import Literal

from django.utils.translation.trans_real import gettext_noop  # the usual one asks the settings, which ask us


@dataclass(frozen=True, slots=True)
class Source:
    """One portal.

    `base_url` is the official address: every stored page url starts with it, whatever server the
    spider was pointed at. `body` says what the kept bytes are: an HTML page, or JSON whose
    `json_path` leads to the HTML. `delay` is seconds between two requests. `weekly` is the number
    of notices expected in an ordinary week (minimum, maximum): outside it, the crawl is suspect.
    `hashed` names the parts of a page that make it a different page when their text changes (selectors, or
    dotted JSON paths); `volatile` are selectors inside them that change by themselves, like a read counter.
    """

    key: str
    name: str
    publisher: str
    province: str | None
    base_url: str
    body: Literal["html", "json"]
    selectors: tuple[str, ...]
    delay: float
    weekly: tuple[int, int]
    caveats: str
    hashed: tuple[str, ...]
    volatile: tuple[str, ...] = ()
    json_path: tuple[str, ...] = ()
    encoding: str = "utf-8"


CCGP = Source(
    key="ccgp",
    name="中国政府采购网",
    publisher="财政部",
    province=None,
    base_url="http://www.ccgp.gov.cn",
    body="html",
    selectors=("div.vF_detail_content", "div.vT_detail_content"),
    delay=5.0,  # no limit is published; about 5 s is what careful collectors use (sites.md §1.5)
    weekly=(2_000, 60_000),
    caveats=gettext_noop(
        "Lists keep about 25 pages; older notices are out of reach. Summary amounts are in 万元 and often 0."
    ),
    hashed=("div.vF_detail_main", "div.vT_detail_main"),
)

SHANGHAI = Source(
    key="shanghai",
    name="上海政府采购网",
    publisher="上海市财政局",
    province="310000",
    base_url="https://www.zfcg.sh.gov.cn",
    body="json",
    json_path=("result", "data", "content"),
    selectors=(),
    delay=1.0,  # 600 ms went without a block in 2026-08; we stay above (sites.md §2.1)
    weekly=(100, 2_000),
    caveats=gettext_noop("Framework awards name their suppliers only in an attached PDF."),
    # not `click` (read counter), nor `announcementLinkDtoList`: it grows with every later notice of the project
    hashed=tuple(f"result.data.{key}" for key in ("title", "content", "publishDate", "projectCode", "attachmentVO")),
)

HUBEI = Source(
    key="hubei",
    name="湖北政府采购网",
    publisher="湖北省财政厅",
    province="420000",
    base_url="http://www.ccgp-hubei.gov.cn",
    body="html",
    selectors=("div.art_con", 'div[style="margin: 0 22px;"]'),
    delay=3.0,
    weekly=(100, 5_000),
    caveats=gettext_noop("Lists show the day only; Wuhan's notices are in the city and county lists."),
    hashed=("div.art_con", 'div[style="margin: 0 22px;"]'),
    volatile=("#click",),
)

GGZY = Source(
    key="ggzy",
    name="全国公共资源交易平台",
    publisher="国家发展改革委",
    province=None,
    base_url="https://www.ggzy.gov.cn",
    body="html",
    selectors=("#mycontent", "div.detail"),
    delay=2.0,  # connections flap; 1–3 s and few retries (sites.md §4)
    weekly=(2_000, 100_000),
    caveats=gettext_noop(
        "Totals are capped at 1,000, so lists are cut by day, province and stage; many pages have an empty body."
    ),
    hashed=("div.detail", "#mycontent"),
)

SOURCES: dict[str, Source] = {source.key: source for source in (CCGP, SHANGHAI, HUBEI, GGZY)}
