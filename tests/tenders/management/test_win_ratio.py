"""The command `win_ratio`: the sentence, the number, the awards; wrong arguments in one line."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from tests.tenders.analysis.camps import inspur, sichuan, telecom, won


def answer(*arguments: str) -> str:
    out = StringIO()
    with translation.override("en"):
        call_command("win_ratio", *arguments, stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_it_prints_the_definition_and_the_number_with_n_and_coverage() -> None:
    sichuan()
    definition, number = answer("--minimum", "1").splitlines()
    assert definition == (
        "Carrier cloud : Mid-tier cloud (wide) by award value in yuan; whole period; all regions; all topics;"
        " consortia credited to printed shares where all are printed, else the lead alone;"
        " without awards inside one group; without frameworks that print no shares; from 1 awards a side"
    )
    assert number == (
        "9.12 : 1 (95 % interval: not stated, too few projects;"
        " Carrier cloud 3 awards, 123,467,376.00 yuan, amounts known of 100%;"
        " Mid-tier cloud (wide) 1 award, 13,532,624.00 yuan, amounts known of 100%)"
    )


@pytest.mark.django_db
def test_below_the_minimum_it_prints_the_reason() -> None:
    sichuan()
    assert answer().splitlines()[1].startswith("no number: fewer than 5 awards of Carrier cloud: 3 (")


@pytest.mark.django_db
def test_json_carries_the_awards_behind_the_number_and_those_left_out() -> None:
    award = won(telecom(), "10.50")
    silent = won(inspur(), None)
    facts = json.loads(answer("--json"))
    assert facts["value"] is None
    assert facts["numerator"]["entries"] == [
        {"award": award.pk, "notice": award.notice_id, "credit": "10.50", "credited_by": "sole"}
    ]
    assert facts["excluded"] == [
        {"award": silent.pk, "notice": silent.notice_id, "side": "denominator", "reason": "no_amount"}
    ]


@pytest.mark.django_db
def test_the_awards_can_be_listed() -> None:
    award = won(telecom(), "10.50")
    assert f"carrier\t{award.pk}\t10.50\tsole" in answer("--awards").splitlines()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--numerator", "us"], "us"),
        (["--measure", "money"], "money"),
        (["--from", "yesterday"], "yesterday"),
        (["--city", "wuhan"], "wuhan"),
        (["--minimum", "none"], "none"),
        (["--denominator", "carrier"], "different"),
    ],
)
def test_wrong_arguments_are_refused_in_one_line(arguments: list[str], words: str) -> None:
    with pytest.raises(CommandError, match=words) as refused:
        answer(*arguments)
    assert refused.value.returncode == 2
