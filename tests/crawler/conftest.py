"""A replica of the portals for whole crawls: real HTTP, a real child process, the test database."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from crawler.replica.corpus import portals_of_notices
from crawler.replica.facts import load
from crawler.replica.misbehaviour import misbehaving
from crawler.replica.server import serve
from crawler.replica.web import Portal
from tenders.models import Source
from tests.servers import database_url

Pointed = Callable[[dict[str, str]], None]
Replica = Callable[..., None]


@pytest.fixture
def point_spiders(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Pointed:
    """Points the spiders of child processes at other servers, without delay, and at the test database."""
    Source.objects.declare()
    monkeypatch.setenv("DATABASE_URL", database_url())

    def point(urls: dict[str, str]) -> None:
        monkeypatch.setenv("SOURCE_BASE_URLS", ",".join(f"{key}={url}" for key, url in urls.items()))
        monkeypatch.setenv("SOURCE_DELAYS", ",".join(f"{key}=0" for key in urls))

    return point


@pytest.fixture(scope="session")
def our_portals() -> list[Portal]:
    return portals_of_notices(load())


@pytest.fixture
def replica(our_portals: list[Portal], point_spiders: Pointed) -> Iterator[Replica]:
    """Serves our own notices with the named misbehaviours until the test ends."""
    with ExitStack() as running:

        def start(*names: str, portals: Any = our_portals) -> None:
            point_spiders(running.enter_context(serve([misbehaving(portal, names) for portal in portals])))

        yield start
