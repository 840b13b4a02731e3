"""How fast a source may be asked; knows settings, not sites. Too short a delay is refused by the settings."""

from collections.abc import Mapping
from typing import Any

from config.environment import on_loopback
from tenders.sources import Source


def polite_settings(source: Source, fetch_base: str, delays: Mapping[str, float]) -> dict[str, Any]:
    """The Scrapy settings of one source."""
    delay = delays.get(source.key, source.delay)
    return {
        "DOWNLOAD_DELAY": delay,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1 if delay else 16,
        # nothing waits behind the one under way: after a refusal nothing more goes out
        "CONCURRENT_REQUESTS": 1 if delay else 16,
        # slows down further when the site answers slowly; never below the delay
        "AUTOTHROTTLE_ENABLED": bool(delay),
        "AUTOTHROTTLE_START_DELAY": delay,
        # a proxy cannot reach our own loopback address
        "HTTPPROXY_ENABLED": not on_loopback(fetch_base),
    }
