"""The award notice in the national format, and how its winners and failed lots may be set out."""

from collections.abc import Iterator

from crawler.replica.blocks import Block, Line, Section, Table, Text
from crawler.replica.notice import AwardFacts, NoticeFacts
from crawler.replica.sections import HIDDEN, contacts, extra_notes, identity, in_hubei, later
from crawler.replica.wording import ordinal, party_text, wan
from tenders.vocabulary import Outcome

ASK = "凡对本次公告内容提出询问，请按以下方式联系"
WINNER_CODES = ("sectionNo", "", "winningSupplierName", "winningSupplierAddr", "summaryPrice", "reviewTotalScore")


def award(notice: NoticeFacts) -> Iterator[Block]:
    """中标（成交）结果公告."""
    yield from identity(notice)
    yield Section("中标（成交）信息")
    yield from winners(notice)
    yield Section("主要标的信息")
    yield from main_items(notice)
    yield Section("评审小组成员" if in_hubei(notice) else "评审专家（单一来源采购人员）名单", HIDDEN, "85005")
    if in_hubei(notice):
        yield Section("评审信息")
        yield Line("1、评审时间", notice.published.date().isoformat())
        yield Line("2、评审地点", HIDDEN)
    yield from agency_fee(notice)
    yield Section("公告期限")
    yield Text("自本公告发布之日起1个工作日。")
    yield Section("其他补充事宜")
    yield from extra_notes(notice)
    yield from contacts(notice, ASK)


def winners(notice: NoticeFacts) -> Iterator[Block]:
    """Who won what, in the layout's way, then the lots that failed."""
    won = [a for a in notice.awards if a.outcome == Outcome.AWARDED]
    failed = [a for a in notice.awards if a.outcome == Outcome.FAILED]
    if notice.layout in WAYS:
        yield from WAYS[notice.layout](won)
    elif in_hubei(notice) or (len(won) == 1 and won[0].lot is None and notice.source != "shanghai"):
        yield from _lines(notice, won)
    else:
        yield from _table(won)
    if failed or notice.layout in {"zcy", "zcy_old"} or notice.source == "shanghai":
        yield Text("2.废标结果：")
        rows = tuple((a.lot or "1", a.lot_name or "-", a.reason or "-", "-") for a in failed)
        yield Table(("序号", "标项名称", "废标理由", "其他事项"), rows or (("/", "/", "/", "/"),))


def _lines(notice: NoticeFacts, won: list[AwardFacts]) -> Iterator[Block]:
    hubei = in_hubei(notice)
    for row in won:
        if row.lot:
            yield Text(f"包{row.lot}：{row.lot_name or ''}")
        yield Line("供应商名称", party_text(row))
        yield Line("供应商地址", row.suppliers[0].address)
        if hubei and row.amount is not None:
            yield Line("中标（成交）金额", wan(row.amount), unit="(万元)")
        else:
            yield Line("中标（成交）金额", row.amount_text or HIDDEN)
        if row.score:
            yield Line("综合评分法" if hubei else "评审总得分", f"{row.score}（分）" if hubei else row.score)


def _table(won: list[AwardFacts]) -> Iterator[Block]:
    yield Text("1.中标结果：")
    header = ("序号", "标项名称", "供应商名称", "供应商地址", "中标（成交）金额", "评审总得分")
    rows = tuple(
        (
            row.lot or str(i),
            row.lot_name or "-",
            party_text(row),
            row.suppliers[0].address,
            row.amount_text or "-",
            row.score or "-",
        )
        for i, row in enumerate(won, 1)
    )
    yield Table(header, rows, WINNER_CODES)


def _amount_first(won: list[AwardFacts]) -> Iterator[Block]:
    yield Text("1.中标结果：")
    rows = tuple(
        (row.lot or str(i), row.amount_text or "-", party_text(row), row.suppliers[0].address, row.score or "-")
        for i, row in enumerate(won, 1)
    )
    codes = ("sectionNo", "summaryPrice", "winningSupplierName", "winningSupplierAddr", "reviewTotalScore")
    yield Table(("序号", "中标（成交）金额(元)", "供应商名称", "地址", "评审总得分"), rows, codes)


def _packages(won: list[AwardFacts]) -> Iterator[Block]:
    for row in won:
        name = f"第{ordinal(int(row.lot))}包：" if row.lot else ""
        yield Text(f"{name}供应商名称：{party_text(row)}")
        yield Text(f"供应商地址：{row.suppliers[0].address}")
        yield Text(f"中标（成交）金额：{row.amount_text or HIDDEN}")


def _contract_packages(won: list[AwardFacts]) -> Iterator[Block]:
    for row in won:
        yield Text(f"合同包{row.lot}({row.lot_name}):")
        header = ("供应商名称", "供应商地址", "中标（成交）金额", "评审总得分")
        cells = (party_text(row), row.suppliers[0].address, row.amount_text or "-", row.score or "-")
        yield Table(header, (cells,))


WAYS = {"zcy_old": _amount_first, "packages": _packages, "contract_packages": _contract_packages}


def main_items(notice: NoticeFacts) -> Iterator[Block]:
    """主要标的信息: a table of goods where a brand is named, else of services."""
    won = [a for a in notice.awards if a.outcome == Outcome.AWARDED]
    if any(a.brand for a in won):
        header = ("序号", "供应商名称", "货物名称", "货物品牌", "货物型号", "货物数量", "货物单价(元)")
        rows = [
            (
                str(i),
                a.suppliers[0].name,
                a.lot_name or notice.project_name,
                a.brand or "-",
                "详见附件",
                "1",
                "详见附件",
            )
            for i, a in enumerate(won, 1)
        ]
    else:
        header = ("序号", "供应商名称", "服务名称", "服务范围", "服务要求", "服务时间", "服务标准")
        need = notice.needs[0] if notice.needs else "详见采购文件"
        rows = [
            (
                str(i),
                a.suppliers[0].name,
                a.lot_name or notice.project_name,
                need,
                "满足采购文件要求",
                notice.term,
                "合格",
            )
            for i, a in enumerate(won, 1)
            if a.suppliers
        ]
    yield Table(header, tuple(rows))


def agency_fee(notice: NoticeFacts) -> Iterator[Block]:
    """代理服务收费: a sum of money in every award notice that is not the award."""
    yield Section("代理服务收费标准及金额")
    yield Line("本项目代理费收费标准", "按采购文件约定，以中标金额为基数差额累进，首档费率1.50%", "AM01400039")
    fee = "2.0841" if in_hubei(notice) else "2.084100"
    if in_hubei(notice):
        yield Line("2、收费金额", fee, unit="(万元)")
    else:
        yield Line("本项目代理费总金额", f"{fee} 万元（人民币）", "AM01400040")
    yield Text(f"代理费由成交人于{later(notice.published, 10)}前支付。")
