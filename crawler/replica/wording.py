"""How the portals word single values: titles, prices, consortium names; knows phrases, not pages."""

from collections.abc import Callable
from decimal import Decimal

from crawler.replica.notice import AwardFacts, NoticeFacts
from tenders.vocabulary import NoticeKind

WAN = Decimal(10_000)
NUMERALS = "〇一二三四五六七八九十"

SUFFIXES = {
    NoticeKind.PREQUALIFICATION: "资格预审公告",
    NoticeKind.SINGLE_SOURCE: "单一来源采购公示",
    NoticeKind.AMENDMENT: "更正公告",
    NoticeKind.CANDIDATES: "中标候选人公示",
    NoticeKind.CANCELLATION: "终止公告",
    NoticeKind.CONTRACT: "合同公告",
    NoticeKind.ACCEPTANCE: "验收结果公告",
}
TENDER_METHODS = {"公开招标", "邀请招标"}


def default_title(notice: NoticeFacts) -> str:
    """The official title of a notice of this kind."""
    name = notice.project_name
    match notice.kind:
        case NoticeKind.INTENTION:
            return f"{notice.buyer}{notice.published.year}年{notice.published.month}月政府采购意向"
        case NoticeKind.TENDER:
            return f"{name}{notice.method or '采购'}公告"
        case NoticeKind.AWARD:
            return f"{name}{'中标' if notice.method in TENDER_METHODS else '成交'}结果公告"
        case _:
            return f"{name}{SUFFIXES[notice.kind]}"


def price_text(notice: NoticeFacts, amount: Decimal | None) -> str | None:
    """A total price in the usual form of the notice's portal and layout, with its unit."""
    if amount is None:
        return None
    form = PRICE_FORMS.get(notice.layout) or PRICE_FORMS[notice.source]
    return form(amount)


def wan(amount: Decimal) -> str:
    """Yuan as 万元 without trailing zeros: 382.47103."""
    return f"{(amount / WAN).normalize():f}"


def wan_six(amount: Decimal) -> str:
    """Yuan as 万元 with six decimals, as ccgp's boxes print it."""
    return f"{amount / WAN:.6f}"


PRICE_FORMS: dict[str, Callable[[Decimal], str]] = {
    "ccgp": lambda amount: f"{amount / WAN:.7f}（万元）",
    "shanghai": lambda amount: f"{amount:.2f}元",
    "hubei": lambda amount: f"{wan(amount)}(万元)",
    "ggzy": lambda amount: f"{amount:.2f}元",
    "zcy": lambda amount: f"{amount:.2f}(元)",
    "zcy_old": lambda amount: f"{amount.normalize():f}（元）",
    "sentence": lambda amount: f"{amount:.2f}元",
    "shenzhen": lambda amount: f"{amount / WAN:.8f}",
    "beijing": lambda amount: f"{wan(amount)}万元",
    "guangdong": lambda amount: f"￥{amount:,.2f}",
    "hebei": lambda amount: f"{amount.normalize():f}",
    "contract_table": lambda amount: f"{amount.normalize():f}元 人民币",
    "works": lambda amount: f"{amount:.2f}元",
}


PRICE_PREFIXES = {"zcy": "总价形式报价:", "zcy_old": "总价："}


def total_amount(notice: NoticeFacts) -> Decimal:
    """The sum of the notice's known prices in yuan, 0 when none is known."""
    return sum((award.amount for award in notice.awards if award.amount is not None), Decimal(0))


def party_text(award: AwardFacts) -> str:
    """The winners' cell: one name, or a consortium in the award's notation."""
    names = [supplier.printed or supplier.name for supplier in award.suppliers]
    return NOTATIONS[award.notation](names[0], names[1:]) if len(names) > 1 else names[0]


NOTATIONS: dict[str, Callable[[str, list[str]], str]] = {
    "brackets": lambda lead, members: f"{lead}(联合体：{','.join(members)})",
    "labelled": lambda lead, members: f"牵头供应商：{lead} 投标联合体：{'、'.join([lead, *members])}",
    "suffix": lambda lead, members: f"{'、'.join([lead, *members])}（联合体）",
    "marked": lambda lead, members: f"{lead}（牵头人）、{'、'.join(f'{name}（成员）' for name in members)}",
    "slashes": lambda lead, members: "//".join([lead, *members]),
    "and": lambda lead, members: f"{lead}和{'、'.join(members)}组成的联合体",
    "remark": lambda lead, members: lead,
}


def consortium_remarks(notice: NoticeFacts) -> list[str]:
    """The sentences under 其他补充事宜 that alone name a consortium's members."""
    return [
        f"中标供应商为联合体，牵头单位为{award.suppliers[0].name}，联合体成员为："
        f"{'、'.join(supplier.name for supplier in award.suppliers[1:])}。"
        for award in notice.awards
        if award.notation == "remark" and len(award.suppliers) > 1
    ]


def ordinal(number: int) -> str:
    """1 → 一 … 19 → 十九, as sections and lots are counted."""
    return NUMERALS[number] if number <= 10 else f"十{NUMERALS[number - 10]}"
