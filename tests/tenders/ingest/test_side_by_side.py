"""Several readers at once, in processes of their own."""

import json
import subprocess
import sys
import threading

import pytest
from django.conf import settings
from django.db import connection, transaction

from tenders.ingest.read import read_pending
from tenders.models import RawPage
from tests import servers
from tests.tenders.ingest.canonical import canonical_rows, unread_everything
from tests.tenders.ingest.crowd import CROWD, keep_a_crowd
from tests.tenders.ingest.pages import BLOCKED, keep

COMMAND = [sys.executable, "manage.py", "parse_pages", "--json"]


@pytest.mark.django_db(transaction=True)
def test_two_readers_share_the_work_and_leave_what_one_would_leave(monkeypatch: pytest.MonkeyPatch) -> None:
    keep_a_crowd()
    read_pending()
    alone = canonical_rows()
    unread_everything()
    monkeypatch.setenv("DATABASE_URL", servers.database_url())
    readers = [
        subprocess.Popen(COMMAND, cwd=settings.BASE_DIR, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    outputs = [reader.communicate(timeout=50) for reader in readers]
    assert [reader.returncode for reader in readers] == [0, 0], outputs
    done = [json.loads(output) for output, _ in outputs]
    assert sum(one["read"] + one["unreadable"] for one in done) == CROWD
    assert sum(one["by_reason"].get("fault", 0) for one in done) == 0
    assert canonical_rows() == alone


@pytest.mark.django_db(transaction=True)
def test_a_page_that_another_reader_has_is_left_to_it() -> None:
    taken, free = keep(BLOCKED), keep(BLOCKED + b" ")
    held, done = threading.Event(), threading.Event()

    def other_reader() -> None:
        with transaction.atomic():
            RawPage.objects.select_for_update().get(pk=taken.pk)
            held.set()
            done.wait(10)
        connection.close()

    reader = threading.Thread(target=other_reader)
    reader.start()
    held.wait(10)
    try:
        assert read_pending().pages == 1
    finally:
        done.set()
        reader.join()
    states = dict(RawPage.objects.values_list("pk", "state"))
    assert (states[taken.pk], states[free.pk]) == ("pending", "unreadable")
