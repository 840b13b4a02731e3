"""No phone number of a contact person reaches a log."""

import logging

import pytest

from config.masking import MaskingFormatter


def written(message: str) -> str:
    return MaskingFormatter().format(logging.LogRecord("tenders", logging.INFO, "", 0, message, None, None))


@pytest.mark.parametrize("phone", ["13900000000", "027-00000000", "0755 0000000"])
def test_phones_are_masked(phone: str) -> None:
    assert written(f"联系人：{phone}。") == "联系人：<phone>。"


@pytest.mark.parametrize("text", ["t20260101_24000000.htm", "91420100MA00000000", "1,390,000,000.00", "2026-11-23"])
def test_other_numbers_stay(text: str) -> None:
    assert written(text) == text
