import json
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tenders.normalise.dates import CHINA
from tenders.parsing import Page, ParsedNotice, UnreadablePage, as_json, parse
from tenders.vocabulary import NoticeKind
from tests.tenders.parsing.pages import HEAD, TAIL, page

TENDER = (
    "一、项目基本情况",
    "项目编号：CS-2026-001（CZ-20260001）",
    "项目名称：某市政务云服务项目",
    "预算金额：120.000000 万元（人民币）",
    "最高限价（如有）：110.000000 万元（人民币）",
    "四、提交投标文件截止时间、开标时间和地点",
    "2026年08月26日 09点30分（北京时间）",
)


def read(*blocks: str, title: str = "某市政务云服务项目公开招标公告") -> ParsedNotice:
    return parse(page(*blocks, title=title))


def test_a_tender_has_number_budget_deadline_and_method() -> None:
    notice = read("发布时间：2026-08-05 13:17", *TENDER, *TAIL)
    assert notice.kind is NoticeKind.TENDER
    assert (notice.project_number, notice.project_number_alt) == ("CS-2026-001", ("CZ-20260001",))
    assert notice.project_name == "某市政务云服务项目"
    assert (notice.buyer, notice.agency) == ("某市数据局", "某某招标代理有限公司")
    assert notice.budget == Decimal("1200000.00")
    assert notice.bid_deadline == datetime(2026, 8, 26, 9, 30, tzinfo=CHINA)
    assert notice.published_at == datetime(2026, 8, 5, 13, 17, tzinfo=CHINA)
    assert notice.method == "公开招标"


def test_an_award_has_no_deadline_of_bids() -> None:
    notice = read(
        *HEAD, "开标时间：2026-08-05 09:00", "供应商名称：甲云科技有限公司", *TAIL, title="某市政务云服务项目中标公告"
    )
    assert notice.bid_deadline is None


def test_a_person_or_several_bodies_are_no_buyer() -> None:
    assert read(*TENDER, "采购人名称：郭某").buyer is None
    assert read(*TENDER, "采购人：某市第一中学（第一包）；某市第二中学（第二包）").buyer is None


def test_the_opening_sentence_may_name_buyer_and_agency() -> None:
    notice = read("某某咨询有限公司受某市数据局的委托，就某市政务云服务项目进行公开招标。", *TENDER)
    assert (notice.buyer, notice.agency) == ("某市数据局", "某某咨询有限公司")


AMENDMENT = (
    "一、项目基本情况",
    "原公告的采购项目编号：CS-2026-001",
    "原公告的采购项目名称：某市政务云服务项目",
    "首次公告日期：2026年07月15日",
    "二、更正信息",
    "更正事项：采购文件、采购公告",
)


def test_an_amendment_says_what_it_amends_and_the_new_deadline() -> None:
    change = "原公告的投标文件提交截止时间：2026-08-07 09:30:00，更正为：2026-08-11 14:15:00。"
    notice = read(*AMENDMENT, "更正内容：", change, *TAIL, title="某市政务云服务项目更正公告")
    assert notice.kind is NoticeKind.AMENDMENT
    assert notice.amends is not None
    assert (notice.amends.target, notice.amends.first_published) == ("采购文件", date(2026, 7, 15))
    assert notice.bid_deadline == datetime(2026, 8, 11, 14, 15, tzinfo=CHINA)


def test_a_table_of_changes_gives_the_deadline_after_the_change() -> None:
    rows = [
        ["序号", "更正项", "更正前内容", "更正后内容"],
        ["1", "提交投标文件截止时间", "2026年08月07日 09点30分", "2026年08月19日 09点30分"],
    ]
    notice = parse(page(*AMENDMENT, rows, *TAIL, title="某市政务云服务项目更正公告"))
    assert notice.bid_deadline == datetime(2026, 8, 19, 9, 30, tzinfo=CHINA)


def test_an_amendment_of_a_result_awards_nothing() -> None:
    notice = read(
        *AMENDMENT, "中标供应商：甲云科技有限公司", "中标金额：100万元", title="某市政务云服务项目中标结果更正公告"
    )
    assert notice.kind is NoticeKind.AMENDMENT
    assert notice.awards == ()


