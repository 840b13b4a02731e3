import pytest

from tenders.normalise.credit_code import find, is_valid


@pytest.mark.parametrize("code", ["91350100M000100Y43", "91110000100017707H", "91420111751839827U"])
def test_a_code_with_the_right_check_letter_is_valid(code: str) -> None:
    assert is_valid(code)


@pytest.mark.parametrize("code", ["91420100MA41000070", "91420100MA41000360"])
def test_a_remainder_of_zero_gives_the_check_letter_zero(code: str) -> None:
    assert is_valid(code)


@pytest.mark.parametrize("code", ["91310115MA1H8R7C6D", "9131011", "91310115MA1H8R7C6I", ""])
def test_a_wrong_check_letter_a_strange_letter_and_a_short_code_are_invalid(code: str) -> None:
    assert not is_valid(code)


def test_a_code_is_found_beside_its_owner() -> None:
    assert find("某公司（统一社会信用代码：91110000100017707H）") == "91110000100017707H"
    assert find("某公司（电话 13800000000）") is None
