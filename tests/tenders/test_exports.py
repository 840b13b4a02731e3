"""What a spreadsheet gets: every column in its place, sums that hold, and no cell that runs as a formula."""

import csv
import io
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from tenders.exports import cell, stream_awards_csv, stream_notices_csv
from tenders.models import Notice
from tenders.search import NoticeFilter
from tests.factories import make_award, make_group, make_notice, make_organisation, make_party, make_tender


def table(lines: Iterable[str]) -> list[dict[str, str]]:
    text = "".join(lines)
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def awards(query: str = "") -> list[dict[str, str]]:
    with translation.override("en"):
        return table(stream_awards_csv(NoticeFilter.from_query(query)))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\uff1d1", "\t=1"])
def test_a_cell_never_runs_as_a_formula(text: str) -> None:
    assert cell(text) == f"'{text}"


def test_numbers_stay_numbers_and_nothing_is_empty() -> None:
    assert [cell(Decimal("-1.50")), cell(12), cell(None), cell("")] == ["-1.50", "12", "", ""]


@pytest.mark.django_db
def test_an_award_has_every_column() -> None:
    buyer = make_organisation("武汉市政务服务和大数据管理局")
    tender = make_tender("武汉市政务云", buyer=buyer)
    carrier = make_organisation(
        "天翼云科技有限公司", "carrier", make_group("china_telecom", "carrier", name="中国电信")
    )
    notice = make_notice(
        tender, province="420000", city="420100", project_number="WH-2025-1", topics=["gov_cloud", "cloud"]
    )
    make_award(notice, carrier, "1234567.80", lot="2", amount_text="123.45678万元")
    assert awards() == [
        {
            "notice": str(notice.pk),
            "official page": notice.url,
            "published": "2025-05-20 09:00",
            "kind": "Award",
            "province": "湖北省",
            "city": "武汉市",
            "buyer": "武汉市政务服务和大数据管理局",
            "project number": "WH-2025-1",
            "project": "武汉市政务云",
            "lot": "2",
            "outcome": "Awarded",
            "supplier": "天翼云科技有限公司",
            "role": "Sole winner",
            "camp": "Carrier cloud",
            "group": "中国电信",
            "share of the lot": "",
            "award amount (yuan)": "1234567.80",
            "basis": "Total price",
            "amount as printed": "123.45678万元",
            "doubt": "",
            "topics": "Government cloud、Cloud services",
        }
    ]


@pytest.mark.django_db
def test_a_consortium_prints_its_amount_once() -> None:
    award = make_award(make_notice(), make_organisation("甲公司"), "100", role="lead")
    make_party(award, make_organisation("乙公司"), "member")
    make_party(award, make_organisation("丙公司"), "loser")
    rows = [(row["supplier"], row["role"], row["award amount (yuan)"]) for row in awards()]
    assert rows == [("甲公司", "Consortium lead", "100.00"), ("乙公司", "Consortium member", "")]


@pytest.mark.django_db
def test_a_failed_lot_is_a_row_without_supplier_or_amount() -> None:
    make_award(make_notice(), None)
    (row,) = awards()
    assert (row["outcome"], row["supplier"], row["award amount (yuan)"]) == ("Failed", "", "")


@pytest.mark.django_db
def test_a_query_keeps_the_rest_out() -> None:
    make_award(make_notice(title="智算中心"), make_organisation("甲公司"))
    make_award(make_notice(title="办公家具"), make_organisation("乙公司"))
    assert [row["supplier"] for row in awards("q=智算")] == ["甲公司"]


@pytest.mark.django_db
def test_a_notice_row_sums_its_known_amounts() -> None:
    notice = make_notice(title="智算中心")
    make_award(notice, make_organisation("甲公司", "carrier"), "100.50", lot="1")
    make_award(notice, make_organisation("乙公司", "bat"), "0.25", lot="2")
    make_award(notice, make_organisation("丙公司", "bat"), None, lot="3")
    with translation.override("en"):
        (row,) = table(stream_notices_csv(Notice.objects.all()))
    assert row["winners"] == "甲公司、乙公司、丙公司"
    assert row["camps of the winners"] == "Carrier cloud、BAT"
    assert row["award amount (yuan)"] == "100.75"


@pytest.mark.django_db
def test_the_number_of_queries_does_not_grow_with_the_rows(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for at in range(20):
        make_award(make_notice(), make_organisation(f"公司{at}"), "100")
    with django_assert_num_queries(2):
        assert len(awards()) == 20


@pytest.mark.django_db
def test_the_command_writes_a_whole_file_or_none(tmp_path: Path) -> None:
    make_award(make_notice(), make_organisation("甲公司"), "100")
    out = tmp_path / "awards.csv"
    call_command("export_awards", out=str(out))
    assert out.read_bytes().startswith(b"\xef\xbb\xbf")
    assert [path.name for path in tmp_path.iterdir()] == ["awards.csv"]


@pytest.mark.django_db
def test_the_command_writes_to_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    make_award(make_notice(), make_organisation("甲公司"), "100")
    call_command("export_awards", out="-")
    assert "甲公司" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("options", "words"),
    [({"format": "ocds"}, "ocds"), ({"query": "city=x"}, "city"), ({"out": "/nowhere/at/all.csv"}, "cannot write")],
)
def test_wrong_arguments_are_refused_in_one_line(options: dict[str, str], words: str, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=words) as refused:
        call_command("export_awards", **{"out": str(tmp_path / "x.csv")} | options)
    assert refused.value.returncode == 2
