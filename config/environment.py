"""Reading the environment strictly: nonsense ends the process with one line and exit status 2."""

import ipaddress
import os
import sys
from collections.abc import Mapping, Sequence
from typing import NoReturn
from urllib.parse import urlsplit

SWITCHES = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}


def refuse(reason: str) -> NoReturn:
    """End the process: the settings can't be used."""
    sys.stderr.write(f"{reason}\n")
    raise SystemExit(2)


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, "").strip() or default


def address(name: str, schemes: Sequence[str], default: str = "") -> str:
    """An address of one of the schemes, or nothing."""
    value = text(name, default)
    if value and urlsplit(value).scheme not in schemes:
        refuse(f"{name} must be an address that begins with one of {', '.join(f'{scheme}://' for scheme in schemes)}")
    return value


def one_of(name: str, choices: Sequence[str], default: str) -> str:
    """One of a few words, in capitals."""
    value = text(name, default).upper()
    if value not in choices:
        refuse(f"{name} is {value!r}, and must be one of {', '.join(choices)}")
    return value


def words(name: str, default: str = "") -> list[str]:
    """A comma-separated list."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def switch(name: str, *, default: bool) -> bool:
    """On or off; a misspelt "of" must not mean either."""
    value = text(name).lower()
    if value and value not in SWITCHES:
        refuse(f"{name} is {value!r}, and must be one of {', '.join(SWITCHES)}")
    return SWITCHES.get(value, default)


def number(name: str, default: float) -> float:
    """A number that isn't negative."""
    return _number(name, text(name, str(default)))


def _number(name: str, value: str) -> float:
    try:
        result = float(value)
    except ValueError:
        refuse(f"{name} is {value!r}, and must be a number")
    if not 0 <= result < float("inf"):
        refuse(f"{name} is {value!r}, and must be a number from 0 up")
    return result


def pairs(name: str, keys: Mapping[str, object]) -> dict[str, str]:
    """`key=value,key=value`, each key one of `keys`."""
    result: dict[str, str] = {}
    for word in words(name):
        key, equals, value = word.partition("=")
        if not equals or not value or key not in keys:
            refuse(f"{name} has {word!r}, and must read KEY=VALUE,… with keys out of {', '.join(keys)}")
        result[key] = value
    return result


def base_urls(name: str, keys: Mapping[str, object]) -> dict[str, str]:
    """Addresses by key, without a slash at the end."""
    urls = pairs(name, keys)
    for key, url in urls.items():
        if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).hostname:
            refuse(f"{name} has {key}={url}, and must be an http or https address")
    return {key: url.rstrip("/") for key, url in urls.items()}


def delays(name: str, declared: Mapping[str, float], urls: Mapping[str, str]) -> dict[str, float]:
    """Seconds between two requests, by key; below the declared delay for a server on loopback only."""
    result = {key: _number(name, value) for key, value in pairs(name, declared).items()}
    for key, delay in result.items():
        if delay < declared[key] and not on_loopback(urls.get(key, "")):
            refuse(f"{name} has {key}={delay:g}: less than the declared {declared[key]:g} s is for loopback only")
    return result


def on_loopback(url: str) -> bool:
    """Whether an address names this machine itself. A name other than localhost might be anybody's."""
    host = urlsplit(url).hostname or ""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
