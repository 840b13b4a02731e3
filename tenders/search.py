"""One filter over notices that the list, the saved searches, the digest and the exports share; it knows no page."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tenders.classify.regions import region_name
from tenders.models import NoticeQuerySet
from tenders.parameters import BadQuery, Parameters, area_code, choice_of, day, one_of, read_by, spaced, yes_or_no
from tenders.sources import SOURCES
from tenders.vocabulary import NoticeKind, Topic, VendorClass

__all__ = ["BadQuery", "NoticeFilter", "Words"]

CHINA = ZoneInfo("Asia/Shanghai")
TERM = re.compile(r'(?P<minus>[-－]?)(?:["“”](?P<phrase>[^"“”]+)["“”]|(?P<word>[^\s"“”]+))')


@dataclass(frozen=True, slots=True)
class Words:
    """What the search box asks for: every one of `wanted`, none of `unwanted`."""

    wanted: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()

    @classmethod
    def of(cls, typed: str) -> "Words":
        """Read `智算 "政务 云" -监理`: words at spaces, a phrase in quotes, a leading minus excludes."""
        found = [(match["phrase"] or match["word"], bool(match["minus"])) for match in TERM.finditer(typed)]
        terms = [(" ".join(term.split()), minus) for term, minus in found if term.strip("-－ ")]
        return cls(tuple(term for term, minus in terms if not minus), tuple(term for term, minus in terms if minus))

    def apply(self, notices: NoticeQuerySet) -> NoticeQuerySet:
        for word in self.wanted:
            notices = notices.filter(search_text__icontains=word)
        for word in self.unwanted:
            notices = notices.exclude(search_text__icontains=word)
        return notices

    def found_in(self, text: str) -> tuple[str, ...]:
        """The wanted words that stand in `text`, as typed."""
        folded = text.upper()
        return tuple(word for word in self.wanted if word.upper() in folded)


@dataclass(frozen=True, slots=True)
class NoticeFilter(Parameters):
    """A search over the newest versions of notices.

    `q` is what was typed (see `Words`); `province` and `city` are GB/T 2260 codes; `won_by` is the camp of a winner;
    both dates are days in China, inclusive; `ours` keeps only notices in our field. Empty fields do not restrict.
    """

    q: str = field(default="", metadata=read_by(spaced))
    kind: str = field(default="", metadata=read_by(choice_of(NoticeKind)))
    province: str = field(default="", metadata=read_by(area_code))
    city: str = field(default="", metadata=read_by(area_code))
    topic: str = field(default="", metadata=read_by(choice_of(Topic)))
    won_by: str = field(default="", metadata=read_by(choice_of(VendorClass)))
    source: str = field(default="", metadata=read_by(one_of(SOURCES)))
    from_date: date | None = field(default=None, metadata=read_by(day, "from"))
    until_date: date | None = field(default=None, metadata=read_by(day, "until"))
    ours: bool = field(default=False, metadata=read_by(yes_or_no))

    @property
    def words(self) -> Words:
        return Words.of(self.q)

    def apply(self, notices: NoticeQuerySet) -> NoticeQuerySet:
        """The notices that pass, newest versions only, in the order of `notices`."""
        found = self.words.apply(notices.current())
        found = found.filter(
            **{name: getattr(self, name) for name in ("kind", "province", "city") if getattr(self, name)}
        )
        if self.source:
            found = found.filter(source_id=self.source)
        if self.topic:
            found = found.filter(topics__contains=[self.topic])
        if self.won_by:
            found = found.won_by(self.won_by)
        if self.ours:
            found = found.filter(is_ours=True)
        return self._within_dates(found)

    def _within_dates(self, notices: NoticeQuerySet) -> NoticeQuerySet:
        if self.from_date:
            notices = notices.filter(published_at__gte=start_of(self.from_date))
        if self.until_date:
            notices = notices.filter(published_at__lt=start_of(self.until_date + timedelta(days=1)))
        return notices

    def describe(self) -> str:
        """The filter in plain words of the active language."""
        words = self.words
        parts = [
            *(_("“%(word)s”") % {"word": word} for word in words.wanted),
            *(_("without “%(word)s”") % {"word": word} for word in words.unwanted),
            *(region_name(code) for code in (self.province, self.city) if code),
            self.kind and str(NoticeKind(self.kind).label),
            self.topic and str(Topic(self.topic).label),
            self.won_by and _("won by: %(camp)s") % {"camp": VendorClass(self.won_by).label},
            self.source and SOURCES[self.source].name,
            self.from_date and _("from %(day)s") % {"day": date_format(self.from_date)},
            self.until_date and _("until %(day)s") % {"day": date_format(self.until_date)},
            self.ours and _("in our field"),
        ]
        return " · ".join(part for part in parts if part) or _("all notices")


def start_of(date_in_china: date) -> datetime:
    """Midnight in China at which the day begins."""
    return datetime.combine(date_in_china, time.min, CHINA)
