"""The sections that several official formats share: numbers and names, notes, losers, contacts."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from crawler.replica.blocks import Block, Line, Section, Table, Text
from crawler.replica.notice import AmendsFacts, NoticeFacts
from crawler.replica.wording import consortium_remarks, wan
from tenders.vocabulary import Role

HIDDEN = "（略）"
SWITCHBOARD = "（略）000-0000 0000"


def day(moment: datetime) -> str:
    """A date as 2025年03月04日."""
    return moment.strftime("%Y年%m月%d日")


def minute(moment: datetime) -> str:
    """A deadline as 2025年03月25日 09点30分."""
    return moment.strftime("%Y年%m月%d日 %H点%M分")


def later(moment: datetime, days: int) -> str:
    """The day so many days later."""
    return day(moment + timedelta(days=days))


def deadline_of(notice: NoticeFacts) -> datetime:
    """When offers are due. Raises ValueError for a notice without it: tenders must have one."""
    if notice.deadline is None:
        raise ValueError(f"{notice.id} has no deadline")
    return notice.deadline


def amends_of(notice: NoticeFacts) -> AmendsFacts:
    """What is amended. Raises ValueError for a notice that does not say."""
    if notice.amends is None:
        raise ValueError(f"{notice.id} does not say what it amends")
    return notice.amends


def in_hubei(notice: NoticeFacts) -> bool:
    """Whether the form is Hubei's, which prints the plan's number and sets units apart; ccgp copies it."""
    return "hubei" in (notice.source, notice.layout)


def identity(notice: NoticeFacts) -> Iterator[Block]:
    """Number, Hubei's plan number, name: the first sections of most formats."""
    number = notice.project_number or HIDDEN
    others = [other for other in notice.project_number_alt if other != notice.plan_number]
    if others:
        number = f"{number}（招标文件编号：{others[0]}）"
    yield Section("项目编号", number, "00004")
    if notice.plan_number:
        yield Section("采购计划备案号", notice.plan_number)
    yield Section("项目名称", notice.project_name, "00003")


def budget_line(notice: NoticeFacts) -> Iterator[Line]:
    """The budget in the unit of the portal: 万元 with the unit apart in Hubei, yuan in 政采云, else 万元."""
    if notice.budget is None:
        return
    if in_hubei(notice):
        yield Line("预算金额", wan(notice.budget), unit="(万元)")
    elif notice.source == "shanghai":
        yield Line("预算金额（元）", f"{notice.budget.normalize():f}", "AM01400034")
    else:
        yield Line("预算金额", f"{notice.budget / 10_000:.6f} 万元（人民币）")


def need_lines(notice: NoticeFacts) -> Iterator[Block]:
    """The requirement, one paragraph each."""
    yield from (Text(need) for need in notice.needs or (f"{notice.project_name}，具体详见采购文件。",))


def extra_notes(notice: NoticeFacts) -> Iterator[Block]:
    """What stands under 其他补充事宜: remarks, subcontracting, the bidders that lost."""
    texts = [*notice.notes, *consortium_remarks(notice), *_subcontracting(notice)]
    yield from (Text(text) for text in texts)
    yield from (Line("分包单位", party.name) for party in notice.subcontractors if party.share is None)
    if losers := [bid for bid in notice.bids if bid.role == Role.LOSER]:
        yield Text("其他投标供应商报价及评审情况：")
        rows = (
            (bid.lot or "-", bid.name, f"{bid.price:.2f}" if bid.price else "-", bid.score or "-", str(bid.rank or "-"))
            for bid in losers
        )
        yield Table(("标项", "投标供应商名称", "投标报价（元）", "最终得分", "排名"), tuple(rows))
    elif not texts and not notice.subcontractors:
        yield Text("无")


def _subcontracting(notice: NoticeFacts) -> Iterator[str]:
    """Subcontracting agreements as sentences; a subcontractor without a share gets a line of its own."""
    for party in notice.subcontractors:
        if party.share is not None:
            yield f"分包意向协议：中标供应商将本项目部分工作分包给{party.name}承担，分包比例{party.share:.0%}。"


def contacts(notice: NoticeFacts, heading: str) -> Iterator[Block]:
    """Buyer, agency and the project's contact; persons and phones are left out on purpose."""
    yield Section(heading)
    yield Text("1.采购人信息")
    yield Line("名 称", notice.buyer or HIDDEN, "00014")
    yield Line("地 址", HIDDEN, "00018")
    yield Line("联系方式", SWITCHBOARD, "00016")
    if notice.agency:
        yield Text("2.采购代理机构信息")
        yield Line("名 称", notice.agency, "00009")
        yield Line("地 址", HIDDEN, "00013")
        yield Line("联系方式", SWITCHBOARD, "00011")
    yield Text("3.项目联系方式")
    yield Line("项目联系人", HIDDEN, "00010")
    yield Line("电 话", SWITCHBOARD, "00011")
