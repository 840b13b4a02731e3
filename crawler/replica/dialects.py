"""Body forms that are not the national one: by province, by law, and ggzy's own table."""

from collections.abc import Callable, Iterator

from crawler.replica.blocks import Block, Line, Section, Table, Text
from crawler.replica.notice import NoticeFacts
from crawler.replica.sections import HIDDEN, SWITCHBOARD, day, later
from crawler.replica.wording import party_text, total_amount, wan


def shenzhen(notice: NoticeFacts) -> Iterator[Block]:
    """深圳 award: every bidder with its price, then the winner, then the scores."""
    yield Text("现将项目评审的相关情况及结果公示如下：")
    yield Section("项目编号", notice.project_number)
    yield Section("项目名称", notice.project_name)
    yield Section("投标供应商名称及报价")
    for package in _packages(notice):
        yield Text(f"{package}包")
        prices = [(a.suppliers[0].name, a.amount) for a in notice.awards if (a.lot or "A") == package]
        prices += [(bid.name, bid.price) for bid in notice.bids if (bid.lot or "A") == package]
        rows = tuple((str(i), name, f"{(price or 0) / 10_000:.8f}") for i, (name, price) in enumerate(prices, 1))
        yield Table(("序号", "投标供应商", "报价(万元)"), rows)
    yield Section("候选中标供应商名单")
    ranked = [(a.lot or "A", a.suppliers[0].name) for a in notice.awards]
    ranked += [(bid.lot or "A", bid.name) for bid in notice.bids if (bid.rank or 9) <= 3]
    yield Table(("包组", "投标供应商"), tuple(ranked))
    yield Section("中标（成交）供应商")
    winners = tuple((a.lot or "A", party_text(a), a.suppliers[0].address, a.amount_text or "-") for a in notice.awards)
    yield Table(("包组", "投标供应商", "地址", "中标金额（万元）"), winners)
    yield Section("主要中标产品明细", "详见“供应商投标文件”。")
    yield Section("项目评审专家", HIDDEN)
    yield Section("评分结果表")
    scores = [(a.suppliers[0].name, a.score or "-", "1") for a in notice.awards]
    scores += [(bid.name, bid.score or "-", str(bid.rank or "-")) for bid in notice.bids]
    yield Table(("投标单位", "总分", "名次"), tuple(scores))
    yield Section("联系方式")
    yield Text("招标组织机构")
    yield Line("单位名称", notice.agency or HIDDEN)
    yield Line("详细地址", HIDDEN)
    yield Text("采购单位")
    yield Line("单位名称", notice.buyer or HIDDEN)
    yield Line("项目联系人", HIDDEN)
    yield Section("供应商投标文件", "详见附件")
    yield Section("公示期限", f"{day(notice.published)}至{later(notice.published, 5)}")
    yield Section("其他")
    yield from (Text(note) for note in notice.notes or ("无",))


def _packages(notice: NoticeFacts) -> list[str]:
    return sorted({award.lot or "A" for award in notice.awards})


def beijing(notice: NoticeFacts) -> Iterator[Block]:
    """北京 award of 2019: winners in one list, lots named only under 其它补充事宜."""
    yield Text(
        f"{notice.agency}受{notice.buyer}的委托，就{notice.project_name}（项目编号：{notice.project_number}）组织采购，"
        "评标工作已经结束，中标结果如下："
    )
    yield Section("项目信息")
    yield Line("项目编号", notice.project_number or HIDDEN)
    yield Line("项目名称", notice.project_name)
    yield Section("采购单位信息")
    yield Line("采购单位名称", notice.buyer or HIDDEN)
    yield Line("采购单位联系方式", SWITCHBOARD)
    yield Section("采购代理机构信息")
    yield Line("采购代理机构全称", notice.agency or HIDDEN)
    yield Section("中标成交信息")
    yield Line("中标成交日期", notice.published.date().isoformat())
    yield Line("总中标成交金额", f"{wan(total_amount(notice))} 万元（人民币）")
    for a in notice.awards:
        yield Line("中标成交供应商名称", party_text(a))
        yield Line("中标成交供应商地址", a.suppliers[0].address)
        yield Line("中标金额", a.amount_text or HIDDEN)
    yield Line("本项目代理费总金额", "0万元（人民币）")
    yield Section("其它补充事宜")
    for a in notice.awards:
        if a.lot:
            yield Text(f"{int(a.lot):02d}包{a.lot_name} 中标单位：{party_text(a)} 中标金额：{a.amount_text}")
    yield from (Text(note) for note in notice.notes)
    yield Text("公告期限：1个工作日")


