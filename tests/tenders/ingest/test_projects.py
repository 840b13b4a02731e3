"""Which project a notice belongs to."""

import itertools
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from tenders.ingest.projects import number_key
from tenders.models import Notice, Tender
from tenders.parsing.notice import ParsedNotice
from tenders.vocabulary import NoticeKind
from tests.factories import make_page
from tests.tenders.ingest.parsed import notice, save, won


@pytest.mark.parametrize(
    ("printed", "key"),
    [
        ("whzb-2025-001", "WHZB-2025-001"),
        ("whzb\uff0d2025\u2014\uff10\uff101", "WHZB-2025-001"),
        ("WHZB 2025-001", "WHZB2025-001"),
        ("鄂采\u30142025\u30151236号", "鄂采(2025)1236号"),
        ("鄂采[2025]1236号", "鄂采(2025)1236号"),
        ("2024-1-12", "2024-1-12"),
        ("无", ""),
        ("详见附件", ""),
        ("12", ""),
        ("/", ""),
    ],
)
def test_numbers_are_compared_without_the_accidents_of_print(printed: str, key: str) -> None:
    assert number_key(printed) == key


@pytest.mark.django_db
class TestProjects:
    def test_tender_award_and_contract_of_one_number_and_buyer_are_one_project(self) -> None:
        for kind in (NoticeKind.TENDER, NoticeKind.AWARD, NoticeKind.CONTRACT):
            save(make_page(), notice(kind=kind))
        assert Tender.objects.get().notices.count() == 3

    def test_the_same_notice_on_two_portals_is_one_project(self) -> None:
        save(make_page("ccgp"), notice())
        save(make_page("ggzy"), notice())
        assert Tender.objects.get().notices.count() == 2

    def test_the_same_number_of_two_buyers_is_two_projects(self) -> None:
        save(make_page(), notice(buyer="甲市数据局"))
        save(make_page(), notice(buyer="乙市数据局"))
        assert Tender.objects.count() == 2

    @pytest.mark.parametrize("missing", [{"project_number": None}, {"project_number": "无"}, {"buyer": None}])
    def test_without_number_or_buyer_every_page_is_its_own_project(self, missing: dict[str, str | None]) -> None:
        save(make_page(), notice(**missing))
        save(make_page(), notice(**missing))
        assert Tender.objects.count() == 2

    def test_lots_of_one_project_are_shared_by_its_notices(self) -> None:
        save(make_page(), notice(won("甲公司", lot="1")))
        save(make_page(), notice(won("甲公司", lot="1"), kind=NoticeKind.CONTRACT))
        assert Tender.objects.get().lots.count() == 1

    def test_the_fullest_name_of_a_lot_is_kept(self) -> None:
        for name in ("云资源", "云资源租用服务", None):
            save(make_page(), notice(won("甲公司", lot="1", lot_name=name)))
        assert Tender.objects.get().lots.get().name == "云资源租用服务"

    def test_number_and_name_are_the_first_printed_and_the_budget_the_last(self) -> None:
        save(make_page(), notice(project_name="中标的项目", published_at=date(2025, 5, 1), budget=None))
        save(make_page(), notice(project_name="项目更正", published_at=date(2025, 4, 1), budget=Decimal(90)))
        save(make_page(), notice(project_name="招标的项目", published_at=date(2025, 3, 1), budget=Decimal(80)))
        project = Tender.objects.get()
        assert (project.name, project.budget, project.number) == ("招标的项目", Decimal(90), "XYZ-2025-001")

    def test_a_project_without_a_name_is_called_by_the_title(self) -> None:
        save(make_page(), notice(project_name=None))
        assert Tender.objects.get().name == "政务云服务项目中标公告"


PLAN, AGENCY = "420000-2025-00123", "HBZB-2025-77"
ONE_PROJECT: list[Callable[[], ParsedNotice]] = [
    lambda: notice(won("甲公司", lot="1", lot_name="云"), project_number=PLAN, published_at=date(2025, 3, 1)),
    lambda: notice(
        won("甲公司", lot="1"), project_number=AGENCY, project_name="同一项目", published_at=date(2025, 4, 1)
    ),
    lambda: notice(
        won("乙公司", lot="2"), project_number=PLAN, project_number_alt=(AGENCY,), published_at=date(2025, 5, 1)
    ),
]


@pytest.mark.django_db
@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_a_notice_with_two_numbers_joins_both_projects_in_whatever_order_they_are_read(order: tuple[int, ...]) -> None:
    for place in order:
        save(make_page(url=f"http://www.ccgp.gov.cn/{place}.htm"), ONE_PROJECT[place]())
    project = Tender.objects.get()
    assert (project.key, project.numbers) == ("420000-2025-00123|某市数据局", ["420000-2025-00123", "HBZB-2025-77"])
    assert (project.number, project.name) == (PLAN, "政务云服务项目")
    assert list(project.lots.order_by("label").values_list("label", "name")) == [("1", "云"), ("2", "")]
    assert Notice.objects.filter(awards__lot__tender=project).distinct().count() == 3
