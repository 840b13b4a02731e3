"""The portals over real HTTP on loopback."""

import http.client
import socket
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from crawler.replica.misbehaviour import misbehaving
from crawler.replica.server import PortTakenError, serve
from crawler.replica.web import Portal

Portals = dict[str, Portal]


@pytest.fixture
def addresses(portals: Portals) -> Iterator[dict[str, str]]:
    """Base urls of the four portals, served."""
    with serve(list(portals.values())) as served:
        yield served


def connect(address: str) -> http.client.HTTPConnection:
    """A connection that stays open."""
    return http.client.HTTPConnection(urlsplit(address).netloc, timeout=5)


def test_each_portal_has_an_address_of_its_own(addresses: dict[str, str]) -> None:
    assert set(addresses) == {"ccgp", "shanghai", "hubei", "ggzy"}
    assert len(set(addresses.values())) == 4
    assert all(address.startswith("http://127.0.0.1:") for address in addresses.values())


def test_one_connection_serves_many_pages(addresses: dict[str, str]) -> None:
    connection = connect(addresses["ccgp"])
    for _ in range(3):
        connection.request("GET", "/cggg/dfgg/zbgg/")
        response = connection.getresponse()
        assert (response.status, response.version) == (200, 11)
        assert "c_list_bid" in response.read().decode()
    connection.close()


def test_a_post_with_a_body_is_understood(addresses: dict[str, str]) -> None:
    connection = connect(addresses["shanghai"])
    connection.request("POST", "/portal/category", '{"categoryCode":"ZcyAnnouncement4"}')
    response = connection.getresponse()
    assert response.headers["Content-Type"] == "application/json;charset=UTF-8"
    assert '"success":true' in response.read().decode()
    connection.close()


def test_ports_follow_each_other(portals: Portals) -> None:
    with serve([portals["ccgp"]]) as served:
        first = urlsplit(served["ccgp"]).port
    assert first
    with serve([portals["ccgp"], portals["hubei"]], first) as served:
        assert served == {"ccgp": f"http://127.0.0.1:{first}", "hubei": f"http://127.0.0.1:{first + 1}"}


def test_a_taken_port_is_named(portals: Portals) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(PortTakenError, match=str(port)), serve([portals["ccgp"]], port):
            pass


def test_nothing_listens_after_the_end(portals: Portals) -> None:
    with serve([portals["ccgp"]]) as served:
        address = served["ccgp"]
    with pytest.raises(ConnectionRefusedError):
        connect(address).request("GET", "/")


def test_a_dropped_answer_closes_the_connection(portals: Portals) -> None:
    with serve([misbehaving(portals["ggzy"], ["ggzy-flap"])]) as served:
        connection = connect(served["ggzy"])
        for _ in range(3):
            connection.request("GET", "/robots.txt")
            connection.getresponse().read()
        connection.request("GET", "/robots.txt")
        with pytest.raises(http.client.RemoteDisconnected):
            connection.getresponse()
        connection.close()
