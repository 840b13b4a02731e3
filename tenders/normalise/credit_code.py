"""Unified social credit codes (GB 32100-2015): whether one is well formed and its check digit right."""

import re

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_VALUE = {letter: value for value, letter in enumerate(ALPHABET)}
_WEIGHTS = tuple(pow(3, position, 31) for position in range(17))
PATTERN = re.compile(rf"(?<![0-9A-Z])[0-9A-Z]{{2}}\d{{6}}[{ALPHABET}]{{10}}(?![0-9A-Z])")


def check_letter(first17: str) -> str:
    """The 18th letter that belongs to the first 17. A remainder of 0 gives `0`, not an overflow."""
    total = sum(_VALUE[letter] * weight for letter, weight in zip(first17, _WEIGHTS, strict=True))
    return ALPHABET[(31 - total % 31) % 31]


def is_valid(code: str) -> bool:
    """True for 18 letters of the alphabet with the right check letter."""
    if len(code) != 18 or any(letter not in _VALUE for letter in code):
        return False
    return check_letter(code[:17]) == code[17]


def find(text: str) -> str | None:
    """The first valid code in folded text, or None."""
    for match in PATTERN.finditer(text.upper()):
        if is_valid(match.group()):
            return match.group()
    return None
