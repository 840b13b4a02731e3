"""The table of traps in fixtures/README.md, and that the traps really stand in the rendered pages."""

import re
from html import unescape
from pathlib import Path

import pytest

from crawler.replica import ccgp, ggzy, hubei, shanghai
from crawler.replica.facts import NoticeFacts

Notices = dict[str, NoticeFacts]
README = Path(__file__).parents[3] / "fixtures" / "README.md"
ROW = re.compile(r"^\| `(\w+)` \| .+ \| (.+) \|$", re.MULTILINE)


def rendered(notice: NoticeFacts) -> str:
    pages = {
        "ccgp": ccgp.detail_page,
        "hubei": hubei.detail_page,
        "ggzy": ggzy.detail_page,
        "shanghai": shanghai.content,
    }
    return pages[notice.source](notice)


def test_the_readme_names_the_notice_of_every_trap(notices: Notices) -> None:
    table = {trap: ids.split(", ") for trap, ids in ROW.findall(README.read_text(encoding="utf-8"))}
    marked: dict[str, list[str]] = {}
    for notice in notices.values():
        for trap in notice.traps:
            marked.setdefault(trap, []).append(notice.id)
    assert table == marked


@pytest.mark.parametrize(
    ("notice_id", "text"),
    [
        ("beijing_capital_medical_cloud_2025-award", "￥0.000000 万元（人民币）"),
        ("beijing_capital_medical_cloud_2025-award", "中标（成交）金额：853.6000000（万元）"),
        ("changsha_gov_network_2024-award", "￥718.000000 万元"),
        ("wuhan_gov_cloud_renewal_2024-award", "<span>8590</span><span>(万元)</span>"),
        ("wuhan_gov_cloud_renewal_2024-award", "名&nbsp;&nbsp;&nbsp;称"),
        ("wuhan_gov_cloud_renewal_2024-award", "<p> <table"),
        ("wuhan_canteen_2025-award", "下浮率：12.5%"),
        ("guizhou_cloud_discount_2024-award", "72（%）"),
        ("wuhan_smart_city_2020-award", "武汉烽火信息集成技术有限公司(联合体：腾讯云计算（北京）有限责任公司)"),
        (
            "shanghai_city_data_platform_2026-award",
            "牵头供应商：上海数据集团有限公司 投标联合体：上海数据集团有限公司、",
        ),
        ("hubei_data_sharing_2025-award", "湖北公众信息产业有限责任公司（联合体）"),
        ("chengdu_compute_centre_2024-award", "成都分公司（牵头人）、北京并行科技股份有限公司（成员）"),
        ("wuhan_huangpi_digital_village_2025-award", "联合体成员为：武汉长江通信智联技术有限公司。"),
        ("changsha_smart_park_2023-award", "有限公司//湖南"),
        ("wuhan_wuchang_domestic_replacement_2024-award", "分包给武汉长江计算科技有限公司承担，分包比例30%"),
        (
            "hangzhou_data_service_2025-award",
            '<td class="code-winningSupplierName cell">浙江省公众信息产业有限公司</td>',
        ),
        ("hangzhou_data_service_2025-award", "<td>/</td><td>/</td>"),
        ("shanghai_hongkou_network_2023-award", "中标供应商：东方有线网络有限公司，"),
        ("chengdu_compute_centre_2024-contract", "<th>合同期限</th><td>年</td>"),
        ("ningxia_telecom_llm_2024-award", "中标份额：70%"),
        ("fuzhou_unit_mistake_2025-award", "2980000.0000000（万元）"),
        ("wuhan_hanyang_video_cloud_2026-award", "中国联合网络通信有限公司 武汉市分公司"),
        ("shenzhen_longhua_gov_cloud_2025-award", "候选中标供应商名单"),
        ("nanjing_result_changed_2025-amendment", "更正事项：采购结果"),
    ],
)
def test_the_trap_stands_in_the_page(notices: Notices, notice_id: str, text: str) -> None:
    assert text in rendered(notices[notice_id])


def test_what_is_expected_stands_on_the_page(notices: Notices) -> None:
    for notice in notices.values():
        if notice.empty:
            continue
        page = unescape(re.sub(r"<[^>]+>", "", rendered(notice)))
        names = [p.printed or p.name for a in notice.awards for p in a.suppliers] + [bid.name for bid in notice.bids]
        prices = [a.amount_text for a in notice.awards if a.amount_text]
        facts = [
            notice.project_number,
            notice.project_name,
            notice.buyer,
            notice.region,
            notice.method,
            *names,
            *prices,
        ]
        missing = [fact for fact in (*facts, *notice.project_number_alt) if fact and fact not in page]
        assert not missing, f"{notice.id}: {missing}"


def test_an_empty_page_has_no_text(notices: Notices) -> None:
    page = rendered(notices["suzhou_empty_2025-tender"])
    assert '<div id="mycontent" class="detail_content">\n\n</div>' in page


def test_the_summary_names_the_buyer_twice(notices: Notices) -> None:
    page = rendered(notices["beijing_capital_medical_cloud_2025-award"])
    assert page.count("<td class='title' width='128'>采购单位</td>") == 2


def test_tables_of_shanghai_have_no_thead(notices: Notices) -> None:
    assert "<thead" not in rendered(notices["shanghai_pudong_gov_cloud_2024-award"])


def test_no_page_holds_a_telephone_or_mail_address(notices: Notices) -> None:
    for notice in notices.values():
        page = rendered(notice)
        assert not re.search(r"\b1[3-9]\d{9}\b|\b0\d{2,3}-[1-9]\d{6,7}\b|@\w+\.", page), notice.id
