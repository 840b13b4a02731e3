"""The body texts before an award: intention, tender, prequalification, single source (formats.md §4.1)."""

from collections.abc import Iterator

from crawler.replica.awardbodies import ASK
from crawler.replica.blocks import Block, Line, Section, Table, Text
from crawler.replica.notice import NoticeFacts
from crawler.replica.sections import (
    HIDDEN,
    SWITCHBOARD,
    budget_line,
    contacts,
    day,
    deadline_of,
    extra_notes,
    later,
    minute,
    need_lines,
)

BID_METHODS = {"公开招标", "邀请招标"}


def intention(notice: NoticeFacts) -> Iterator[Block]:
    """采购意向: one notice, one row for each planned project."""
    yield Text(f"为便于供应商及时了解政府采购信息，现将{notice.buyer}采购意向公开如下：")
    header = ("序号", "采购项目名称", "采购需求概况", "预算金额（元）", "预计采购时间（月）", "备注")
    rows = tuple(
        (str(i), plan.name, plan.needs, f"{plan.budget:.2f}", plan.month, "-")
        for i, plan in enumerate(notice.planned, 1)
    )
    yield Table(header, rows)
    yield Text("本次公开的采购意向是本单位政府采购工作的初步安排，具体采购项目情况以相关采购公告和采购文件为准。")
    yield Text(f"{notice.buyer}")
    yield Text(day(notice.published))


def tender(notice: NoticeFacts) -> Iterator[Block]:
    """招标公告, and the same for 磋商, 谈判 and 询价."""
    bidding = notice.method in BID_METHODS
    document, offer = ("招标文件", "投标文件") if bidding else ("采购文件", "响应文件")
    due = f"{minute(deadline_of(notice))}（北京时间）"
    yield Text(
        f"项目概况 {notice.project_name}的潜在{'投标人' if bidding else '供应商'}应在政府采购交易系统获取{document}，"
        f"并于{due}前递交{offer}。"
    )
    yield from _basics(notice)
    yield from _qualification(notice)
    yield Section(f"获取{document}")
    yield Text(f"时间：{day(notice.published)}至{later(notice.published, 7)}，每天上午9:00至12:00，下午14:00至17:00。")
    yield Text("地点：政府采购交易系统")
    yield Text("售价：￥0.0 元，本公告包含的招标文件售价总和")
    yield Section(f"提交{offer}截止时间、开标时间和地点" if bidding else f"{offer}提交")
    yield Text(f"{'提交投标文件' if bidding else ''}截止时间：{due}")
    yield Text("地点：政府采购交易系统线上提交")
    yield Section("公告期限")
    yield Text(f"自本公告发布之日起{5 if bidding else 3}个工作日。")
    yield Section("其他补充事宜")
    yield from extra_notes(notice)
    yield from contacts(notice, "对本次招标提出询问，请按以下方式联系" if bidding else ASK)


def _basics(notice: NoticeFacts) -> Iterator[Block]:
    yield Section("项目基本情况")
    number = notice.project_number or HIDDEN
    others = [other for other in notice.project_number_alt if other != notice.plan_number]
    yield Line("项目编号", f"{number}（{others[0]}）" if others else number, "00004")
    if notice.plan_number:
        yield Line("采购计划备案号", notice.plan_number)
    yield Line("项目名称", notice.project_name, "00003")
    if notice.method:
        yield Line("采购方式", notice.method)
    yield from budget_line(notice)
    yield Text("采购需求：")
    yield from need_lines(notice)
    yield Line("合同履行期限", notice.term)
    yield Text("本项目( 不接受 )联合体投标。" if "不接受联合体" in notice.notes else "本项目( 接受 )联合体投标。")


def _qualification(notice: NoticeFacts) -> Iterator[Block]:
    yield Section("申请人的资格要求")
    yield Text("1.满足《中华人民共和国政府采购法》第二十二条规定；")
    yield Text("2.落实政府采购政策需满足的资格要求：本项目非专门面向中小企业采购；")
    yield Text("3.本项目的特定资格要求：无")


def prequalification(notice: NoticeFacts) -> Iterator[Block]:
    """资格预审公告."""
    yield from _basics(notice)
    yield from _qualification(notice)
    yield Section("领取资格预审文件")
    yield Text(f"时间：{day(notice.published)}至{later(notice.published, 5)}（北京时间）")
    yield Section("资格预审申请文件的组成及格式", "详见资格预审文件")
    yield Section("资格预审的审查标准及方法", "合格制")
    yield Section("拟邀请参加投标的供应商数量", "所有通过资格预审的供应商")
    yield Section("申请文件提交")
    yield Text(f"应在{minute(deadline_of(notice))}（北京时间）前，将申请文件提交至政府采购交易系统。")
    yield Section("公告期限")
    yield Text("自本公告发布之日起5个工作日。")
    yield Section("其他补充事宜")
    yield from extra_notes(notice)
    yield from contacts(notice, "凡对本次资格预审提出询问，请按以下方式联系")


def single_source(notice: NoticeFacts) -> Iterator[Block]:
    """单一来源采购公示: the suppliers are proposed, nothing is awarded."""
    yield Section("项目信息")
    yield Line("采购人", notice.buyer or HIDDEN)
    yield Line("项目名称", notice.project_name)
    yield Text("拟采购的货物或服务的说明：")
    yield from need_lines(notice)
    yield from budget_line(notice)
    yield Line("采用单一来源采购方式的原因及说明", notice.notes[0] if notice.notes else "只能从唯一供应商处采购")
    yield Section("拟定供应商信息")
    for bid in notice.bids:
        yield Line("名称", bid.name)
        yield Line("地址", HIDDEN)
    yield Section("公示期限")
    yield Text(f"{day(notice.published)}至{later(notice.published, 7)}（公示期限不得少于5个工作日）")
    yield Section("其他补充事宜", "无")
    yield Section("联系方式")
    yield Line("1.采购人", notice.buyer or HIDDEN)
    yield Line("联系方式", SWITCHBOARD)
    yield Line("2.财政部门", HIDDEN)
    yield Line("3.采购代理机构", notice.agency or HIDDEN)
