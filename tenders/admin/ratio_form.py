"""The form of the ratio page: every control is a parameter of `RatioDefinition`, so the address is the definition."""

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from tenders.admin.notice_filters import places
from tenders.analysis.definition import CreditRule, Measure, Preset, RatioDefinition
from tenders.vocabulary import Topic, VendorClass

CAMPS = [(value, label) for value, label in VendorClass.choices if value != VendorClass.UNKNOWN]


@dataclass(frozen=True, slots=True)
class Choice:
    """A drop-down: `empty` is the label of "no restriction", or "" where one value must be chosen."""

    name: str
    title: str
    options: list[tuple[str, Any]]
    chosen: str
    empty: str = ""


@dataclass(frozen=True, slots=True)
class Switch:
    """A rule that is off unless ticked."""

    name: str
    title: str
    on: bool


def definition_of(parameters: QueryDict) -> RatioDefinition:
    """The definition in a page's address; a topic may be given several times. Raises BadQuery."""
    return RatioDefinition.from_parameters(
        {name: ",".join(value for value in values if value) for name, values in parameters.lists()}
    )


def form_of(definition: RatioDefinition) -> dict[str, Any]:
    """The controls, set to the definition."""
    return {
        "choices": [*_what(definition), *_where(definition)],
        "topics": [(value, label, value in definition.topics) for value, label in Topic.choices],
        "switches": [
            Switch("intra_group", _("With awards inside one group"), definition.include_intra_group),
            Switch("frameworks", _("With frameworks that print no shares"), definition.include_frameworks),
            Switch("affiliates", _("Carriers with their affiliates"), definition.include_affiliates),
        ],
        "from_value": definition.from_date.isoformat() if definition.from_date else "",
        "until_value": definition.until_date.isoformat() if definition.until_date else "",
    }


def _what(definition: RatioDefinition) -> list[Choice]:
    return [
        Choice("numerator", _("Numerator"), CAMPS, definition.numerator),
        Choice("denominator", _("Denominator"), CAMPS, definition.denominator),
        Choice("preset", _("Mid-tier means"), list(Preset.choices), definition.preset),
        Choice("measure", _("Measure"), list(Measure.choices), definition.measure),
        Choice("credit", _("Consortia credited to"), list(CreditRule.choices), definition.credit),
    ]


def _where(definition: RatioDefinition) -> list[Choice]:
    cities = places("city", definition.province)
    return [
        Choice("province", _("Province"), list(places("province")), definition.province, _("All")),
        Choice("city", _("City"), list(cities), definition.city, _("All")),
    ]
