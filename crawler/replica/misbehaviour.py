"""How the portals refuse, stumble and stall: named switches laid over a portal that itself always behaves."""

import threading
import time
from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass

from crawler.replica.skeletons import missing, page
from crawler.replica.web import Portal, Request, Response, as_json, html

EVERYWHERE = ("ccgp", "shanghai", "hubei", "ggzy")


@dataclass(frozen=True, slots=True)
class Switch:
    """One misbehaviour: `act` gets the request and its number among this client's requests, counted from 1."""

    name: str
    portals: tuple[str, ...]
    summary: str
    act: Callable[[Request, int], Response | None]


class UnknownSwitchError(ValueError):
    """A misbehaviour was asked for that does not exist; the message names it and lists the known ones."""


class Misbehaving:
    """A portal with switches on: the first switch that has an answer speaks, else the portal."""

    def __init__(self, portal: Portal, switches: Collection[Switch]) -> None:
        self.portal = portal
        self.key = portal.key
        self._switches = switches
        self._seen: Counter[str] = Counter()
        self._lock = threading.Lock()

    def answer(self, request: Request) -> Response:
        """Count the request, let the switches speak, then the portal."""
        with self._lock:
            self._seen[request.client] += 1
            number = self._seen[request.client]
        for switch in self._switches:
            if response := switch.act(request, number):
                return response
        return self.portal.answer(request)


def misbehaving(portal: Portal, names: Collection[str]) -> Portal:
    """The portal with those of the named switches on that concern it. Raises UnknownSwitchError."""
    if unknown := sorted(set(names) - SWITCHES.keys()):
        raise UnknownSwitchError(f"unknown misbehaviour {', '.join(unknown)}; known: {', '.join(SWITCHES)}")
    chosen = [SWITCHES[name] for name in names if portal.key in SWITCHES[name].portals]
    return Misbehaving(portal, chosen) if chosen else portal


def _ccgp_block(request: Request, number: int) -> Response | None:
    limit = 1 if request.path == "/bxsearch" else 5
    if number <= limit or request.path == "/robots.txt":
        return None
    blocked = page("ccgp_blocked", client=request.client).encode()
    return Response(blocked.ljust(1448))


def _ccgp_busy(request: Request, number: int) -> Response | None:
    if request.path != "/bxsearch":
        return None
    return Response(status=302, headers=(("Location", "/serverisbusy.htm"),))


def _ccgp_search_empty(request: Request, number: int) -> Response | None:
    if request.path != "/bxsearch":
        return None
    return html("<html><head><title>标讯库搜索_中国政府采购网</title></head><body></body></html>")


def _ccgp_502(request: Request, number: int) -> Response | None:
    if not request.path.startswith("/cggg/zygg/") or number % 3:
        return None
    return html(missing("502 Bad Gateway"), 502)


def _shanghai_waf(request: Request, number: int) -> Response | None:
    return html(page("waf"), 405) if request.path.startswith(("/portal/", "/admin/")) else None


def _ggzy_829(request: Request, number: int) -> Response | None:
    if number <= 5 or not request.path.endswith("/getTradList"):
        return None
    data = {"captchaToken": f"{number:032x}", "captchaImage": "iVBORw0KGgo="}
    return as_json({"code": 829, "message": "请输入验证码", "data": data})


def _ggzy_800(request: Request, number: int) -> Response | None:
    if number <= 5 or not request.path.endswith("/getTradList"):
        return None
    return as_json({"code": 800, "message": "访问过于频繁，请稍后再试", "data": None})


def _ggzy_flap(request: Request, number: int) -> Response | None:
    return Response(dropped=True) if number % 4 == 0 else None


def _robots_disallow(request: Request, number: int) -> Response | None:
    if request.path != "/robots.txt":
        return None
    return Response(b"User-agent: *\nDisallow: /\n", content_type="text/plain")


def _slow(request: Request, number: int) -> Response | None:
    time.sleep(0.5)
    return None


def _error_500(request: Request, number: int) -> Response | None:
    return None if number % 5 else html(missing("500 Internal Server Error"), 500)


SWITCHES = {
    switch.name: switch
    for switch in (
        Switch("ccgp-block", ("ccgp",), "frequency page (HTTP 200) from request 6, for searches from 2", _ccgp_block),
        Switch("ccgp-busy", ("ccgp",), "searches are redirected to serverisbusy", _ccgp_busy),
        Switch(
            "ccgp-search-empty", ("ccgp",), "searches give a titled page without rows (HTTP 200)", _ccgp_search_empty
        ),
        Switch("ccgp-502", ("ccgp",), "every third request, where below /cggg/zygg/, answers 502", _ccgp_502),
        Switch("shanghai-waf", ("shanghai",), "firewall HTML with status 405 where JSON is due", _shanghai_waf),
        Switch("ggzy-829", ("ggzy",), "the list wants a captcha (HTTP 200, code 829) from request 6", _ggzy_829),
        Switch("ggzy-800", ("ggzy",), "the list says too frequent (HTTP 200, code 800) from request 6", _ggzy_800),
        Switch("ggzy-flap", ("ggzy",), "every fourth connection closes without an answer", _ggzy_flap),
        Switch("robots-disallow", EVERYWHERE, "robots.txt disallows everything", _robots_disallow),
        Switch("slow", EVERYWHERE, "every answer waits half a second", _slow),
        Switch("error-500", EVERYWHERE, "every fifth request answers 500", _error_500),
    )
}
