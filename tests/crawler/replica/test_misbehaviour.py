"""Each switch does what it says, on its own portals only."""

import json
import time

import pytest

from crawler.replica.ggzy import API
from crawler.replica.misbehaviour import SWITCHES, UnknownSwitchError, misbehaving
from crawler.replica.web import Portal
from tests.crawler.replica.conftest import Visitor

Portals = dict[str, Portal]
LIST, CENTRAL = "/cggg/dfgg/zbgg/", "/cggg/zygg/zbgg/"


def visitor(portals: Portals, key: str, *names: str) -> Visitor:
    """A visitor of a portal with these switches on."""
    return Visitor(misbehaving(portals[key], names))


def test_an_unknown_name_is_refused_with_the_known_ones(portals: Portals) -> None:
    with pytest.raises(UnknownSwitchError, match=r"ccgp-blok.*ccgp-block"):
        misbehaving(portals["ccgp"], ["ccgp-blok"])


def test_a_switch_leaves_other_portals_alone(portals: Portals) -> None:
    assert misbehaving(portals["hubei"], ["ccgp-block", "ggzy-829"]) is portals["hubei"]


def test_ccgp_block_answers_200_with_the_frequency_page_from_request_six(portals: Portals) -> None:
    site = visitor(portals, "ccgp", "ccgp-block")
    assert ["频繁访问" in site.text(LIST) for _ in range(7)] == [False] * 5 + [True] * 2
    blocked = site.get(LIST)
    assert "<title>频繁访问!中国政府采购网</title>" in blocked.body.decode()
    assert len(blocked.body) == 1448


def test_ccgp_block_stops_the_second_search(portals: Portals) -> None:
    site = visitor(portals, "ccgp", "ccgp-block")
    assert "vT-srch-result-list-bid" in site.text("/bxsearch")
    assert "频繁访问" in site.text("/bxsearch")


def test_ccgp_block_counts_each_client_for_itself(portals: Portals) -> None:
    site = visitor(portals, "ccgp", "ccgp-block")
    for _ in range(6):
        site.get(LIST)
    assert "频繁访问" not in site.get(LIST, client="127.0.0.2").body.decode()


def test_ccgp_busy_redirects_searches(portals: Portals) -> None:
    response = visitor(portals, "ccgp", "ccgp-busy").get("/bxsearch")
    assert (response.status, response.headers) == (302, (("Location", "/serverisbusy.htm"),))


def test_ccgp_search_empty_gives_a_page_without_rows(portals: Portals) -> None:
    page = visitor(portals, "ccgp", "ccgp-search-empty").text("/bxsearch")
    assert "标讯库搜索_中国政府采购网" in page
    assert "vT-srch-result-list-bid" not in page


def test_ccgp_502_hits_a_share_of_the_central_lists(portals: Portals) -> None:
    site = visitor(portals, "ccgp", "ccgp-502")
    assert [site.get(CENTRAL).status for _ in range(6)] == [200, 200, 502, 200, 200, 502]
    assert [site.get(LIST).status for _ in range(3)] == [200, 200, 200]


def test_shanghai_waf_answers_html_where_json_is_due(portals: Portals) -> None:
    response = visitor(portals, "shanghai", "shanghai-waf").post("/portal/category", "{}")
    assert response.status == 405
    assert response.content_type.startswith("text/html")
    assert "aliyun_waf" in response.body.decode()


@pytest.mark.parametrize(("name", "code"), [("ggzy-829", 829), ("ggzy-800", 800)])
def test_ggzy_refuses_after_a_burst_with_http_200(portals: Portals, name: str, code: int) -> None:
    site = visitor(portals, "ggzy", name)
    answers = [json.loads(site.post(API, "DEAL_TIME=04").body)["code"] for _ in range(7)]
    assert answers == [200] * 5 + [code] * 2


def test_ggzy_829_offers_a_captcha(portals: Portals) -> None:
    site = visitor(portals, "ggzy", "ggzy-829")
    answers = [json.loads(site.post(API, "DEAL_TIME=04").body) for _ in range(6)]
    assert set(answers[-1]["data"]) == {"captchaToken", "captchaImage"}


def test_ggzy_flap_drops_every_fourth_connection(portals: Portals) -> None:
    site = visitor(portals, "ggzy", "ggzy-flap")
    assert [site.get("/").dropped for _ in range(8)] == [False, False, False, True] * 2


@pytest.mark.parametrize("key", ["ccgp", "shanghai", "hubei", "ggzy"])
def test_robots_disallow_puts_a_rule_where_there_was_none(portals: Portals, key: str) -> None:
    assert visitor(portals, key).get("/robots.txt").status == 404
    assert visitor(portals, key, "robots-disallow").text("/robots.txt") == "User-agent: *\nDisallow: /\n"


def test_slow_waits_half_a_second(portals: Portals) -> None:
    begin = time.monotonic()
    visitor(portals, "hubei", "slow").get("/robots.txt")
    assert time.monotonic() - begin >= 0.5


def test_error_500_hits_every_fifth_request(portals: Portals) -> None:
    site = visitor(portals, "hubei", "error-500")
    statuses = [site.get("/notice/cggg/czhbgg/index_1.html").status for _ in range(5)]
    assert statuses == [200, 200, 200, 200, 500]


def test_switches_can_be_on_together(portals: Portals) -> None:
    site = visitor(portals, "ccgp", "robots-disallow", "ccgp-busy")
    assert site.get("/robots.txt").status == 200
    assert site.get("/bxsearch").status == 302


def test_every_switch_says_what_it_does() -> None:
    assert all(switch.summary and switch.portals for switch in SWITCHES.values())
