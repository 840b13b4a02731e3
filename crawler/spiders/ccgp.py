"""www.ccgp.gov.cn: static lists by level and category, newest first, about 25 pages kept."""

import re

from parsel import Selector
from scrapy.http import Response, TextResponse

from crawler.blocks import BlockSignals
from crawler.items import Listed
from crawler.spiders.newest_first import HtmlListSpider
from crawler.window import printed_day
from tenders.ingest.addresses import official_address
from tenders.sources import CCGP

LEVELS = ("zygg", "dfgg")
CATEGORIES = (
    *("gkzb", "zbgg", "cjgg", "gzgg", "fblbgg", "zgysgg"),
    *("jzxcs", "jzxtpgg", "xjgg", "dylygg", "yqzbgg", "qtgg"),
)
ONLY_PAGE = re.compile(r"Pager\(\{\s*size:\s*[01]\s*,")


class CcgpSpider(HtmlListSpider):
    """The central procurement site. Its search is left alone: it blocks from the second query."""

    name = "ccgp"
    source = CCGP
    block_signals = BlockSignals(
        titles=("频繁访问", "标讯库搜索", "中国政府采购网搜索平台"), addresses=("serverisbusy",)
    )
    channels = tuple(f"{level}/{category}" for level in LEVELS for category in CATEGORIES)
    row_selectors = ("ul.c_list_bid > li", "ul.ul_compa > li")
    page_size = 20

    def list_address(self, channel: str, number: int) -> str:
        """Page 1 is index.htm, page 2 is index_1.htm."""
        page = f"index_{number - 1}.htm" if number > 1 else "index.htm"
        return f"{CCGP.base_url}/cggg/{channel}/{page}"

    def is_end(self, response: Response, channel: str, number: int) -> bool:
        """A 404 behind the first page is how far back the site keeps its lists, not a fault."""
        return response.status == 404

    def read_row(self, row: Selector, address: str) -> Listed | None:
        """The whole title is in @title, the text is cut; cells are told apart by their labels.

        A list may carry articles of the same host (/news, /zcdt): what is listed is kept, reading tells what it is.
        """
        url = official_address(address, row.css("a::attr(href)").get(""), CCGP.base_url)
        if url is None:
            return None
        title = row.css("a::attr(title)").get() or row.css("a").xpath("string()").get("")
        published = row.xpath(".//em[contains(preceding-sibling::text()[1], '发布时间')]/text()").get("")
        return Listed(url, title.strip(), published.strip(), printed_day(published))

    def declared_total(self, response: TextResponse) -> int | None:
        """These lists tell no total; an empty list under a pager of one page says that there is nothing."""
        is_empty = bool(response.css("ul.c_list_bid")) and not response.css("ul.c_list_bid > *")
        return 0 if is_empty and ONLY_PAGE.search(response.text) else None

    def is_missing(self, response: Response) -> bool:
        """The site's own error page may come with status 200."""
        return isinstance(response, TextResponse) and "错误页面" in response.css("title::text").get("")
