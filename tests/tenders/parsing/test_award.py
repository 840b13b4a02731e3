from decimal import Decimal

import pytest

from tenders.parsing import parse
from tenders.parsing.notice import ParsedNotice
from tenders.vocabulary import Basis, NoticeKind, Outcome
from tests.tenders.parsing.pages import HEAD, TAIL, award, page, winners


def test_labels_name_the_winner_and_the_price() -> None:
    notice = award(
        "供应商名称：甲云科技有限公司", "供应商地址：某省某市某路1号", "中标（成交）金额：498.5000000（万元）"
    )
    assert notice.kind is NoticeKind.AWARD
    assert winners(notice) == [(None, (("甲云科技有限公司", "sole"),), "4985000.00")]


def test_the_body_outranks_the_summary_box() -> None:
    box = [
        ["采购项目名称", "某市政务云服务项目"],
        ["采购单位", "某市数据局"],
        ["总中标金额", "￥0.000000 万元（人民币）"],
    ]
    notice = parse(
        page(
            "公告概要：",
            box,
            *HEAD,
            "三、中标（成交）信息",
            "供应商名称：甲云科技有限公司",
            "中标（成交）金额：5.26(万元)",
            *TAIL,
        )
    )
    assert winners(notice) == [(None, (("甲云科技有限公司", "sole"),), "52600.00")]


def test_the_agency_fee_is_never_the_award() -> None:
    notice = award(
        "供应商名称：甲云科技有限公司",
        "中标（成交）金额：100万元",
        "六、代理服务收费标准及金额：",
        "代理服务收费金额（元）：15000",
    )
    assert winners(notice) == [(None, (("甲云科技有限公司", "sole"),), "1000000.00")]


def test_budget_and_ceiling_are_never_the_award() -> None:
    notice = award("预算金额：300万元", "最高限价：290万元", "供应商名称：甲云科技有限公司")
    assert winners(notice) == [(None, (("甲云科技有限公司", "sole"),), "undisclosed")]


def test_a_table_is_read_by_its_heads_in_any_order() -> None:
    table = [
        ["序号", "中标（成交）金额(元)", "中标供应商名称", "评审总得分"],
        ["1", "总价：8000000（元）", "甲云科技有限公司", "92.53"],
    ]
    assert winners(award("1.中标结果：", table)) == [(None, (("甲云科技有限公司", "sole"),), "8000000.00")]


def test_a_table_that_lost_its_cells_is_put_together_again() -> None:
    lines = (
        "包号",
        "供应商名称",
        "地址",
        "中标金额（万元）",
        "1",
        "甲云科技有限公司",
        "某省某市某路1号",
        "418.979116",
        "2",
        "乙数据股份有限公司",
        "某省某市某路2号",
        "12.5",
    )
    assert winners(award(*lines)) == [
        ("1", (("甲云科技有限公司", "sole"),), "4189791.16"),
        ("2", (("乙数据股份有限公司", "sole"),), "125000.00"),
    ]


def test_a_missing_cell_does_not_shift_the_others() -> None:
    lines = (
        "标段",
        "中标单位",
        "单位地址",
        "中标金额（元）",
        "一标段",
        "甲云科技有限公司",
        "979100",
        "二标段",
        "乙数据有限公司",
        "某路2号",
        "88000",
    )
    assert winners(award(*lines)) == [
        ("1", (("甲云科技有限公司", "sole"),), "979100.00"),
        ("2", (("乙数据有限公司", "sole"),), "88000.00"),
    ]


def test_heads_broken_over_two_lines_are_one_head() -> None:
    lines = ("包号", "预中标", "单位名称", "中标价", "（元）", "1", "甲云科技有限公司", "6034262")
    assert winners(award(*lines)) == [("1", (("甲云科技有限公司", "sole"),), "6034262.00")]


def test_heads_in_one_line_head_the_lines_below() -> None:
    notice = award("供应商名称 供应商地址 中标金额", "甲云科技有限公司 某省某市某路1号 78.1058万元")
    assert winners(notice) == [(None, (("甲云科技有限公司", "sole"),), "781058.00")]


def test_a_value_may_stand_below_its_label() -> None:
    notice = award("中标单位名称", "甲云科技有限公司", "中标金额（元）", "1798950.00")
    assert winners(notice) == [(None, (("甲云科技有限公司", "sole"),), "1798950.00")]


