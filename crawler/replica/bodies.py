"""The official body text of each kind of notice (formats.md §4.1) as blocks; knows the formats, no markup."""

from collections.abc import Callable, Iterator

from crawler.replica import dialects
from crawler.replica.awardbodies import ASK, WAYS, award
from crawler.replica.blocks import Block, Line, Section, Table, Text
from crawler.replica.notice import NoticeFacts
from crawler.replica.sections import (
    HIDDEN,
    SWITCHBOARD,
    amends_of,
    contacts,
    day,
    extra_notes,
    identity,
    later,
    need_lines,
)
from crawler.replica.tenderbodies import intention, prequalification, single_source, tender
from crawler.replica.wording import party_text
from tenders.vocabulary import NoticeKind, Role

Body = Callable[[NoticeFacts], Iterator[Block]]
LAYOUTS = {"", "table", "zcy", "zcy_old", "hubei", *WAYS, *dialects.BY_LAYOUT}


def body(notice: NoticeFacts) -> list[Block]:
    """The blocks of a notice's body: by its layout where that is a form of its own, else by its kind."""
    return list(dialects.BY_LAYOUT.get(notice.layout, BY_KIND[notice.kind])(notice))


def amendment(notice: NoticeFacts) -> Iterator[Block]:
    """更正公告."""
    amends = amends_of(notice)
    yield Section("项目基本情况")
    yield Line("原公告的采购项目编号", notice.project_number or HIDDEN, "00004")
    yield Line("原公告的采购项目名称", notice.project_name, "00003")
    if amends.first_published:
        yield Line("首次公告日期", amends.first_published.strftime("%Y年%m月%d日"))
    yield Section("更正信息")
    yield Line("更正事项", amends.target)
    yield Text("更正内容：")
    header = ("序号", "更正项", "更正前内容", "更正后内容")
    yield Table(header, tuple((str(i), *change) for i, change in enumerate(amends.changes, 1)))
    yield Line("更正日期", day(notice.published))
    yield Section("其他补充事宜")
    yield from extra_notes(notice)
    yield from contacts(notice, ASK)


def cancellation(notice: NoticeFacts) -> Iterator[Block]:
    """终止公告, also for a result in which all lots failed."""
    yield Section("项目基本情况")
    yield Line("采购项目编号", notice.project_number or HIDDEN, "00004")
    yield Line("采购项目名称", notice.project_name, "00003")
    yield Section("项目终止的原因")
    for row in notice.awards:
        yield Line("包号", row.lot or "1")
        yield Line("废标（终止）原因", row.reason or "有效投标人不足三家")
    if not notice.awards:
        yield Text("有效供应商不足三家，本项目终止。")
    yield Section("其他补充事宜")
    yield from extra_notes(notice)
    yield from contacts(notice, ASK)


def contract(notice: NoticeFacts) -> Iterator[Block]:
    """合同公告."""
    row = notice.awards[0]
    yield Section("合同编号", f"HT-{notice.project_number}")
    yield Section("合同名称", f"{notice.project_name}合同")
    yield Section("项目编号", notice.project_number, "00004")
    yield Section("项目名称", notice.project_name, "00003")
    yield Section("合同主体")
    yield Line("采购人（甲方）", notice.buyer or HIDDEN)
    yield Line("地址", HIDDEN)
    yield Line("供应商（乙方）", party_text(row))
    yield Line("地址", HIDDEN)
    yield Section("合同主要信息")
    yield Line("主要标的名称", notice.project_name)
    yield Line("规格型号（或服务要求）", notice.needs[0] if notice.needs else "详见合同")
    yield Line("主要标的数量", "1")
    yield Line("合同金额", row.amount_text or HIDDEN)
    yield Line("履约期限、地点等简要信息", notice.term)
    if notice.method:
        yield Line("采购方式", notice.method)
    yield Section("合同签订日期", day(notice.published))
    yield Section("合同公告日期", day(notice.published))
    yield Section("其他补充事宜")
    yield from extra_notes(notice)


def acceptance(notice: NoticeFacts) -> Iterator[Block]:
    """验收结果公告; it repeats the contract's parties and awards nothing."""
    yield Section("合同编号", f"HT-{notice.project_number}")
    yield Section("合同名称", f"{notice.project_name}合同")
    yield Section("项目编号", notice.project_number, "00004")
    yield Section("项目名称", notice.project_name, "00003")
    yield Section("合同主体")
    yield Line("采购人（甲方）", notice.buyer or HIDDEN)
    for bid in notice.bids:
        yield Line("供应商（乙方）", bid.name)
    yield Section("合同主要信息")
    yield Line("服务内容", notice.needs[0] if notice.needs else "详见合同")
    yield Line("服务期限", notice.term)
    yield Section("验收日期", day(notice.published))
    yield Section("验收组成员（应当邀请服务对象参与）", HIDDEN)
    yield Section("验收意见", "经验收小组核查，服务内容与合同一致，验收合格。")
    yield Section("其他补充事宜")
    yield from extra_notes(notice)


def candidates(notice: NoticeFacts) -> Iterator[Block]:
    """中标候选人公示, the other law's form: a ranking, not an award."""
    yield Section("招标项目编号", notice.project_number, "00004")
    yield Section("招标项目名称", notice.project_name, "00003")
    yield Section("中标候选人情况")
    ranked = [bid for bid in notice.bids if bid.role == Role.CANDIDATE]
    header = ("标段", "排名", "中标候选人名称", "投标报价（元）", "综合得分", "工期（服务期）")
    rows = tuple(
        (
            bid.lot or "-",
            f"第{'一二三四五'[(bid.rank or i) - 1]}中标候选人",
            bid.name,
            f"{bid.price:.2f}" if bid.price else "-",
            bid.score or "-",
            notice.term,
        )
        for i, bid in enumerate(ranked, 1)
    )
    yield Table(header, rows)
    yield Section("公示时间", f"{day(notice.published)}至{later(notice.published, 3)}")
    yield Section("其他公示内容")
    yield from extra_notes(notice)
    yield Section("联系方式")
    yield Line("招标人", notice.buyer or HIDDEN)
    yield Line("招标代理机构", notice.agency or HIDDEN)
    yield Line("联系电话", SWITCHBOARD)


def other(notice: NoticeFacts) -> Iterator[Block]:
    """投诉处理结果公告, and other notices: the paragraphs as given between number and parties."""
    yield from identity(notice)
    yield Section("相关当事人")
    yield Line("采购人", notice.buyer or HIDDEN)
    if notice.agency:
        yield Line("代理机构", notice.agency)
    for bid in notice.bids:
        yield Line("投诉人" if bid.role == Role.LOSER else "相关供应商", bid.name)
    yield Section("基本情况")
    yield from need_lines(notice)
    yield Section("处理依据及结果")
    yield from (Text(note) for note in notice.notes)
    yield Section("其他补充事宜", "无")


BY_KIND: dict[NoticeKind, Body] = {
    NoticeKind.INTENTION: intention,
    NoticeKind.PREQUALIFICATION: prequalification,
    NoticeKind.TENDER: tender,
    NoticeKind.SINGLE_SOURCE: single_source,
    NoticeKind.AMENDMENT: amendment,
    NoticeKind.CANDIDATES: candidates,
    NoticeKind.AWARD: award,
    NoticeKind.CANCELLATION: cancellation,
    NoticeKind.CONTRACT: contract,
    NoticeKind.ACCEPTANCE: acceptance,
    NoticeKind.OTHER: other,
}
