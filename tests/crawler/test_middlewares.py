import asyncio
from typing import Any

import pytest
from scrapy import Request
from scrapy.http import Response
from scrapy.utils.test import get_crawler

from crawler.blocks import Blocked, BlockSignals
from crawler.middlewares import PatientRetry, StopWhenBlocked
from crawler.spiders.ccgp import CcgpSpider


def test_a_refusal_is_raised_and_not_passed_on() -> None:
    request = Request("http://www.ccgp.gov.cn/x", meta={"due": "html"})

    with pytest.raises(Blocked, match="HTTP status 403 at http://www"):
        StopWhenBlocked(BlockSignals()).process_response(request, Response(request.url, status=403))


def test_a_missing_robots_txt_is_no_refusal() -> None:
    request = Request("http://www.ccgp.gov.cn/robots.txt")
    answer = Response(request.url, status=403)

    assert StopWhenBlocked(BlockSignals()).process_response(request, answer) is answer


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    monkeypatch.setattr("crawler.middlewares.asyncio.sleep", sleep)
    return slept


def retry(settings: dict[str, Any]) -> PatientRetry:
    crawler = get_crawler(CcgpSpider, {"RETRY_TIMES": 3, **settings})
    crawler.spider = CcgpSpider.from_crawler(crawler)
    return PatientRetry.from_crawler(crawler)


def test_retries_pause_twice_as_long_each_time_and_then_give_up(pauses: list[float]) -> None:
    middleware = retry({})
    answer: Any = Request("http://www.ccgp.gov.cn/x")
    for _ in range(3):
        answer = asyncio.run(middleware.process_response(answer, Response(answer.url, status=502)))
        assert isinstance(answer, Request)

    assert pauses == [10.0, 20.0, 40.0]
    assert isinstance(asyncio.run(middleware.process_response(answer, Response(answer.url, status=502))), Response)


def test_an_ordinary_answer_is_passed_on_at_once(pauses: list[float]) -> None:
    request = Request("http://www.ccgp.gov.cn/x")

    answer = asyncio.run(retry({}).process_response(request, Response(request.url)))

    assert isinstance(answer, Response)
    assert pauses == []


def test_a_lost_connection_is_retried_and_a_refusal_is_not(pauses: list[float]) -> None:
    request = Request("http://www.ccgp.gov.cn/x")

    assert isinstance(asyncio.run(retry({}).process_exception(request, ConnectionResetError())), Request)
    assert asyncio.run(retry({}).process_exception(request, Blocked("code 829"))) is None
    assert pauses == [10.0]
