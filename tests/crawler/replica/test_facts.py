"""Fact files: what they hold, what a format leaves out, and what is refused."""

import re
from decimal import Decimal
from pathlib import Path

import pytest

from crawler.replica.facts import FactsError, NoticeFacts, load
from tenders.vocabulary import NoticeKind, Outcome, Role

Notices = dict[str, NoticeFacts]
UNITS = {"万元": 10_000, "元": 1}

FILE = """
written = "written for the demo"
[project]
number = "A-1"
name = "某项目"
buyer = "某局"
budget = 100
method = "公开招标"
[[notice]]
id = "award"
source = "ccgp"
kind = "award"
published = 2025-01-02T03:04:00
award = [{ suppliers = ["甲公司", "乙公司"], amount = 90 }]
"""


def write(folder: Path, text: str) -> Path:
    (folder / "case.toml").write_text(text, encoding="utf-8")
    return folder


def test_there_are_enough_notices_of_every_kind_and_portal(notices: Notices) -> None:
    assert len(notices) >= 150
    assert {notice.kind for notice in notices.values()} == set(NoticeKind)
    assert {notice.source for notice in notices.values()} == {"ccgp", "shanghai", "hubei", "ggzy"}
    assert sum(notice.kind == NoticeKind.AWARD for notice in notices.values()) >= 60


def test_ids_are_unique() -> None:
    ids = [notice.id for notice in load()]
    assert len(ids) == len(set(ids))


def test_hunan_has_its_public_figures(notices: Notices) -> None:
    awards = notices["hunan_gov_cloud_2025-award"].expected()["awards"]
    assert isinstance(awards, list)
    assert [(a["lot"], a["suppliers"][0]["name"], a["amount_yuan"]) for a in awards] == [
        ("1", "联通数字科技有限公司", Decimal(112_500_000)),
        ("2", "中电信数智科技有限公司", Decimal(113_700_000)),
        ("3", "中国移动通信集团湖南有限公司", Decimal(113_700_000)),
        ("4", "华为云计算技术有限公司", Decimal(115_000_000)),
    ]


def test_sichuan_sums_to_its_budget(notices: Notices) -> None:
    amounts = [award.amount for award in notices["sichuan_gov_cloud_2024-award"].awards]
    assert sum(amount for amount in amounts if amount) == Decimal(137_000_000)


def test_wuhan_has_winner_member_and_losers(notices: Notices) -> None:
    notice = notices["wuhan_smart_city_2020-award"]
    assert [(party.name, party.role) for party in notice.awards[0].suppliers] == [
        ("武汉烽火信息集成技术有限公司", Role.LEAD),
        ("腾讯云计算（北京）有限责任公司", Role.MEMBER),
    ]
    assert notice.awards[0].amount == Decimal(349_970_000)
    assert len(notice.bids) == 4
    assert notices["wuhan_smart_city_2020-tender"].budget == Decimal(357_390_000)


def test_ningxia_shares_fill_each_lot(notices: Notices) -> None:
    awards = notices["ningxia_telecom_llm_2024-award"].awards
    for lot in ("1", "2"):
        shares = [award.suppliers[0].share for award in awards if award.lot == lot]
        assert shares == [Decimal("0.7"), Decimal("0.2"), Decimal("0.1")]


def test_shenzhen_has_every_score(notices: Notices) -> None:
    notice = notices["shenzhen_police_cloud_2019-award"]
    assert (notice.awards[0].amount, notice.awards[0].score) == (Decimal(5_183_228), "96.8993")
    assert [bid.score for bid in notice.bids] == ["86.1390", "61.4000", "53.0050"]


def test_an_amount_exists_exactly_for_a_total(notices: Notices) -> None:
    for notice in notices.values():
        for award in notice.awards:
            assert (award.amount is not None) == (award.basis == "total"), notice.id


def test_the_printed_price_is_the_amount(notices: Notices) -> None:
    for notice in notices.values():
        for award in notice.awards:
            if award.amount is None:
                continue
            found = re.search(r"([\d,]+(?:\.\d+)?)[（(]?(万元|元)?", award.amount_text or "")
            assert found, notice.id
            unit = found[2] or ("万元" if notice.layout == "shenzhen" else "元")
            assert Decimal(found[1].replace(",", "")) * UNITS[unit] == award.amount, notice.id


def test_a_failed_lot_has_a_reason_and_no_supplier(notices: Notices) -> None:
    for notice in notices.values():
        for award in notice.awards:
            if award.outcome == Outcome.FAILED:
                assert award.reason, notice.id
                assert not award.suppliers, notice.id


def test_shares_of_a_lot_never_pass_one(notices: Notices) -> None:
    for notice in notices.values():
        for lot in {award.lot for award in notice.awards}:
            shares = [p.share for a in notice.awards if a.lot == lot for p in a.suppliers if p.share is not None]
            assert sum(shares) <= 1, notice.id


def test_an_award_notice_leaves_the_budget_out(tmp_path: Path) -> None:
    (notice,) = load(write(tmp_path, FILE))
    assert (notice.budget, notice.method) == (None, None)


def test_of_several_suppliers_the_first_leads(tmp_path: Path) -> None:
    (notice,) = load(write(tmp_path, FILE))
    assert [party.role for party in notice.awards[0].suppliers] == [Role.LEAD, Role.MEMBER]


def test_times_are_chinas(tmp_path: Path) -> None:
    (notice,) = load(write(tmp_path, FILE))
    assert notice.published.isoformat() == "2025-01-02T03:04:00+08:00"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('kind = "award"', 'kind = "gift"'),
        ('id = "award"', 'id = "award"\ncolour = "red"'),
        ("amount = 90", 'amount = "ninety"'),
        ('id = "award"', 'id = "award"\nlayout = "newest"'),
        ("written =", "wrote ="),
        ("[project]", "[project"),
    ],
)
def test_a_file_with_a_mistake_is_named(tmp_path: Path, old: str, new: str) -> None:
    with pytest.raises(FactsError, match=r"case\.toml"):
        load(write(tmp_path, FILE.replace(old, new, 1)))