def test_a_contract_names_its_supplier_and_sum() -> None:
    notice = read(
        "一、合同编号：HT-1",
        "三、项目编号：CS-2026-001",
        "四、项目名称：某市政务云服务项目",
        "五、合同主体",
        "采购人（甲方）：某市数据局",
        "供应商（乙方）：甲云科技有限公司",
        "合同金额：2044.75(万元)",
        title="某市政务云服务项目合同公告",
    )
    assert notice.kind is NoticeKind.CONTRACT
    assert notice.buyer == "某市数据局"
    assert notice.awards[0].suppliers[0].name == "甲云科技有限公司"
    assert notice.awards[0].amount == Decimal("20447500.00")


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("某市政务云项目公开招标公告", NoticeKind.TENDER),
        ("某市政务云项目竞争性磋商公告", NoticeKind.TENDER),
        ("某市政务云项目中标（成交）结果公告", NoticeKind.AWARD),
        ("某市政务云项目单一来源成交公告", NoticeKind.AWARD),
        ("某市政务云项目中标结果更正公告", NoticeKind.AMENDMENT),
        ("某市政务云项目废标公告", NoticeKind.CANCELLATION),
        ("某市政务云项目终止公告", NoticeKind.CANCELLATION),
        ("某市政务云项目中标候选人公示", NoticeKind.CANDIDATES),
        ("某市政务云项目合同公告", NoticeKind.CONTRACT),
        ("某市政务云项目履约验收公告", NoticeKind.ACCEPTANCE),
        ("某市数据局2026年8月政府采购意向", NoticeKind.INTENTION),
        ("某市政务云项目资格预审公告", NoticeKind.PREQUALIFICATION),
        ("某市政务云项目单一来源公示", NoticeKind.SINGLE_SOURCE),
        ("某市政务云项目投诉处理结果公告", NoticeKind.OTHER),
        ("某小区电采暖工程验收项目中标公告", NoticeKind.AWARD),
    ],
)
def test_the_word_nearest_the_end_of_a_title_decides_the_kind(title: str, kind: NoticeKind) -> None:
    assert read(*HEAD, *TAIL, title=title).kind is kind


def test_a_title_cut_short_leaves_the_kind_to_the_content() -> None:
    notice = read(
        *HEAD,
        "三、中标（成交）信息",
        "供应商名称：甲云科技有限公司",
        *TAIL,
        title="某市某区某中心公开招标采购政务云服务项目中...",
    )
    assert notice.kind is NoticeKind.AWARD


def test_news_are_no_notice() -> None:
    assert (
        read(
            "记者从财政部门获悉，全省政府采购营商环境持续改善，各地经验做法值得关注和推广。",
            title="全省政府采购工作会议召开",
        ).kind
        is NoticeKind.OTHER
    )


def test_a_json_answer_is_read_like_a_page() -> None:
    body = {
        "result": {
            "data": {
                "title": "某项目中标公告",
                "publishDate": 1708251407000,
                "content": "<p>项目编号：CS-1</p><p>采购人：某市数据局</p>"
                "<p>中标供应商：甲云科技有限公司</p><p>中标金额：1000元</p>",
            }
        }
    }
    notice = parse(Page("shanghai", "", json.dumps(body, ensure_ascii=False).encode()))
    assert notice.published_at == datetime(2024, 2, 18, 18, 16, tzinfo=CHINA)
    assert notice.awards[0].suppliers[0].name == "甲云科技有限公司"