def test_a_signature_below_a_table_is_no_winner() -> None:
    lines = (
        "中标供应商",
        "中标金额（元）",
        "交货期",
        "甲云科技有限公司",
        "215000元",
        "30日",
        "某某招标代理有限公司",
        "2026年5月9日",
    )
    assert winners(award(*lines)) == [(None, (("甲云科技有限公司", "sole"),), "215000.00")]


def test_lots_come_from_names_labels_and_headings() -> None:
    assert winners(award("供应商名称：包一：甲云科技有限公司", "中标金额：10万元"))[0][0] == "1"
    assert winners(award("供应商名称：甲云科技有限公司（包2）", "中标金额：10万元"))[0][0] == "2"
    assert winners(award("三标段中标人：甲云科技有限公司", "中标金额：10万元"))[0][0] == "3"
    assert winners(award("合同包4(云主机)：", "供应商名称：甲云科技有限公司", "中标金额：10万元"))[0][0] == "4"


def test_one_lot_in_the_title_is_the_lot_of_the_notice() -> None:
    notice = award("供应商名称：甲云科技有限公司", "中标金额：10万元", title="某市政务云服务项目（包9）中标公告")
    assert winners(notice)[0][0] == "9"


def test_prices_listed_by_lot_go_to_the_winners_of_those_lots() -> None:
    notice = award(
        "中标供应商名称：1包：甲云科技有限公司",
        "中标供应商名称：2包：乙数据有限公司",
        "中标金额：2包：20万元；1包：10万元",
    )
    assert winners(notice) == [
        ("1", (("甲云科技有限公司", "sole"),), "100000.00"),
        ("2", (("乙数据有限公司", "sole"),), "200000.00"),
    ]


def test_one_supplier_may_win_several_lots() -> None:
    notice = award(
        "供应商名称：甲云科技有限公司（第一包）",
        "中标金额：10万元",
        "供应商名称：甲云科技有限公司（第二包）",
        "中标金额：20万元",
    )
    assert [(lot, price) for lot, _, price in winners(notice)] == [("1", "100000.00"), ("2", "200000.00")]


def test_independent_winners_of_one_lot_are_several_awards() -> None:
    table = [["标项", "中标供应商"], ["1", "甲云科技有限公司、乙数据有限公司、丙软件有限公司、丁网络有限公司"]]
    found = winners(award(table))
    assert [who[0] for _, who, _ in found] == [
        ("甲云科技有限公司", "sole"),
        ("乙数据有限公司", "sole"),
        ("丙软件有限公司", "sole"),
        ("丁网络有限公司", "sole"),
    ]


def test_won_and_failed_lots_stand_side_by_side() -> None:
    won = [["序号", "标项名称", "中标供应商名称", "中标金额(元)"], ["1", "云主机", "甲云科技有限公司", "339000"]]
    failed = [["序号", "标项名称", "废标理由", "其他事项"], ["2", "对象存储", "有效供应商不足三家", "-"]]
    notice = award("1.中标结果：", won, "2.废标结果：", failed)
    assert notice.kind is NoticeKind.AWARD
    assert [(one.lot, one.outcome) for one in notice.awards] == [("1", Outcome.AWARDED), ("2", Outcome.FAILED)]


def test_an_empty_table_of_failed_lots_means_none_failed() -> None:
    table = [["序号", "标项名称", "废标理由", "其他事项"], ["/", "/", "/", "/"]]
    notice = award("供应商名称：甲云科技有限公司", "中标金额：10万元", "2.废标结果：", table)
    assert [one.outcome for one in notice.awards] == [Outcome.AWARDED]


def test_a_result_in_which_all_lots_failed_is_a_cancellation() -> None:
    notice = award("包号：1", "废标（终止）原因：投标人不足三家，流标", title="某市政务云服务项目流标公告")
    assert notice.kind is NoticeKind.CANCELLATION
    assert [(one.lot, one.outcome) for one in notice.awards] == [("1", Outcome.FAILED)]


