"""www.ccgp-hubei.gov.cn: static lists by channel, newest first, with a printed total. Wuhan is in the c lists."""

import re

from parsel import Selector
from scrapy.http import TextResponse

from crawler.items import Listed
from crawler.spiders.newest_first import HtmlListSpider
from crawler.window import printed_day
from tenders.ingest.addresses import official_address
from tenders.sources import HUBEI

LEVELS = ("p", "c")  # province; cities and counties
# zbgg is a tender, zhbgg an award
CHANNELS = ("zbgg", "zhbgg", "gzgg", "fbgg", "dylygg")
TOTAL = re.compile(r"(\d+)\s*条记录")
NOTICE_FOLDERS = ("/notice/", "/contract/")


class HubeiSpider(HtmlListSpider):
    """The provincial site. Its search on port 9040 is left alone: it wants a session and fails often."""

    name = "hubei"
    source = HUBEI
    channels = (
        *(f"notice/cggg/{level}{channel}" for level in LEVELS for channel in CHANNELS),
        *("notice/cggg/czgysgg", "notice/cggg/cxqgsgg"),
        *("contract/sjzfcght", "contract/cxzfcght"),
    )
    row_selectors = ("ul.news-list-content > li", "div.news-list.list-page ul > li")
    page_size = 15

    def list_address(self, channel: str, number: int) -> str:
        """Page 1 is index_1.html."""
        return f"{HUBEI.base_url}/{channel}/index_{number}.html"

    def read_row(self, row: Selector, address: str) -> Listed | None:
        """The link's own text is the title; the bracketed method stands in a font element amid tabs."""
        url = official_address(address, row.css("a::attr(href)").get(""), HUBEI.base_url)
        if url is None or not url.removeprefix(HUBEI.base_url).startswith(NOTICE_FOLDERS):
            return None
        title = " ".join(" ".join(row.xpath("./a/text()").getall()).split()).removeprefix("[").removeprefix(" ]")
        day = row.xpath("./span/text()").get("").strip()
        return Listed(url, title.removeprefix("]").strip(), day, printed_day(day))

    def declared_total(self, response: TextResponse) -> int | None:
        """The pager prints it: 共 N 条记录."""
        found = TOTAL.search(" ".join(response.xpath("//body//text()").getall()))
        return int(found[1]) if found else None
