"""Names for what can go wrong with a request, to count by."""

from scrapy.exceptions import IgnoreRequest
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from crawler.blocks import Blocked

TIMEOUT = ("Timeout", "TimedOut")
CONNECTION = ("Connect", "Connection", "DNS", "ResponseNeverReceived", "ResponseFailed", "CannotResolve", "TLS", "SSL")


def is_refusal(failure: Failure) -> bool:
    """Whether the site refused us."""
    return isinstance(failure.value, Blocked)


def fault_kind(failure: Failure) -> str:
    """A short stable key: blocked, robots, http_404, timeout, connection, or the exception's name."""
    if is_refusal(failure):
        return "blocked"
    if isinstance(failure.value, HttpError):
        return f"http_{failure.value.response.status}"
    if isinstance(failure.value, IgnoreRequest) and "robots.txt" in str(failure.value):
        return "robots"
    name = type(failure.value).__name__
    if any(part in name for part in TIMEOUT):
        return "timeout"
    return "connection" if any(part in name for part in CONNECTION) else name
