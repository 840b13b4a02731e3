"""`kill -9` of a worker in the middle of reading."""

import time
from collections.abc import Callable

import pytest

from tenders.ingest.read import count_waiting, read_pending
from tenders.models import RawPage
from tests.servers import Worker
from tests.tenders.ingest.canonical import canonical_rows, unread_everything
from tests.tenders.ingest.crowd import CROWD, keep_a_crowd

IN_TIME = 30  # seconds


def wait_until(reached: Callable[[], bool]) -> None:
    give_up = time.monotonic() + IN_TIME
    while not reached():
        assert time.monotonic() < give_up, f"{count_waiting()} pages still wait"
        time.sleep(0.01)


@pytest.mark.django_db(transaction=True)
def test_a_killed_worker_started_again_leaves_the_rows_of_an_undisturbed_run(
    make_worker: Callable[[], Worker],
) -> None:
    keep_a_crowd()
    read_pending()
    undisturbed = canonical_rows()
    unread_everything()
    worker = make_worker()
    worker.start()
    wait_until(lambda: count_waiting() <= CROWD - 15)
    worker.kill()
    left = count_waiting()
    assert 0 < left < CROWD
    assert RawPage.objects.exclude(state="pending").count() == CROWD - left
    make_worker().start()
    wait_until(lambda: count_waiting() == 0)
    assert canonical_rows() == undisturbed
