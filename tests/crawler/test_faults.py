import pytest
from scrapy import Request
from scrapy.exceptions import CloseSpider, DownloadTimeoutError, IgnoreRequest
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from crawler.blocks import Blocked
from crawler.faults import fault_kind
from crawler.items import Listed
from crawler.spiders.ccgp import CcgpSpider

LISTED = Listed("http://www.ccgp.gov.cn/cggg/dfgg/zbgg/202609/a.htm", "t", "", None)


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (Blocked("code 829"), "blocked"),
        (DownloadTimeoutError(), "timeout"),
        (ConnectionResetError(), "connection"),
        (HttpError(Response("http://x", status=404)), "http_404"),
        (IgnoreRequest("Forbidden by robots.txt"), "robots"),
        (ZeroDivisionError(), "ZeroDivisionError"),
    ],
)
def test_every_fault_has_a_name_to_count_by(fault: Exception, kind: str) -> None:
    assert fault_kind(failed(Request("http://x"), fault)) == kind


@pytest.fixture
def spider() -> CcgpSpider:
    return CcgpSpider(from_date="2026-09-01", until_date="2026-09-30")


def failed(request: Request, fault: Exception) -> Failure:
    failure = Failure(fault)  # type: ignore[no-untyped-call]  # Twisted's
    failure.request = request  # type: ignore[attr-defined]
    return failure


def test_a_lost_page_is_counted(spider: CcgpSpider) -> None:
    spider.failed(failed(spider.page_request(LISTED), DownloadTimeoutError()))

    assert (spider.lists_lost, dict(spider.errors)) == (0, {"timeout": 1})


def test_a_lost_list_is_counted_and_named(spider: CcgpSpider) -> None:
    spider.failed(failed(spider.ask("dfgg/zbgg", 1), DownloadTimeoutError()))

    assert (spider.lists_lost, dict(spider.errors)) == (1, {"timeout": 1})
    assert spider.notes == ["timeout: http://www.ccgp.gov.cn/cggg/dfgg/zbgg/index.htm"]


def test_a_refusal_ends_the_run(spider: CcgpSpider) -> None:
    with pytest.raises(CloseSpider) as end:
        spider.failed(failed(spider.page_request(LISTED), Blocked("HTTP status 403 at x")))
    assert end.value.reason == "blocked"
    assert spider.notes == ["HTTP status 403 at x"]


def test_a_page_that_robots_txt_forbids_is_counted_and_a_list_ends_the_run(spider: CcgpSpider) -> None:
    spider.failed(failed(spider.page_request(LISTED), IgnoreRequest("Forbidden by robots.txt")))
    with pytest.raises(CloseSpider):
        spider.failed(failed(spider.ask("dfgg/zbgg", 1), IgnoreRequest("Forbidden by robots.txt")))

    assert dict(spider.errors) == {"robots": 2}
