"""One filter over notices that the list, the saved searches, the digest and the exports share; it knows no page."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime, time, timedelta
from typing import Any, ClassVar
from urllib.parse import parse_qsl, urlencode
from zoneinfo import ZoneInfo

from django.db.models import TextChoices
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tenders.models import NoticeQuerySet
from tenders.sources import SOURCES
from tenders.vocabulary import NoticeKind, Topic, VendorClass

CHINA = ZoneInfo("Asia/Shanghai")
TERM = re.compile(r'(?P<minus>[-－]?)(?:["“”](?P<phrase>[^"“”]+)["“”]|(?P<word>[^\s"“”]+))')


class BadQuery(ValueError):
    """A query string that names an unknown filter or an impossible value; the message is one line for a person."""


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


def choice_of(choices: type[TextChoices]) -> Callable[[str], str]:
    def read(value: str) -> str:
        if value not in choices.values:
            raise ValueError(value)
        return value

    return read


def area_code(value: str) -> str:
    if not re.fullmatch(r"\d{6}", value):
        raise ValueError(value)
    return value


def source_key(value: str) -> str:
    if value not in SOURCES:
        raise ValueError(value)
    return value


def yes_or_no(value: str) -> bool:
    return {"1": True, "0": False}[value]


@dataclass(frozen=True, slots=True)
class NoticeFilter:
    """A search over the newest versions of notices.

    `q` is what was typed (see `Words`); `province` and `city` are GB/T 2260 codes; `won_by` is the camp of a winner;
    both dates are days in China, inclusive; `ours` keeps only notices in our field. Empty fields do not restrict.
    """

    q: str = ""
    kind: str = ""
    province: str = ""
    city: str = ""
    topic: str = ""
    won_by: str = ""
    source: str = ""
    from_date: date | None = field(default=None, metadata={"name": "from"})
    until_date: date | None = field(default=None, metadata={"name": "until"})
    ours: bool = False

    READERS: ClassVar[dict[str, Callable[[str], Any]]] = {
        "q": lambda value: " ".join(value.split()),
        "kind": choice_of(NoticeKind),
        "province": area_code,
        "city": area_code,
        "topic": choice_of(Topic),
        "won_by": choice_of(VendorClass),
        "source": source_key,
        "from": date.fromisoformat,
        "until": date.fromisoformat,
        "ours": yes_or_no,
    }

    @classmethod
    def from_query(cls, query: str) -> "NoticeFilter":
        """The filter that `q=智算&city=420100&…` means. Raises BadQuery, also for a name it does not know."""
        pairs = parse_qsl(query.removeprefix("?"), keep_blank_values=True)
        for name, _value in pairs:
            if name not in cls.READERS:
                known = ", ".join(cls.READERS)
                raise BadQuery(_("Unknown filter “%(name)s”; known are %(known)s") % {"name": name, "known": known})
        return cls.from_parameters(dict(pairs))

    @classmethod
    def from_parameters(cls, parameters: Mapping[str, str]) -> "NoticeFilter":
        """The filter in the parameters of a page; names of other things (paging, order) are left alone."""
        values = {}
        for name, read in cls.READERS.items():
            if given := parameters.get(name, "").strip():
                try:
                    values[name] = read(given)
                except (ValueError, KeyError):
                    raise BadQuery(
                        _("“%(value)s” is not a possible value of “%(name)s”") % {"value": given, "name": name}
                    ) from None
        return cls(**{own.name: values[name] for own, name in cls.named() if name in values})

    @classmethod
    def named(cls) -> Iterable[tuple[Any, str]]:
        """The fields with their names in a query string."""
        return [(own, own.metadata.get("name", own.name)) for own in fields(cls)]

    def as_query(self) -> str:
        """The query string that means this filter; empty fields are left out."""
        values = {name: getattr(self, own.name) for own, name in self.named()}
        return urlencode({name: "1" if value is True else str(value) for name, value in values.items() if value})

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
            *(code for code in (self.province, self.city) if code),
            self.kind and str(NoticeKind(self.kind).label),
            self.topic and str(Topic(self.topic).label),
            self.won_by and _("won by: %(camp)s") % {"camp": VendorClass(self.won_by).label},
            self.source and SOURCES[self.source].name,
            self.from_date and _("from %(day)s") % {"day": date_format(self.from_date)},
            self.until_date and _("until %(day)s") % {"day": date_format(self.until_date)},
            self.ours and _("in our field"),
        ]
        return " · ".join(part for part in parts if part) or _("all notices")


def start_of(day: date) -> datetime:
    """Midnight in China at which `day` begins."""
    return datetime.combine(day, time.min, CHINA)