def test_an_old_encoding_is_read_by_its_declaration() -> None:
    markup = '<html><head><meta charset="gbk"><title>某项目中标公告</title></head><body>' + "".join(
        f"<p>{line}</p>"
        for line in (*HEAD, "供应商名称：甲云科技有限公司", "三、中标信息", "中标供应商：甲云科技有限公司", *TAIL)
    )
    assert parse(Page("any", "", markup.encode("gbk"))).awards[0].suppliers[0].name == "甲云科技有限公司"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "empty"),
        (b"<html><head><title></title></head><body> </body></html>", "empty"),
        (
            "<html><head><title>频繁访问!中国政府采购网</title></head><body>您的访问过于频繁,请稍后再试</body></html>".encode(),
            "blocked",
        ),
        (
            "<html><head><title>错误页面！中国政府采购网</title></head><body><p>错误页面</p></body></html>".encode(),
            "not_found",
        ),
        ("<html><body><h2>某项目中标公告</h2><div></div></body></html>".encode(), "no_text"),
        (
            b"<html><body><h2>Welcome</h2><p>" + b"This page is about something else. " * 5 + b"</p></body></html>",
            "not_chinese",
        ),
        (b'{"result": {"data": null}}', "not_found"),
    ],
)
def test_what_is_no_notice_is_refused_with_a_code(body: bytes, code: str) -> None:
    with pytest.raises(UnreadablePage) as refused:
        parse(Page("shanghai" if body[:1] == b"{" else "any", "", body))
    assert refused.value.code == code


def test_the_printed_form_has_whole_amounts_and_times_to_the_minute() -> None:
    notice = read("发布时间：2026-08-05 13:17", *TENDER, *TAIL)
    shown = as_json(notice, "one")
    assert (shown["id"], shown["kind"], shown["budget_yuan"]) == ("one", "tender", 1200000)
    assert (shown["published_at"], shown["bid_deadline"]) == ("2026-08-05T13:17", "2026-08-26T09:30")
    assert json.loads(json.dumps(shown)) == shown


def evidence_of(notice: ParsedNotice) -> list[tuple[str, int, int]]:
    found = list(notice.evidence.values())
    for one in notice.awards:
        found += [item for item in (one.evidence, *(supplier.evidence for supplier in one.suppliers)) if item]
    found += [bid.evidence for bid in notice.bids if bid.evidence]
    return [(item.text, item.start, item.end) for item in found]


def test_every_value_says_where_it_stands() -> None:
    notice = read(*TENDER, *TAIL)
    assert {"project_number", "project_name", "buyer", "agency", "budget", "bid_deadline"} <= notice.evidence.keys()
    for text, start, end in evidence_of(notice):
        assert notice.text[start:end] == text


@given(st.binary(max_size=400))
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_any_bytes_end_as_read_or_unreadable(body: bytes) -> None:
    with suppress(UnreadablePage):
        parse(Page("any", "", b"<html><body><p>" + body + b"</p></body></html>"))


@pytest.mark.parametrize(
    "markup",
    [
        "<p>" + "供应商名称：甲公司，中标金额：" * 100_000 + "</p>",
        "<p>供应商名称</p><p>1</p>" * 20_000,
        "<table><tr><td>" * 5_000 + "x" + "</td></tr></table>" * 5_000,
        "<table><tr>" + "<td colspan=1000 rowspan=1000>供应商名称</td>" * 500 + "</tr></table>",
        "<p>供应商名称：" + "(" * 20_000 + "甲公司" + ")" * 20_000 + "</p>",
        "<p>中标金额：" + "9" * 100_000 + "元</p>",
    ],
    ids=["one long line", "many lines", "nested tables", "spans", "brackets", "digits"],
)
def test_a_hostile_page_costs_little_and_harms_nothing(markup: str) -> None:
    with suppress(UnreadablePage):
        parse(
            Page(
                "any",
                "",
                (
                    "<html><body>" + "<p>项目名称：某项目，采购人：某市数据局</p>" * 3 + markup + "</body></html>"
                ).encode(),
            )
        )


def test_a_deadline_s_time_is_that_of_its_own_day() -> None:
    notice = parse(
        page(
            "文件递交截止时间：2026-10-27",
            *HEAD,
            "请于2026年10月18日17时00分前获取文件。",
            "应在2026年10月27日 09点30分（北京时间）前提交。",
            title="某项目公开招标公告",
        )
    )
    assert str(notice.bid_deadline) == "2026-10-27 09:30:00+08:00"
