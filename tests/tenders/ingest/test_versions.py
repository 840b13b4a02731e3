"""Versions of a notice: one for each content of its address."""

import pytest

from tenders.ingest.save import forget_notice
from tenders.models import Notice, RawPage, Tender
from tests.factories import china, make_page
from tests.tenders.ingest.parsed import notice, save, won

pytestmark = pytest.mark.django_db
URL = "http://www.ccgp.gov.cn/a.htm"


def page(day: int) -> RawPage:
    return make_page(url=URL, fetched_at=china(f"2026-01-{day:02}"))


def versions() -> list[tuple[int, bool, str]]:
    rows = Notice.objects.order_by("version").values_list("version", "is_current", "project_name")
    return list(rows)


def test_a_changed_page_is_a_new_version_and_the_current_one() -> None:
    save(page(1), notice(project_name="旧"))
    save(page(2), notice(project_name="新"))
    assert versions() == [(1, False, "旧"), (2, True, "新")]


def test_both_versions_keep_their_awards() -> None:
    old = save(page(1), notice(won("甲公司")))
    new = save(page(2), notice(won("乙公司")))
    assert [str(one.supplier) for one in (*old.awards.all(), *new.awards.all())] == ["甲公司", "乙公司"]


def test_versions_do_not_depend_on_the_order_of_reading() -> None:
    pages = [page(day) for day in (1, 2, 3)]
    for place, name in ((2, "第三"), (0, "第一"), (1, "第二")):
        save(pages[place], notice(project_name=name))
    assert versions() == [(1, False, "第一"), (2, False, "第二"), (3, True, "第三")]


def test_a_page_that_turns_back_to_an_earlier_text_makes_it_current_again() -> None:
    first = page(1)
    save(first, notice(project_name="旧"))
    save(page(2), notice(project_name="新"))
    first.fetched_at = china("2026-01-03")
    first.save()
    save(first, notice(project_name="旧"))
    assert versions() == [(1, True, "旧"), (2, False, "新")]


def test_reading_an_old_version_again_leaves_the_current_one_current() -> None:
    first = page(1)
    save(first, notice(project_name="旧"))
    save(page(2), notice(project_name="新"))
    save(first, notice(project_name="更旧"))
    assert versions() == [(1, False, "更旧"), (2, True, "新")]


def test_an_unreadable_page_hands_back_to_the_version_before() -> None:
    first, second = page(1), page(2)
    save(first, notice(project_name="旧"))
    save(second, notice(project_name="新"))
    forget_notice(second)
    assert versions() == [(1, True, "旧")]


def test_the_numbers_close_up_when_a_version_goes() -> None:
    pages = [page(day) for day in (1, 2, 3)]
    for one, name in zip(pages, ("第一", "第二", "第三"), strict=True):
        save(one, notice(project_name=name))
    forget_notice(pages[0])
    assert versions() == [(1, False, "第二"), (2, True, "第三")]


def test_a_version_may_move_to_another_project_and_the_old_one_stays_for_the_history() -> None:
    save(page(1), notice(project_number="OLD-2025-1"))
    save(page(2), notice(project_number="NEW-2025-1", project_name="新"))
    assert list(Tender.objects.order_by("number").values_list("number", "name")) == [
        ("NEW-2025-1", "新"),
        ("OLD-2025-1", "政务云服务项目"),
    ]


def test_a_project_whose_last_notice_goes_is_no_project() -> None:
    only = page(1)
    save(only, notice(won("甲公司")))
    forget_notice(only)
    assert not Tender.objects.exists()
