"""The fixtures that other tests lean on do what they say."""

from typing import Any

import pytest
from django.core.mail import send_mail
from pytest_django.live_server_helper import LiveServer

from config.celery import app as celery_app
from tests.servers import MailCatcher, Worker


def test_the_mail_catcher_receives_what_django_sends(smtp_catcher: MailCatcher) -> None:
    send_mail("每周摘要", "正文", "from@example.com", ["to@example.com"])
    assert [mail["Subject"] for mail in smtp_catcher.mails] == ["每周摘要"]


def test_a_real_worker_answers(real_worker: Worker) -> None:
    [reply] = celery_app.control.ping(timeout=2) or []
    assert list(reply.values()) == [{"ok": "pong"}]


def test_a_killed_worker_comes_back(real_worker: Worker) -> None:
    real_worker.kill()
    real_worker.start()
    assert celery_app.control.ping(timeout=2)


@pytest.mark.browser
def test_the_browser_opens_the_admin(browser: Any, live_server: LiveServer) -> None:
    page = browser.new_page()
    page.goto(f"{live_server.url}/admin/login/")
    assert page.locator("input[name=username]").is_visible()
