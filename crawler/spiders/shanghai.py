"""www.zfcg.sh.gov.cn: Shanghai's portal of the 政采云 product."""

from crawler.spiders.zcy import ZcySpider
from tenders.sources import SHANGHAI

CATEGORIES = {
    "10016": "采购意向公开",
    "1": "单一来源公示",
    "2": "采购公告",
    "3": "更正公告",
    "4": "采购结果",
    "5": "合同公告",
    "6": "终止公告",
    "11": "其他公告",
}


class ShanghaiSpider(ZcySpider):
    """Shanghai, by the codes measured there in August 2026 (other portals of the product have others)."""

    name = "shanghai"
    source = SHANGHAI
    channels = tuple(f"ZcyAnnouncement{code}" for code in CATEGORIES)
    parent_id = "137027"
    site_id = "77"
