"""Reads our notices from their fact files (one TOML file a project); knows the file format, nothing of pages."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from crawler.replica.bodies import LAYOUTS
from crawler.replica.notice import (
    AmendsFacts,
    AwardFacts,
    BidFacts,
    NoticeFacts,
    PlannedFacts,
    SupplierFacts,
)
from crawler.replica.wording import default_title, price_text
from tenders.vocabulary import Basis, NoticeKind, Outcome, Role

__all__ = ["FactsError", "NoticeFacts", "load"]

CHINA = ZoneInfo("Asia/Shanghai")
NOTICES = Path(__file__).resolve().parents[2] / "fixtures" / "notices"

# Kinds that print further numbers of the project, Hubei's plan number among them.
NUMBERED = {NoticeKind.TENDER, NoticeKind.PREQUALIFICATION, NoticeKind.AWARD, NoticeKind.OTHER}

# Which facts a format leaves out although the project has them (formats.md §4.1): they are not printed,
# so nobody can read them.
PRINTS = {
    "budget": {NoticeKind.TENDER, NoticeKind.PREQUALIFICATION, NoticeKind.SINGLE_SOURCE},
    "method": {NoticeKind.TENDER, NoticeKind.PREQUALIFICATION, NoticeKind.SINGLE_SOURCE, NoticeKind.CONTRACT},
    "deadline": {NoticeKind.TENDER, NoticeKind.PREQUALIFICATION, NoticeKind.AMENDMENT},
    "agency": set(NoticeKind) - {NoticeKind.INTENTION, NoticeKind.CONTRACT, NoticeKind.ACCEPTANCE},
    "project_number": set(NoticeKind) - {NoticeKind.INTENTION, NoticeKind.SINGLE_SOURCE},
    "project_number_alt": NUMBERED,
}
LAYOUT_PRINTS = {"guangdong": {"budget", "method"}, "hebei": {"method"}, "framework": {"method"}}
LAYOUT_OMITS = {"contract_table": {"project_number", "method"}, "hebei": {"project_number"}, "sentence": {"agency"}}
PRINTS_REGION = {"ccgp", "hubei"}

SHARED = {"number": "project_number", "plan": "plan_number", "name": "project_name", "also": "project_number_alt"}
LISTS = {"award": "awards", "bid": "bids", "subcontractor": "subcontractors", "planned": "planned"}


class FactsError(ValueError):
    """A fact file cannot be read; the message names the file and what is wrong in it."""


def load(folder: Path = NOTICES) -> list[NoticeFacts]:
    """All notices of a folder of fact files, in file order; `id` is the file's name and the notice's own.

    Raises FactsError for a file that is not as fixtures/README.md says.
    """
    return [notice for path in sorted(folder.glob("*.toml")) for notice in _file(path)]


def _file(path: Path) -> list[NoticeFacts]:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        shared = {**_renamed(content["project"]), "written": content["written"]}
        return [_notice(path.stem, {**shared, **_renamed(own)}) for own in content["notice"]]
    except (ValueError, KeyError, TypeError, ArithmeticError) as error:
        raise FactsError(f"{path.name}: {error!r}") from error


def _renamed(table: Mapping[str, Any]) -> dict[str, Any]:
    names = SHARED | LISTS
    return {names.get(key, key): value for key, value in table.items()}


def _notice(stem: str, facts: dict[str, Any]) -> NoticeFacts:
    known = {item.name for item in fields(NoticeFacts)}
    if unknown := sorted(facts.keys() - known):
        raise KeyError(f"notice {facts.get('id')} has unknown keys {unknown}")
    if facts.get("layout", "") not in LAYOUTS:
        raise KeyError(f"notice {facts.get('id')} has an unknown layout {facts['layout']}")
    facts["id"] = f"{stem}-{facts['id']}"
    facts["project"] = facts.get("project_number") or stem
    facts["list_method"] = facts.get("method", "")
    facts["kind"] = NoticeKind(facts["kind"])
    for key in ("published", "deadline"):
        if key in facts:
            facts[key] = _china(facts[key])
    if "budget" in facts:
        facts["budget"] = _yuan(facts["budget"])
    for key in ("project_number_alt", "needs", "notes", "topics", "traps"):
        facts[key] = tuple(facts.get(key, ()))
    facts.update(_parties(facts))
    notice = NoticeFacts(**{"title": "", **facts})
    return _as_printed(replace(notice, title=notice.title or default_title(notice)))


def _parties(facts: Mapping[str, Any]) -> dict[str, Any]:
    amends = facts.get("amends")
    return {
        "awards": tuple(_award(row) for row in facts.get("awards", ())),
        "bids": tuple(_bid(row) for row in facts.get("bids", ())),
        "subcontractors": tuple(_supplier(row, Role.SUBCONTRACTOR) for row in facts.get("subcontractors", ())),
        "planned": tuple(PlannedFacts(**{**row, "budget": _yuan(row["budget"])}) for row in facts.get("planned", ())),
        "amends": _amends(amends) if amends else None,
    }


def _award(row: Mapping[str, Any]) -> AwardFacts:
    facts = dict(row)
    names = facts.pop("suppliers", ())
    amount = _yuan(facts.pop("amount")) if "amount" in facts else None
    outcome = Outcome(facts.pop("outcome", Outcome.AWARDED))
    basis = Basis(facts.pop("basis", Basis.TOTAL if amount is not None else Basis.UNDISCLOSED))
    return AwardFacts(suppliers=_suppliers(names), amount=amount, outcome=outcome, basis=basis, **facts)


def _suppliers(rows: Iterable[Any]) -> tuple[SupplierFacts, ...]:
    """A single party is the sole winner; of several the first leads and the others are members."""
    listed = list(rows)
    if len(listed) == 1:
        return (_supplier(listed[0], Role.SOLE),)
    return tuple(_supplier(row, Role.MEMBER if i else Role.LEAD) for i, row in enumerate(listed))


def _supplier(row: Any, role: Role) -> SupplierFacts:
    facts = {"name": row} if isinstance(row, str) else dict(row)
    if "share" in facts:
        facts["share"] = Decimal(str(facts["share"]))
    return SupplierFacts(**{**facts, "role": role})


def _bid(row: Mapping[str, Any]) -> BidFacts:
    facts = dict(row)
    price = _yuan(facts.pop("price")) if "price" in facts else None
    return BidFacts(price=price, role=Role(facts.pop("role", Role.LOSER)), **facts)


def _amends(row: Mapping[str, Any]) -> AmendsFacts:
    changes = tuple((item, before, after) for item, before, after in row.get("changes", ()))
    return AmendsFacts(row["target"], row.get("first_published"), changes)


def _as_printed(notice: NoticeFacts) -> NoticeFacts:
    """The notice with what its format leaves out taken away, and every price worded as its portal prints it."""
    extra, omitted = LAYOUT_PRINTS.get(notice.layout, set()), LAYOUT_OMITS.get(notice.layout, set())
    hidden: dict[str, Any] = {
        key: () if key == "project_number_alt" else None
        for key, kinds in PRINTS.items()
        if (notice.kind not in kinds and key not in extra) or key in omitted
    }
    if notice.source not in PRINTS_REGION:
        hidden["region"] = None
    awards = tuple(replace(a, amount_text=a.amount_text or price_text(notice, a.amount)) for a in notice.awards)
    printed = replace(notice, awards=awards, **hidden)
    if notice.kind == NoticeKind.INTENTION:
        only = notice.planned[0] if len(notice.planned) == 1 else None
        return replace(printed, project_name=only.name if only else "", budget=only.budget if only else None)
    if "hubei" not in (notice.source, notice.layout) or not notice.plan_number or notice.kind not in NUMBERED:
        return replace(printed, plan_number=None)
    return replace(printed, project_number_alt=(*printed.project_number_alt, notice.plan_number))


def _china(value: datetime) -> datetime:
    return value.replace(tzinfo=CHINA)


def _yuan(value: str | int) -> Decimal:
    return Decimal(value)