def guangdong(notice: NoticeFacts) -> Iterator[Block]:
    """广东 award of 2019: budget and method stand in the notice, losers in a ranking."""
    yield Text(f"{notice.agency}受{notice.buyer}的委托，就{notice.project_name}进行采购，现将结果公告如下：")
    yield Section("采购项目编号", notice.project_number)
    yield Section("采购项目名称", notice.project_name)
    yield Section("采购项目预算金额（元）", f"{notice.budget:,.0f}" if notice.budget else HIDDEN)
    yield Section("采购方式", notice.method)
    yield Section("中标供应商")
    for i, a in enumerate(notice.awards, 1):
        yield Text(f"{i}：中标供应商名称  {party_text(a)}  法人代表  {HIDDEN}  地址  {a.suppliers[0].address}")
    yield Section("报价明细")
    yield Text("主要中标、成交标的名称 规格型号 数量 单价（元） 服务要求 中标、成交金额（元）")
    for a in notice.awards:
        cells = (a.lot_name or notice.project_name, "/", "/", "/", "满足采购文件要求", a.amount_text or "-")
        yield from map(Text, cells)
    yield Section("评审委员会", HIDDEN)
    yield Section("评审意见")
    ranking = [(a.suppliers[0].name, "是", a.score or "-", "1") for a in notice.awards]
    ranking += [(bid.name, "是", bid.score or "-", str(bid.rank or "-")) for bid in notice.bids]
    yield Table(("投标人名称", "是否通过资格及符合性审查", "综合得分", "名次"), tuple(ranking))
    yield Section("本公告期限1个工作日")
    yield Section("联系事项")
    yield Line("采购代理机构", notice.agency or HIDDEN)
    yield Line("采购人", notice.buyer or HIDDEN)


def hebei(notice: NoticeFacts) -> Iterator[Block]:
    """河北 award: labels one by one, many of them empty, the price a bare number in yuan."""
    yield Line("政府采购项目名称", notice.project_name)
    yield Line("采购人名称", notice.buyer or HIDDEN)
    yield Line("采购代理机构全称", notice.agency or HIDDEN)
    yield Line("规格型号", "")
    yield Line("服务要求", "")
    yield Line("采购内容", notice.needs[0] if notice.needs else "详见采购文件")
    yield Line("采购方式", f"{notice.method} 采购数量：")
    for a in notice.awards:
        yield Line("中标供应商名称", party_text(a))
        yield Line("中标供应商地址", a.suppliers[0].address)
        yield Line("中标供应商组织机构代码", a.suppliers[0].credit_code or "")
        yield Line("中标金额", a.amount_text or HIDDEN)
    yield Line("单价", "")
    yield Line("优惠折扣率", "")
    yield Line("是否省内企业", "是")
    yield Line("备注", "；".join(notice.notes))


def sentence(notice: NoticeFacts) -> Iterator[Block]:
    """上海, the older generation: one sentence names winner, address and price."""
    yield Line("项目编号", notice.project_number or HIDDEN)
    yield Line("项目名称", notice.project_name)
    yield Line("采购人", notice.buyer or HIDDEN)
    for a in notice.awards:
        yield Text(
            f"中标供应商：{party_text(a)}，中标供应商地址：{a.suppliers[0].address}，"
            f"中标金额：{a.amount_text or HIDDEN}"
        )


def framework(notice: NoticeFacts) -> Iterator[Block]:
    """上海 framework: a sum for all contracts, the suppliers only in the attached PDF."""
    yield Section("项目编号", notice.project_number, "00004")
    yield Section("项目名称", notice.project_name, "00003")
    yield Section("成交结果")
    yield Text("成交总合同金额（元）：421595.00/成交总合同数：6，入围供应商名单详见附件PDF。")
    yield Section("采购人信息")
    yield Line("名 称", notice.buyer or HIDDEN, "00014")
    yield Section("采购代理机构信息")
    yield Line("名 称", notice.agency or HIDDEN, "00009")


def works(notice: NoticeFacts) -> Iterator[Block]:
    """中标结果公示 under 招标投标法."""
    yield Line("招标项目编号", notice.project_number or HIDDEN)
    yield Line("招标项目名称", notice.project_name)
    yield Line("招标人", notice.buyer or HIDDEN)
    yield Line("招标代理机构", notice.agency or HIDDEN)
    for a in notice.awards:
        if a.lot:
            yield Line("标段", a.lot)
        yield Line("中标人", party_text(a))
        if a.amount_text:
            yield Line("中标价", a.amount_text)
        if (share := a.suppliers[0].share) is not None:
            yield Line("中标份额", f"{share:.0%}")
    yield Line("工期", notice.term)
    yield Line("项目经理", HIDDEN)
    yield Line("公示期", f"{day(notice.published)}至{later(notice.published, 3)}")
    yield from (Text(note) for note in notice.notes)


def contract_table(notice: NoticeFacts) -> Iterator[Block]:
    """ggzy's own table of a contract; 0元 and a bare 年 are its way to leave a value out."""
    row = notice.awards[0]
    pairs = (
        ("采购人名称", notice.buyer or HIDDEN),
        ("中标（成交）供应商名称", party_text(row)),
        ("合同金额", row.amount_text or "0元 人民币"),
        ("合同期限", "年"),
        ("合同签署时间", notice.published.strftime("%Y-%m-%d %H:%M:%S")),
    )
    yield Table((), pairs)


BY_LAYOUT: dict[str, Callable[[NoticeFacts], Iterator[Block]]] = {
    "shenzhen": shenzhen,
    "beijing": beijing,
    "guangdong": guangdong,
    "hebei": hebei,
    "sentence": sentence,
    "framework": framework,
    "works": works,
    "contract_table": contract_table,
}