def test_a_rate_printed_under_an_amount_label_is_a_rate() -> None:
    notice = award("供应商名称：甲云科技有限公司", "中标类型：折扣率中标", "中标（成交）金额（元）\\（%）：66.50")
    assert notice.awards[0].basis is Basis.RATE
    assert notice.awards[0].amount is None


def test_small_figures_beside_a_total_of_zero_are_unit_prices() -> None:
    box = [["采购单位", "某市数据局"], ["总中标金额", "￥0.000000 万元（人民币）"]]
    notice = parse(
        page(
            "公告概要：",
            box,
            *HEAD,
            "三、中标（成交）信息",
            "供应商名称：甲云科技有限公司",
            "中标（成交）金额：0.0562500（万元）",
            *TAIL,
        )
    )
    assert notice.awards[0].basis is Basis.UNIT_PRICE


@pytest.mark.parametrize(
    "sentence",
    [
        "经评审，确定甲云科技有限公司为中标供应商，中标金额为人民币100万元。",
        "本项目中标供应商为甲云科技有限公司，成交金额：100万元。",
        "甲云科技有限公司，中标价：1000000元，工期：180天。",
    ],
)
def test_a_sentence_may_name_the_winner(sentence: str) -> None:
    notice = parse(page("某市政务云服务项目已完成评审，现将结果公告如下", sentence, *TAIL))
    assert winners(notice) == [(None, (("甲云科技有限公司", "sole"),), "1000000.00")]


def test_losers_are_bids_and_their_prices_no_awards() -> None:
    notice = award(
        "投标供应商及其报价：",
        [["序号", "投标供应商", "报价(万元)"], ["1", "乙数据有限公司", "90"], ["2", "甲云科技有限公司", "95"]],
        "四、中标（成交）供应商",
        [["包组", "中标供应商", "中标金额（万元）"], ["A", "甲云科技有限公司", "95"]],
    )
    assert winners(notice) == [("A", (("甲云科技有限公司", "sole"),), "950000.00")]
    assert [(bid.name, bid.price) for bid in notice.bids] == [("乙数据有限公司", Decimal(900_000))]


def test_a_winner_without_a_price_takes_that_of_his_own_bid() -> None:
    notice = award(
        "投标供应商及其报价：",
        [["序号", "投标供应商", "报价(万元)"], ["1", "乙数据有限公司", "90"], ["2", "甲云科技有限公司", "95"]],
        "四、中标（成交）供应商",
        [["包组", "中标供应商"], ["A", "甲云科技有限公司"]],
    )
    assert winners(notice) == [("A", (("甲云科技有限公司", "sole"),), "950000.00")]


def test_a_result_that_names_only_ranked_candidates_goes_to_the_first() -> None:
    notice = award(
        "第一中标候选人：甲云科技有限公司，投标报价为：￥1,879,200.00元；",
        "第二中标候选人：乙数据有限公司，投标报价为：￥1,700,000.00元；",
    )
    assert winners(notice) == [(None, (("甲云科技有限公司", "sole"),), "1879200.00")]


def test_candidates_before_the_award_win_nothing() -> None:
    notice = parse(
        page(
            *HEAD,
            "第一中标候选人：甲云科技有限公司",
            "第二中标候选人：乙数据有限公司",
            *TAIL,
            title="某市政务云服务项目中标候选人公示",
        )
    )
    assert notice.kind is NoticeKind.CANDIDATES
    assert notice.awards == ()
    assert [(bid.name, bid.rank) for bid in notice.bids] == [("甲云科技有限公司", 1), ("乙数据有限公司", 2)]


def test_an_award_that_names_nobody_says_why() -> None:
    attached = award("中标供应商名称：详见附件", "中标金额：详见附件")
    assert attached.awards == ()
    assert attached.no_winner == "in_attachment"
    assert award("评审已完成。").no_winner == "not_printed"
    assert award("供应商名称：甲云科技有限公司").no_winner is None


def test_a_firm_cut_by_the_end_of_a_line_is_one_winner() -> None:
    notice = award("供应商名称：甲电信有限公司", "武汉市分公司", "中标金额：100万元")
    assert winners(notice) == [(None, (("甲电信有限公司武汉市分公司", "sole"),), "1000000.00")]


