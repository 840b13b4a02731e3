"""What the environment says is taken literally or refused, never guessed."""

import pytest

from config import environment

DECLARED = {"ccgp": 5.0, "ggzy": 2.0}


def refused(capsys: pytest.CaptureFixture[str], refusal: pytest.ExceptionInfo[SystemExit]) -> str:
    assert refusal.value.code == 2
    return capsys.readouterr().err


@pytest.mark.parametrize(("written", "meant"), [("on", True), ("False", False), ("0", False), ("", True)])
def test_a_switch(written: str, meant: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEBUG", written)
    assert environment.switch("DEBUG", default=True) is meant


def test_a_misspelt_switch_is_refused(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("DEBUG", "of")
    with pytest.raises(SystemExit) as refusal:
        environment.switch("DEBUG", default=True)
    assert refused(capsys, refusal) == "DEBUG is 'of', and must be one of 1, true, yes, on, 0, false, no, off\n"


@pytest.mark.parametrize("written", ["soon", "-1", "inf", "nan"])
def test_what_is_no_number_is_refused(
    written: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CRAWL_TIME_LIMIT", written)
    with pytest.raises(SystemExit) as refusal:
        environment.number("CRAWL_TIME_LIMIT", 60)
    assert refused(capsys, refusal).startswith(f"CRAWL_TIME_LIMIT is '{written}', and must be a number")


def test_addresses_of_sources(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_BASE_URLS", "ccgp=http://127.0.0.1:8900/, ggzy=http://localhost:8901")
    assert environment.base_urls("SOURCE_BASE_URLS", DECLARED) == {
        "ccgp": "http://127.0.0.1:8900",
        "ggzy": "http://localhost:8901",
    }


@pytest.mark.parametrize("written", ["cgp=http://127.0.0.1", "ccgp", "ccgp=", "ccgp=ftp://127.0.0.1", "ccgp=8900"])
def test_an_address_of_no_source_or_no_address_is_refused(
    written: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SOURCE_BASE_URLS", written)
    with pytest.raises(SystemExit) as refusal:
        environment.base_urls("SOURCE_BASE_URLS", DECLARED)
    assert refused(capsys, refusal).count("\n") == 1


@pytest.mark.parametrize("url", ["http://127.0.0.1:8900", "http://localhost:8900", "http://[::1]:8900"])
def test_no_delay_on_loopback(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DELAYS", "ccgp=0")
    assert environment.delays("SOURCE_DELAYS", DECLARED, {"ccgp": url}) == {"ccgp": 0.0}


@pytest.mark.parametrize("urls", [{}, {"ccgp": "http://example.com"}, {"ggzy": "http://127.0.0.1"}])
def test_less_than_the_declared_delay_is_refused_elsewhere(
    urls: dict[str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SOURCE_DELAYS", "ccgp=4.9")
    with pytest.raises(SystemExit) as refusal:
        environment.delays("SOURCE_DELAYS", DECLARED, urls)
    assert refused(capsys, refusal) == ("SOURCE_DELAYS has ccgp=4.9: less than the declared 5 s is for loopback only\n")


def test_a_longer_delay_is_welcome(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DELAYS", "ccgp=60")
    assert environment.delays("SOURCE_DELAYS", DECLARED, {}) == {"ccgp": 60.0}
