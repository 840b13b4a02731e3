"""Spider, middlewares, pipeline and record together, against the replica over HTTP."""

import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings

from crawler.replica.facts import load
from crawler.replica.web import Portal, Request, Response
from tenders.ingest import crawls
from tenders.ingest.crawls import run_crawl
from tenders.models import Crawl, RawPage
from tenders.sources import SOURCES
from tenders.vocabulary import CrawlState
from tests.crawler.conftest import Pointed, Replica
from tests.servers import free_port

FIRST, LAST = date(2019, 1, 1), date(2026, 12, 31)
NOTICES = Counter(notice.source for notice in load())


@pytest.mark.parametrize("source", ["ccgp", "shanghai"])
def test_every_notice_arrives_and_a_second_crawl_finds_nothing_new(source: str, replica: Replica) -> None:
    replica()

    first, second = crawl(source), crawl(source)

    assert_whole(first)
    assert (second.pages_new, second.pages_changed, second.pages_unchanged) == (0, 0, NOTICES[source])


def test_every_notice_of_a_sliced_api_arrives(replica: Replica) -> None:
    replica()

    assert_whole(crawl("ggzy"))
    assert all("/html/a/" in url for url in RawPage.objects.values_list("url", flat=True))


def test_known_pages_are_left_alone_on_demand(replica: Replica) -> None:
    replica()
    first = crawl("hubei")

    second = crawl("hubei", skip_known=True)

    assert_whole(first)
    assert second.pages_unchanged == NOTICES["hubei"]
    assert second.requests == first.requests - NOTICES["hubei"]


@pytest.mark.parametrize(
    ("source", "misbehaviour", "said"),
    [
        ("ccgp", "ccgp-block", "频繁访问"),
        ("shanghai", "shanghai-waf", "HTTP status 405"),
        ("ggzy", "ggzy-829", "code 829"),
        ("hubei", "robots-disallow", "robots.txt forbids"),
    ],
)
def test_a_refusal_ends_the_run_as_blocked(source: str, misbehaviour: str, said: str, replica: Replica) -> None:
    replica(misbehaviour)

    crawled = crawl(source)

    assert crawled.state == CrawlState.BLOCKED
    assert said in crawled.message
    # what was under way comes in; nothing is tried again
    assert crawled.requests <= 6 + 2 * 16


def test_after_a_refusal_nothing_more_goes_out(replica: Replica, monkeypatch: pytest.MonkeyPatch) -> None:
    replica("ccgp-block")
    monkeypatch.setenv("SOURCE_DELAYS", "ccgp=0.05")

    crawled = crawl("ccgp")

    assert (crawled.state, crawled.errors) == (CrawlState.BLOCKED, {"blocked": 1})
    assert crawled.requests == 7  # robots.txt, and six of which the last is refused


def test_answers_that_fail_twice_are_retried_and_cost_no_notice(our_portals: list[Portal], replica: Replica) -> None:
    replica(portals=[TwiceBusy(our_portals[2])])

    assert_whole(crawl("hubei"))


def test_on_a_flapping_site_every_notice_is_kept_or_counted_as_lost(replica: Replica) -> None:
    replica("ggzy-flap")

    crawled = crawl("ggzy")

    assert set(crawled.errors) <= {"connection"}
    if crawled.state == CrawlState.FINISHED:
        assert crawled.pages_new + sum(crawled.errors.values()) == NOTICES["ggzy"]
    else:
        assert "could not be read: the window is not covered" in crawled.message


def test_a_portal_that_does_not_answer_makes_the_crawl_fail(point_spiders: Pointed) -> None:
    point_spiders({"shanghai": f"http://127.0.0.1:{free_port()}"})

    crawled = crawl("shanghai")

    assert (crawled.state, crawled.pages_new) == (CrawlState.FAILED, 0)
    assert crawled.errors == {"connection": 8}
    assert crawled.message.startswith("8 list pages could not be read: the window is not covered")


def test_killing_the_spider_leaves_a_row_that_tells_what_was_kept(
    replica: Replica, monkeypatch: pytest.MonkeyPatch
) -> None:
    replica("slow")
    children: list[subprocess.Popen[bytes]] = []

    def popen(*arguments: Any, **options: Any) -> "subprocess.Popen[bytes]":
        children.append(subprocess.Popen(*arguments, **options))
        return children[-1]

    monkeypatch.setattr(crawls, "subprocess", SimpleNamespace(**{**vars(subprocess), "Popen": popen}))

    def kill_early(running: Crawl) -> None:
        if running.pages_new:
            children[0].kill()

    crawled = run_crawl("ccgp", FIRST, LAST, on_progress=kill_early)

    assert (crawled.state, crawled.message) == (CrawlState.FAILED, "the spider ended with -9: it said nothing")
    assert 0 < crawled.pages_new == RawPage.objects.count() < NOTICES["ccgp"]
    assert crawled.requests > crawled.pages_new


def test_a_spider_whose_parent_is_killed_ends_and_the_source_is_free_again(replica: Replica) -> None:
    replica("slow")
    command = [sys.executable, "manage.py", "crawl", "ccgp", "--from", str(FIRST)]
    parent = subprocess.Popen(command, cwd=settings.BASE_DIR, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wait_until(lambda: Crawl.objects.filter(pages_new__gt=0).exists())

    parent.kill()
    parent.wait()
    wait_until(lambda: Crawl.objects.filter(state=CrawlState.FAILED).exists())

    assert Crawl.objects.get().message.startswith("the process that started it is gone")
    assert RawPage.objects.count() == Crawl.objects.get().pages_new
    replica()
    assert crawl("ccgp").state == CrawlState.FINISHED


class TwiceBusy:
    """A portal that answers 502 to the first two requests for each address."""

    def __init__(self, portal: Portal) -> None:
        self.portal, self.key = portal, portal.key
        self.asked: Counter[str] = Counter()

    def answer(self, request: Request) -> Response:
        self.asked[request.path] += 1
        return self.portal.answer(request) if self.asked[request.path] > 2 else Response(status=502)


def crawl(source: str, *, skip_known: bool = False) -> Crawl:
    return run_crawl(source, FIRST, LAST, skip_known=skip_known)


def assert_whole(crawled: Crawl) -> None:
    notices = NOTICES[crawled.source_id]
    assert (crawled.state, crawled.errors, crawled.pages_new) == (CrawlState.FINISHED, {}, notices), crawled.message
    assert RawPage.objects.filter(crawl=crawled).count() == notices
    base = SOURCES[crawled.source_id].base_url
    assert all(url.startswith(f"{base}/") for url in RawPage.objects.values_list("url", flat=True))


def wait_until(done: Callable[[], bool]) -> None:
    give_up = time.monotonic() + 60
    while not done():
        assert time.monotonic() < give_up
        time.sleep(0.2)
