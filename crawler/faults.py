"""Names for what can go wrong with a request, to count by."""

from scrapy import exceptions
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.internet.error import ConnectError, ConnectionDone, ConnectionLost
from twisted.python.failure import Failure

from crawler.blocks import Blocked

KINDS: dict[str, tuple[type[BaseException], ...]] = {
    "blocked": (Blocked,),
    "timeout": (exceptions.DownloadTimeoutError,),
    "too_large": (exceptions.DownloadCancelledError,),
    "connection": (
        exceptions.CannotResolveHostError,
        exceptions.DownloadConnectionRefusedError,
        exceptions.DownloadFailedError,
        exceptions.ResponseDataLossError,
        ConnectError,
        ConnectionDone,
        ConnectionLost,
        OSError,
    ),
}


def fault_kind(failure: Failure) -> str:
    """A short stable key: blocked, robots, http_404, timeout, too_large, connection, or the exception's name."""
    fault = failure.value
    if isinstance(fault, HttpError):
        return f"http_{fault.response.status}"
    if type(fault) is exceptions.IgnoreRequest and "robots.txt" in str(fault):
        return "robots"
    return next((kind for kind, types in KINDS.items() if isinstance(fault, types)), type(fault).__name__)
