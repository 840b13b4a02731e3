"""How fast a source may be asked."""

import pytest

from crawler.politeness import polite_settings
from tenders.sources import CCGP, SOURCES


@pytest.mark.parametrize(("key", "delay"), [("ccgp", 5), ("shanghai", 1), ("hubei", 3), ("ggzy", 2)])
def test_a_source_is_asked_one_request_at_a_time_at_its_declared_delay(key: str, delay: float) -> None:
    polite = polite_settings(SOURCES[key], SOURCES[key].base_url, {})
    assert (polite["DOWNLOAD_DELAY"], polite["CONCURRENT_REQUESTS"]) == (delay, 1)
    assert polite["CONCURRENT_REQUESTS_PER_DOMAIN"] == 1


def test_a_replica_without_delay_is_asked_side_by_side() -> None:
    assert polite_settings(CCGP, "http://127.0.0.1:8900", {"ccgp": 0})["CONCURRENT_REQUESTS"] == 16
