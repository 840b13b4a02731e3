"""One mail a week to each user, over a real mail server: once, whatever crashes or races."""

import json
import os
import subprocess
import sys
from datetime import date, timedelta
from email.message import EmailMessage

import pytest
import time_machine
from django.conf import LazySettings
from django.conf import settings as project
from django.core.management import call_command

from tenders.digest import DigestSummary, send_due_digests
from tenders.models import Digest, Notice
from tests.factories import china, make_award, make_notice, make_organisation, make_search, make_tender, make_user
from tests.servers import MailCatcher, database_url

MONDAY = date(2026, 5, 18)


def seen(notice: Notice, day: str) -> Notice:
    """The notice as first read on that day."""
    Notice.objects.filter(pk=notice.pk).update(created_at=china(day))
    return notice


def plain(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def run(day: str = "2026-05-18", hour: int = 8) -> DigestSummary:
    with time_machine.travel(china(day, hour), tick=False):
        return send_due_digests()


@pytest.mark.django_db
def test_a_user_gets_one_mail_over_all_weekly_searches(smtp_catcher: MailCatcher) -> None:
    user = make_user()
    make_search(user, "q=智算", name="智算")
    make_search(user, "city=420100", name="武汉")
    seen(make_notice(make_tender("武汉智算中心"), city="420100", kind="tender", published="2026-05-13"), "2026-05-13")
    assert run() == DigestSummary(MONDAY, sent=1)
    (mail,) = smtp_catcher.mails
    assert mail["To"] == "alice@example.com"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "/digest/unsubscribe/" in mail["List-Unsubscribe"]
    kinds = [part.get_content_type() for part in mail.iter_parts()]
    assert kinds == ["text/plain", "text/html"]
    text = plain(mail)
    assert text.count("武汉智算中心") == 1
    assert "入选原因：智算、武汉 (武汉市)" in text


@pytest.mark.django_db
def test_a_project_stands_where_its_last_published_notice_put_it(smtp_catcher: MailCatcher) -> None:
    """Its tender may well be read after its result."""
    make_search(make_user(), "")
    tender = make_tender("某云项目")
    seen(make_notice(tender, kind="award", published="2026-05-12"), "2026-05-13")
    seen(make_notice(tender, kind="tender", published="2026-04-10"), "2026-05-13")
    run()
    assert smtp_catcher.mails[0]["Subject"] == "本周：结果 1"


@pytest.mark.django_db
def test_the_week_is_marked_as_sent_with_its_count(smtp_catcher: MailCatcher) -> None:
    make_search(make_user(), "")
    seen(make_notice(), "2026-05-13")
    run()
    digest = Digest.objects.get()
    assert (digest.week, digest.notices) == (MONDAY, 1)
    assert digest.sent_at == china("2026-05-18", 8)


@pytest.mark.django_db
def test_a_second_run_in_the_same_week_sends_nothing(smtp_catcher: MailCatcher) -> None:
    make_search(make_user(), "")
    run()
    assert run("2026-05-24", 23) == DigestSummary(MONDAY, settled=1)
    assert len(smtp_catcher.mails) == 1


@pytest.mark.django_db
def test_the_next_mail_begins_where_the_last_ended(smtp_catcher: MailCatcher) -> None:
    make_search(make_user(), "")
    seen(make_notice(make_tender("first")), "2026-05-14")
    run()
    seen(make_notice(make_tender("second")), "2026-05-19")
    assert run("2026-05-25").sent == 1
    first, second = (plain(mail) for mail in smtp_catcher.mails)
    assert ("first" in first, "second" in first) == (True, False)
    assert ("first" in second, "second" in second) == (False, True)


@pytest.mark.django_db
def test_an_empty_week_says_so_briefly(smtp_catcher: MailCatcher, settings: LazySettings) -> None:
    settings.LANGUAGE_CODE = "en"
    make_search(make_user(), "q=没有")
    run()
    assert smtp_catcher.mails[0]["Subject"] == "This week: nothing new in your searches"


@pytest.mark.django_db
def test_users_without_weekly_search_address_or_account_get_none(smtp_catcher: MailCatcher) -> None:
    make_search(make_user("no-weekly"), "", weekly=False)
    make_user("no-search")
    make_search(make_user("gone", is_active=False), "")
    nobody = make_user("no-address")
    type(nobody).objects.filter(pk=nobody.pk).update(email="")
    make_search(nobody, "")
    assert run() == DigestSummary(MONDAY)
    assert not Digest.objects.exists()


@pytest.mark.django_db
def test_a_failed_mail_is_tried_again_after_fifteen_minutes(smtp_catcher: MailCatcher, settings: LazySettings) -> None:
    make_search(make_user(), "")
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    with time_machine.travel(china("2026-05-18", 8), tick=False) as clock:
        assert send_due_digests().failed == 1
        settings.EMAIL_PORT = port
        assert send_due_digests() == DigestSummary(MONDAY, settled=1)
        clock.shift(timedelta(minutes=16))
        assert send_due_digests().sent == 1
    assert len(smtp_catcher.mails) == 1


@pytest.mark.django_db
def test_a_claim_left_by_a_dead_process_is_taken_up(smtp_catcher: MailCatcher) -> None:
    user = make_user()
    make_search(user, "")
    Digest.objects.create(user=user, week=MONDAY, claimed_at=china("2026-05-18", 7))
    assert run().sent == 1


@pytest.mark.django_db(transaction=True)
def test_two_processes_at_once_send_one_mail(smtp_catcher: MailCatcher) -> None:
    for name in ("alice", "bob", "carol"):
        make_search(make_user(name), "")
    environment = {
        **os.environ,
        "DATABASE_URL": database_url(),
        "EMAIL_URL": f"smtp://127.0.0.1:{smtp_catcher.port}",
    }
    command = [sys.executable, "manage.py", "send_digests", "--json"]
    running = [
        subprocess.Popen(command, cwd=project.BASE_DIR, env=environment, stdout=subprocess.PIPE) for _n in range(2)
    ]
    answers = [json.loads(process.communicate(timeout=60)[0]) for process in running]
    assert sum(answer["sent"] for answer in answers) == 3
    assert sorted(mail["To"] for mail in smtp_catcher.mails) == [
        "alice@example.com", "bob@example.com", "carol@example.com",
    ]  # fmt: skip


@pytest.mark.django_db
def test_results_name_winner_camp_and_amount(smtp_catcher: MailCatcher, settings: LazySettings) -> None:
    settings.LANGUAGE_CODE = "en"
    make_search(make_user(), "")
    notice = seen(make_notice(make_tender("政务云")), "2026-05-14")
    make_award(notice, make_organisation("天翼云科技有限公司", "carrier"), "1234567.89")
    run()
    (mail,) = smtp_catcher.mails
    assert mail["Subject"] == "This week: Results 1"
    text = plain(mail)
    assert "天翼云科技有限公司 (Carrier cloud)" in text
    assert "1,234,567.89 yuan" in text


@pytest.mark.django_db
def test_a_long_week_shows_ten_of_a_group_and_links_to_the_rest(
    smtp_catcher: MailCatcher, settings: LazySettings
) -> None:
    settings.LANGUAGE_CODE = "en"
    make_search(make_user(), "", name="everything")
    for _n in range(13):
        seen(make_notice(kind="tender"), "2026-05-14")
    run()
    (mail,) = smtp_catcher.mails
    assert mail["Subject"] == "This week: New tenders 13"
    assert "3 more projects in your searches" in plain(mail)


@pytest.mark.django_db
def test_a_search_that_means_nothing_any_more_is_named(smtp_catcher: MailCatcher, settings: LazySettings) -> None:
    settings.LANGUAGE_CODE = "en"
    make_search(make_user(), "city=wuhan", name="broken")
    assert run().sent == 1
    text = plain(smtp_catcher.mails[0])
    assert "“broken” cannot be read" in text


@pytest.mark.django_db
def test_the_html_is_self_contained_and_escaped(smtp_catcher: MailCatcher) -> None:
    make_search(make_user(), "")
    seen(make_notice(make_tender("<script>云</script>")), "2026-05-14")
    run()
    html = smtp_catcher.mails[0].get_body(("html",)).get_content()  # type: ignore[union-attr]
    assert "<script>" not in html
    assert "<style" not in html
    assert 'style="' in html


@pytest.mark.django_db
@time_machine.travel("2026-05-20T02:00:00Z", tick=False)
def test_the_command_counts_as_json(smtp_catcher: MailCatcher, capsys: pytest.CaptureFixture[str]) -> None:
    make_search(make_user(), "")
    call_command("send_digests", json=True)
    assert json.loads(capsys.readouterr().out) == {"week": "2026-05-18", "sent": 1, "settled": 0, "failed": 0}