def test_a_firm_printed_with_and_without_a_blank_is_one_winner() -> None:
    goods = [["序号", "供应商名称", "服务名称"], ["1", "甲电信有限公司武汉市分公司", "云服务"]]
    notice = award("供应商名称：甲电信有限公司 武汉市分公司", "中标金额：100万元", "四、主要标的信息", goods)
    assert winners(notice) == [(None, (("甲电信有限公司武汉市分公司", "sole"),), "1000000.00")]


def test_the_lot_behind_a_winner_decides_whose_the_prices_below_are() -> None:
    prices = [
        ["主要中标标的名称", "数量", "中标金额（元）"],
        ["包一：云主机", "1批", "200000"],
        ["包二：存储", "1批", "300000"],
    ]
    notice = award(
        "1：中标供应商名称 甲云科技有限公司 地址 某路1号 (包组一)",
        "2：中标供应商名称 乙云科技有限公司 地址 某路2号 (包组二)",
        "四、报价明细",
        prices,
    )
    assert winners(notice) == [
        ("1", (("甲云科技有限公司", "sole"),), "200000.00"),
        ("2", (("乙云科技有限公司", "sole"),), "300000.00"),
    ]


def test_a_sum_above_all_lots_is_no_price_of_the_first() -> None:
    prices = [["标的名称", "数量", "中标金额（元）"], ["包组1", "1批", "200000"], ["包组2", "1批", "300000"]]
    lots = ("包组1：", "中标供应商名称：甲云科技有限公司", "包组2：", "中标供应商名称：乙云科技有限公司")
    notice = award("中标金额：500000", *lots, "四、中标信息", prices)
    assert [(lot, price) for lot, _, price in winners(notice)] == [("1", "200000.00"), ("2", "300000.00")]


def test_each_winner_keeps_its_printed_share() -> None:
    rows = [
        ["包号", "供应商名称", "中标金额", "份额"],
        ["1", "甲云科技有限公司", "70万元", "70%"],
        ["1", "乙云科技有限公司", "30万元", "30%"],
    ]
    shares = [str(one.suppliers[0].share) for one in award(rows).awards]
    assert shares == ["0.7", "0.3"]


ROWS = ["采购计划号", "货物名称", "数量", "中标供应商", "中标金额"]


def _spanned(*more: list[str]) -> ParsedNotice:
    """A flattened table whose supplier cell spans its rows."""
    lines = [
        *ROWS,
        *("某购2019B000141888", "通用摄像机", "4", "甲云科技有限公司", "119200.00元"),
        *("某购2019B000158782", "录播教室设备", "1", "928300.00元"),
    ]
    return parse(page(*HEAD, "三、中标信息", *lines, *(line for row in more for line in row), *TAIL))


@pytest.mark.parametrize("total", [[], [["合计：1047500.00元"]]])
def test_a_winner_whose_cell_spans_rows_gets_their_sum(total: list[list[str]]) -> None:
    notice = _spanned(*total)
    assert winners(notice) == [(None, (("甲云科技有限公司", "sole"),), "1047500.00")]


def test_a_failed_lot_in_numbered_lines() -> None:
    notice = award(
        "2.1一标段：废标，截止投标时间无投标单位递交投标文件，予以废标。",
        "2.2二标段",
        "2.2.1中标单位：甲云科技有限公司",
        "2.5中标价：204600元",
    )
    assert winners(notice) == [("2", (("甲云科技有限公司", "sole"),), "204600.00")]
    assert [entry.lot for entry in notice.awards if entry.outcome is Outcome.FAILED] == ["1"]


def test_the_buyer_under_a_label_of_the_winner_wins_nothing() -> None:
    notice = award("中标供应商：某市数据局")
    assert notice.awards == ()
    assert notice.no_winner is not None


def test_the_first_candidate_on_lines_of_a_list_that_came_apart() -> None:
    lines = ["推荐中标人排名", "投标报价", "（元）", "总监", "大纲得分", "排名"]
    first = ["第一中标候选人", "甲工程管理有限公司", "286600.00", "某某", "26.37", "1"]
    second = ["第二中标候选人", "乙设计院有限责任公司", "287000.00", "某某", "26.26", "2"]
    notice = parse(page(*HEAD, "中标价：286600元", *lines, *first, *second, *TAIL))
    assert winners(notice) == [(None, (("甲工程管理有限公司", "sole"),), "286600.00")]
