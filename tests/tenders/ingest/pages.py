"""Pages of notices as a portal serves them, written for tests."""

from collections.abc import Sequence

from tenders.models import RawPage
from tests.factories import china, make_page

BLOCKED = "<html><head><title>安全验证</title></head><body>您的访问过于频繁，请输入验证码</body></html>".encode()


def detail_page(title: str, paragraphs: Sequence[str]) -> bytes:
    """A notice in the markup of www.ccgp.gov.cn."""
    lines = "\n".join(f"<p>{line}</p>" for line in paragraphs)
    return (
        f'<html><head><meta charset="utf-8"><title>{title}</title></head><body>'
        f'<h2 class="tc">{title}</h2><div class="vF_detail_content">{lines}</div></body></html>'
    ).encode()


def award_page(number: str, buyer: str, suppliers: Sequence[tuple[str, str]], project: str = "政务云服务项目") -> bytes:
    """A result: one supplier and amount (万元, as printed) a lot."""
    won = [
        line
        for lot, (name, amount) in enumerate(suppliers, 1)
        for line in (
            f"包{lot}",
            f"供应商名称：{name}",
            "供应商地址：某市某路1号",
            f"中标（成交）金额：{amount}（万元）",
        )
    ]
    return detail_page(
        f"{project}中标公告",
        [
            f"一、项目编号：{number}",
            f"二、项目名称：{project}",
            "三、中标（成交）信息",
            *won,
            "四、公告期限：自本公告发布之日起1个工作日。",
            "五、凡对本次公告内容提出询问，请按以下方式联系。",
            f"1.采购人信息 名称：{buyer}",
            "2.采购代理机构信息 名称：某招标有限公司",
        ],
    )


def tender_page(number: str, buyer: str, budget: str, project: str = "政务云服务项目") -> bytes:
    """An invitation with its budget (万元, as printed)."""
    return detail_page(
        f"{project}公开招标公告",
        [
            "一、项目基本情况",
            f"项目编号：{number}",
            f"项目名称：{project}",
            "采购方式：公开招标",
            f"预算金额：{budget}万元",
            "采购需求：云资源租用服务，详见招标文件。",
            "二、申请人的资格要求：满足《中华人民共和国政府采购法》第二十二条规定。",
            "三、凡对本次招标提出询问，请按以下方式联系。",
            f"1.采购人信息 名称：{buyer}",
            "2.采购代理机构信息 名称：某招标有限公司",
        ],
    )


def keep(body: bytes, url: str = "", day: int = 5) -> RawPage:
    """A page that waits to be read."""
    return make_page(
        "ccgp", url, body, content_type="text/html; charset=utf-8", fetched_at=china(f"2026-01-{day:02}"),
        listed_published="2026-01-05",
    )  # fmt: skip
