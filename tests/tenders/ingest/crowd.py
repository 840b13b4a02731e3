"""A hundred pages that have much in common: buyers, suppliers, projects, addresses."""

from tests.tenders.ingest.pages import BLOCKED, award_page, keep, tender_page

SUPPLIERS = (
    "天翼云科技有限公司",
    "中国电信股份有限公司武汉分公司",
    "中国移动通信集团湖北有限公司襄阳分公司",
    "联通数字科技有限公司",
    "北京金山云网络技术有限公司",
    "腾讯云计算（北京）有限责任公司",
    "某某科技有限公司",
    "某某科技有限公司上海分公司",
    "某某软件有限责任公司",
    "某某软件有限公司",
)
BUYERS = ("武汉市数据局", "上海市某区信息中心", "深圳市某局", "北京市某委员会")
CROWD = 100


def keep_a_crowd() -> None:
    """Keep pages of projects whose notices meet: tender and award, new versions, two lots, blocks."""
    for n in range(CROWD // 4):
        number, buyer = f"CROWD-2025-{n:03}", BUYERS[n % len(BUYERS)]
        winners = [(SUPPLIERS[(n * 3 + k) % len(SUPPLIERS)], f"{100 + n}.5") for k in range(1 + n % 3)]
        address = f"http://www.ccgp.gov.cn/crowd/{n}"
        keep(award_page(number, buyer, winners), f"{address}/award.htm")
        keep(tender_page(number, buyer, f"{400 + n}"), f"{address}/tender.htm")
        keep(award_page(number, buyer, [(winners[0][0], "77.7")]), f"{address}/award.htm", day=6)
        keep(BLOCKED + b" " * n if n % 2 else tender_page(f"{number}-B", buyer, "50"), f"{address}/other.htm")
