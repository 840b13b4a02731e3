"""The award notice in the national format, and how its winners and failed lots may be set out."""

from collections.abc import Iterator

from crawler.replica.blocks import Block, Line, Section, Table, Text
from crawler.replica.notice import AwardFacts, NoticeFacts
from crawler.replica.sections import HIDDEN, contacts, extra_notes, identity, in_hubei, later
from crawler.replica.wording import PRICE_PREFIXES, ordinal, party_text, wan
from tenders.vocabulary import Outcome

ASK = "凡对本次公告内容提出询问，请按以下方式联系"
Columns = tuple[tuple[str, str, str], ...]  # header, 政采云 class, key of `_cells`
NUMBER, NAME = ("序号", "sectionNo", "number"), ("标项名称", "", "name")
SUPPLIER, ADDRESS = ("供应商名称", "winningSupplierName", "party"), ("供应商地址", "winningSupplierAddr", "address")
PRICE, SCORE = ("中标（成交）金额", "summaryPrice", "price"), ("评审总得分", "reviewTotalScore", "score")
WITHOUT_LOTS: Columns = (NUMBER, SUPPLIER, ADDRESS, PRICE, SCORE)
WITH_LOTS: Columns = (("包号", "sectionNo", "number"), ("包名称", "", "name"), SUPPLIER, ADDRESS, PRICE, SCORE)
AMOUNT_FIRST: Columns = (
    NUMBER,
    ("中标（成交）金额(元)", "summaryPrice", "price"),
    ("中标供应商名称", "winningSupplierName", "party"),
    ("中标供应商地址", "winningSupplierAddr", "address"),
    SCORE,
)
GOODS = ("详见附件", "1", "详见附件")
SHANGHAI: Columns = (
    NUMBER,
    NAME,
    ("中标供应商名称", "winningSupplierName", "party"),
    ("中标供应商地址", "winningSupplierAddr", "address"),
    SCORE,
    ("中标（成交金额）", "summaryPrice", "price"),
    ("备注", "", "remark"),
)


def award(notice: NoticeFacts) -> Iterator[Block]:
    """中标（成交）结果公告."""
    yield from identity(notice)
    yield Section("中标（成交）信息")
    yield from winners(notice)
    if not in_hubei(notice):
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
    if in_hubei(notice):
        yield from _hubei(won, failed)
        return
    if notice.layout in WAYS:
        yield from WAYS[notice.layout](won)
    elif not _tabular(notice):
        yield from _lines(won)
    else:
        yield Text("1.中标结果：")
        yield _table(notice, won)
    if failed or _tabular(notice):
        yield Text("2.废标结果：")
        rows = tuple((a.lot or "1", a.lot_name or "-", a.reason or "-", "-") for a in failed)
        yield Table(("序号", "标项名称", "废标理由", "其他事项"), rows or (("/", "/", "/", "/"),))


def _tabular(notice: NoticeFacts) -> bool:
    return notice.source == "shanghai" or notice.layout in {"zcy", "zcy_old", "table"}


def _lines(won: list[AwardFacts]) -> Iterator[Block]:
    """The central site's own way: a lot stands in brackets behind the supplier's name."""
    for row in won:
        yield Line("供应商名称", f"{party_text(row)}（包{row.lot}）" if row.lot else party_text(row))
        yield Line("供应商地址", row.suppliers[0].address)
        yield Line("中标（成交）金额", row.amount_text or HIDDEN)
        if row.score:
            yield Line("评审总得分", row.score)


def _hubei(won: list[AwardFacts], failed: list[AwardFacts]) -> Iterator[Block]:
    for row in won:
        if row.lot:
            yield Text(f"包{row.lot}：{row.lot_name or ''}")
        yield Line("供应商名称", party_text(row))
        yield Line("供应商地址", row.suppliers[0].address)
        if row.amount is not None:
            yield Line("中标（成交）金额", wan(row.amount), unit="(万元)")
        else:
            yield Line("中标（成交）金额", row.amount_text or HIDDEN)
        if row.score:
            yield Line("综合评分法", f"{row.score}（分）")
    for row in failed:
        yield Text(f"包{row.lot}：{row.lot_name or ''}")
        yield Line("废标理由", row.reason or HIDDEN)


def _table(notice: NoticeFacts, won: list[AwardFacts]) -> Table:
    if notice.source == "shanghai":
        columns = SHANGHAI
    elif notice.layout == "zcy_old":
        columns = AMOUNT_FIRST
    else:
        columns = WITH_LOTS if any(row.lot for row in won) else WITHOUT_LOTS
    rows = [_cells(notice, row, i) for i, row in enumerate(won, 1)]
    return Table(
        tuple(header for header, _, _ in columns),
        tuple(tuple(cells[key] for _, _, key in columns) for cells in rows),
        tuple(code for _, code, _ in columns),
    )


def _cells(notice: NoticeFacts, row: AwardFacts, number: int) -> dict[str, str]:
    return {
        "number": row.lot or str(number),
        "name": row.lot_name or notice.project_name,
        "party": party_text(row),
        "address": row.suppliers[0].address,
        "price": f"{PRICE_PREFIXES.get(notice.layout, '')}{row.amount_text or '-'}",
        "score": row.score or "-",
        "remark": "无",
    }


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


WAYS = {"packages": _packages, "contract_packages": _contract_packages}


def main_items(notice: NoticeFacts) -> Iterator[Block]:
    """主要标的信息: a table of goods where a brand is named, else of services."""
    won = [a for a in notice.awards if a.outcome == Outcome.AWARDED]
    need = notice.needs[0] if notice.needs else "详见采购文件"
    if in_hubei(notice):
        yield from (_item_list(a, a.lot_name or notice.project_name, need, notice.term) for a in won)
    elif any(a.brand for a in won):
        header = ("序号", "供应商名称", "货物名称", "货物品牌", "货物型号", "货物数量", "货物单价(元)")
        yield Table(header, tuple((*_item(notice, a, i), a.brand or "-", *GOODS) for i, a in enumerate(won, 1)))
    else:
        header = ("序号", "供应商名称", "服务名称", "服务范围", "服务要求", "服务时间", "服务标准")
        rest = (need, "满足采购文件要求", notice.term, "合格")
        yield Table(header, tuple((*_item(notice, a, i), *rest) for i, a in enumerate(won, 1)))


def _item(notice: NoticeFacts, row: AwardFacts, number: int) -> tuple[str, str, str]:
    return row.lot or str(number), row.suppliers[0].name, row.lot_name or notice.project_name


def _item_list(row: AwardFacts, name: str, need: str, term: str) -> Table:
    """Hubei's: one column, a label and its value in each cell."""
    if row.brand:
        cells = (f"名称：{name}", f"品牌：{row.brand}", "规格型号：详见附件", "数量：1", "单价：详见附件")
    else:
        cells = (
            f"名称：{name}",
            f"服务范围：{need}",
            "服务要求：满足采购文件要求",
            f"服务时间：{term}",
            "服务标准：合格",
        )
    return Table(("货物类" if row.brand else "服务类",), tuple((cell,) for cell in cells))


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
