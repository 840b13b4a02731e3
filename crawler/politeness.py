"""How fast a source may be asked; knows settings, not sites."""

from collections.abc import Mapping
from typing import Any

from crawler.addresses import is_loopback
from tenders.sources import Source


class ImpoliteDelay(ValueError):
    """A delay shorter than the declared one was set for a server that is not ours."""


def polite_settings(source: Source, fetch_base: str, delays: Mapping[str, float]) -> dict[str, Any]:
    """The Scrapy settings of one source. Raises ImpoliteDelay."""
    delay = delays.get(source.key, source.delay)
    ours = is_loopback(fetch_base)
    if delay < source.delay and not ours:
        raise ImpoliteDelay(
            f"{source.key}: {delay:g} s between requests is shorter than the declared {source.delay:g} s, "
            f"which is allowed for loopback addresses only, not for {fetch_base}"
        )
    return {
        "DOWNLOAD_DELAY": delay,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1 if delay else 16,
        # slows down further when the site answers slowly; never below the delay
        "AUTOTHROTTLE_ENABLED": bool(delay),
        "AUTOTHROTTLE_START_DELAY": delay,
        # a proxy cannot reach our own loopback address
        "HTTPPROXY_ENABLED": not ours,
    }
