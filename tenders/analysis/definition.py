"""What a ratio means: the whole definition as one value, its address and its sentence. It counts nothing."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Self

from django.db.models import TextChoices
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from tenders.classify.regions import region_name
from tenders.parameters import (
    BadQuery,
    Parameters,
    area_code,
    choice_of,
    choices_of,
    day,
    read_by,
    spaced,
    yes_or_no,
)
from tenders.vocabulary import Topic, VendorClass

MINIMUM = 5  # awards a side: below it one award more or less moves the number by a fifth or more


class Measure(TextChoices):
    """What is counted on each side."""

    VALUE = "value", gettext_lazy("award value in yuan")
    LOTS = "lots", gettext_lazy("lots won")
    PROJECTS = "projects", gettext_lazy("projects won")


class CreditRule(TextChoices):
    """To whom a consortium's award is credited; a lot's value is never counted twice."""

    SHARES = "shares", gettext_lazy("printed shares where all are printed, else the lead alone")
    LEAD = "lead", gettext_lazy("the lead alone")
    EQUAL = "equal", gettext_lazy("equal parts to every group of the consortium")


class Preset(TextChoices):
    """Which vendors are mid-tier."""

    WIDE = "wide", gettext_lazy("wide")
    NARROW = "narrow", gettext_lazy("narrow")
    US_ONLY = "us_only", gettext_lazy("us only")


def at_least_one(given: str) -> int:
    number = int(given)
    if number < 1:
        raise ValueError(given)
    return number


@dataclass(frozen=True, slots=True)
class RatioDefinition(Parameters):
    """Everything that a ratio depends on; two people with the same definition get the same number.

    `numerator` and `denominator` are camps; `preset` narrows the mid-tier camp. Dates are days of publication in
    China, inclusive. `province` and `city` are GB/T 2260 codes of the buyer's place. A project counts under `topics`
    when it has any of them; no topics means all. `method` is the printed one (公开招标, …). The three switches let in
    what is out by default: awards inside one group, lots with several independent winners and no printed shares,
    and the carriers' controlled builders as carriers. Below `minimum` awards a side there is no number.
    Raises BadQuery when a value is impossible.
    """

    numerator: str = field(default=VendorClass.CARRIER, metadata=read_by(choice_of(VendorClass)))
    denominator: str = field(default=VendorClass.MID_TIER, metadata=read_by(choice_of(VendorClass)))
    preset: str = field(default=Preset.WIDE, metadata=read_by(choice_of(Preset)))
    measure: str = field(default=Measure.VALUE, metadata=read_by(choice_of(Measure)))
    from_date: date | None = field(default=None, metadata=read_by(day, "from"))
    until_date: date | None = field(default=None, metadata=read_by(day, "until"))
    province: str = field(default="", metadata=read_by(area_code))
    city: str = field(default="", metadata=read_by(area_code))
    topics: tuple[str, ...] = field(default=(), metadata=read_by(choices_of(Topic), "topic"))
    method: str = field(default="", metadata=read_by(spaced))
    credit: str = field(default=CreditRule.SHARES, metadata=read_by(choice_of(CreditRule)))
    include_intra_group: bool = field(default=False, metadata=read_by(yes_or_no, "intra_group"))
    include_frameworks: bool = field(default=False, metadata=read_by(yes_or_no, "frameworks"))
    include_affiliates: bool = field(default=False, metadata=read_by(yes_or_no, "affiliates"))
    minimum: int = field(default=MINIMUM, metadata=read_by(at_least_one))

    def __post_init__(self) -> None:
        for name, choices in (("preset", Preset), ("measure", Measure), ("credit", CreditRule)):
            if getattr(self, name) not in choices.values:
                raise BadQuery(_("Unknown %(name)s: %(value)s") % {"name": name, "value": getattr(self, name)})
        for camp in (self.numerator, self.denominator):
            if camp not in VendorClass.values:
                raise BadQuery(_("Unknown camp: %(camp)s") % {"camp": camp})
        if self.numerator == self.denominator:
            raise BadQuery(_("A ratio needs two different camps"))
        if self.from_date and self.until_date and self.from_date > self.until_date:
            raise BadQuery(_("The period ends before it begins"))

    def but(self, **changes: object) -> Self:
        """The same definition with some values changed."""
        return replace(self, **changes)  # type: ignore[arg-type]  # the names are checked by the dataclass

    def camp_name(self, camp: str) -> str:
        """The camp in plain words, with the preset where it matters."""
        label = str(VendorClass(camp).label)
        if camp == VendorClass.MID_TIER:
            return _("%(camp)s (%(preset)s)") % {"camp": label, "preset": Preset(self.preset).label}
        if camp == VendorClass.CARRIER and self.include_affiliates:
            return _("%(camp)s with affiliates") % {"camp": label}
        return label

    def sentence(self) -> str:
        """The definition in one sentence of the active language."""
        sides = _("%(numerator)s : %(denominator)s by %(measure)s") % {
            "numerator": self.camp_name(self.numerator),
            "denominator": self.camp_name(self.denominator),
            "measure": Measure(self.measure).label,
        }
        return pgettext("between parts of a sentence", "; ").join([sides, *self._scope(), *self._rules()])

    def _scope(self) -> list[str]:
        topics = ", ".join(str(Topic(topic).label) for topic in self.topics)
        return [
            self._period(),
            region_name(self.city or self.province) or _("all regions"),
            topics or _("all topics"),
            *([self.method] if self.method else []),
        ]

    def _period(self) -> str:
        first, last = (value and date_format(value) for value in (self.from_date, self.until_date))
        if first and last:
            return _("published from %(first)s to %(last)s") % {"first": first, "last": last}
        if first:
            return _("published since %(first)s") % {"first": first}
        return _("published until %(last)s") % {"last": last} if last else _("whole period")

    def _rules(self) -> list[str]:
        return [
            _("consortia credited to %(rule)s") % {"rule": CreditRule(self.credit).label},
            _("with awards inside one group") if self.include_intra_group else _("without awards inside one group"),
            _("with frameworks") if self.include_frameworks else _("without frameworks that print no shares"),
            *([] if self.minimum == MINIMUM else [_("from %(n)s awards a side") % {"n": self.minimum}]),
        ]
