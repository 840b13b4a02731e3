"""Our own notices and the portals that hold them, for the tests of the replica."""

import pytest

from crawler.replica.corpus import portals_of_notices
from crawler.replica.facts import NoticeFacts, load
from crawler.replica.web import Portal, Request, Response


@pytest.fixture(scope="session")
def notices() -> dict[str, NoticeFacts]:
    """Our own notices by id."""
    return {notice.id: notice for notice in load()}


@pytest.fixture(scope="session")
def portals(notices: dict[str, NoticeFacts]) -> dict[str, Portal]:
    """The four portals by source key."""
    return {portal.key: portal for portal in portals_of_notices(notices.values())}


class Visitor:
    """Asks a portal as a client would, without sockets."""

    def __init__(self, portal: Portal) -> None:
        self.portal = portal

    def get(self, path: str, query: str = "", client: str = "127.0.0.1") -> Response:
        """The answer to a GET."""
        return self.portal.answer(Request("GET", path, query, client=client, headers={"Host": "127.0.0.1:1"}))

    def post(self, path: str, body: str) -> Response:
        """The answer to a POST."""
        return self.portal.answer(Request("POST", path, body=body.encode(), client="127.0.0.1"))

    def text(self, path: str, query: str = "") -> str:
        """The page at a path, which must exist."""
        response = self.get(path, query)
        assert response.status == 200, f"{path} answered {response.status}"
        return response.body.decode()


@pytest.fixture
def ccgp(portals: dict[str, Portal]) -> Visitor:
    """A visitor of ccgp."""
    return Visitor(portals["ccgp"])


@pytest.fixture
def shanghai(portals: dict[str, Portal]) -> Visitor:
    """A visitor of Shanghai's portal."""
    return Visitor(portals["shanghai"])


@pytest.fixture
def hubei(portals: dict[str, Portal]) -> Visitor:
    """A visitor of Hubei's portal."""
    return Visitor(portals["hubei"])


@pytest.fixture
def ggzy(portals: dict[str, Portal]) -> Visitor:
    """A visitor of ggzy."""
    return Visitor(portals["ggzy"])
