"""Our own notices as facts: what each one says, typed; nothing of how a portal shows it.

A notice holds exactly what its format prints: a budget that an award notice leaves out is None here too,
so the facts are at once what is rendered and what a reader must find.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from tenders.vocabulary import Basis, NoticeKind, Outcome, Role


@dataclass(frozen=True, slots=True)
class SupplierFacts:
    """A party of an award; `share` is its printed part of the lot, 0-1; `printed` its name where misprinted."""

    name: str
    role: Role = Role.SOLE
    credit_code: str | None = None
    share: Decimal | None = None
    address: str = "（略）"
    printed: str | None = None


@dataclass(frozen=True, slots=True)
class AwardFacts:
    """One (lot, winner). `amount` is yuan; `amount_text` is the price as printed, with its unit.

    `notation` says how a consortium is printed: brackets, labelled, suffix, marked, slashes, and,
    remark (the members stand only under 其他补充事宜).
    `reason` is why a failed lot failed; `brand` is whose product is supplied.
    """

    outcome: Outcome = Outcome.AWARDED
    lot: str | None = None
    lot_name: str | None = None
    suppliers: tuple[SupplierFacts, ...] = ()
    amount: Decimal | None = None
    basis: Basis = Basis.TOTAL
    amount_text: str | None = None
    notation: str = "brackets"
    score: str | None = None
    reason: str | None = None
    brand: str | None = None


@dataclass(frozen=True, slots=True)
class BidFacts:
    """A bidder that did not win, a candidate, or the supplier a single source is meant for; `price` in yuan."""

    name: str
    role: Role = Role.LOSER
    lot: str | None = None
    price: Decimal | None = None
    score: str | None = None
    rank: int | None = None


@dataclass(frozen=True, slots=True)
class AmendsFacts:
    """What an amendment changes, and each change as text before and after."""

    target: str
    first_published: date | None = None
    changes: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class PlannedFacts:
    """One row of a procurement intention; `budget` in yuan, `month` like 2025-03."""

    name: str
    needs: str
    budget: Decimal
    month: str


@dataclass(frozen=True, slots=True)
class NoticeFacts:
    """One notice. Datetimes are aware (Asia/Shanghai), amounts yuan.

    `project` is common to all notices of a project; `list_method` is the method as lists show it, printed or not.
    `layout` names the body's form where it is not the usual one of its kind and portal; `listed` is the list of the
    portal it stands in; `summary_amount` is what ccgp's summary box prints in 万元 (None: the sum of the awards);
    `city` decides Hubei's province or city lists; `notes` stand under 其他补充事宜.
    """

    id: str
    source: str
    kind: NoticeKind
    project: str
    title: str
    published: datetime
    written: str
    project_name: str
    project_number: str | None = None
    project_number_alt: tuple[str, ...] = ()
    plan_number: str | None = None
    buyer: str | None = None
    agency: str | None = None
    region: str | None = None
    province: str = ""
    district: str = ""
    method: str | None = None
    list_method: str = ""
    budget: Decimal | None = None
    deadline: datetime | None = None
    catalogue: str = ""
    listed: str = ""
    layout: str = ""
    term: str = "自合同签订之日起一年"
    needs: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    awards: tuple[AwardFacts, ...] = ()
    bids: tuple[BidFacts, ...] = ()
    subcontractors: tuple[SupplierFacts, ...] = ()
    planned: tuple[PlannedFacts, ...] = ()
    amends: AmendsFacts | None = None
    summary_amount: str | None = None
    empty: bool = False
    topics: tuple[str, ...] = ()
    traps: tuple[str, ...] = field(default=())

    def expected(self) -> dict[str, object]:
        """What a reader must find on the rendered page: dates as text, amounts as Decimal yuan.

        `region` is what ccgp labels 行政区域; Hubei's 项目监管地 is another thing and stays out.
        """
        return {
            "id": self.id,
            "kind": self.kind.value,
            "project_number": self.project_number,
            "project_number_alt": list(self.project_number_alt),
            "project_name": self.project_name or None,
            "buyer": self.buyer,
            "agency": self.agency,
            "published_at": self.published.strftime("%Y-%m-%dT%H:%M"),
            "bid_deadline": self.deadline.strftime("%Y-%m-%dT%H:%M") if self.deadline else None,
            "region": self.region if self.source == "ccgp" else None,
            "method": self.method,
            "budget_yuan": self.budget,
            "awards": [_expected_award(award) for award in self.awards],
            "amends": _expected_amends(self.amends),
        }


def _expected_award(award: AwardFacts) -> dict[str, object]:
    return {
        "lot": award.lot,
        "lot_name": award.lot_name,
        "outcome": award.outcome.value,
        "suppliers": [{"name": supplier.name, "role": supplier.role.value} for supplier in award.suppliers],
        "amount_yuan": award.amount,
        "basis": award.basis.value,
        "amount_text": award.amount_text,
    }


def _expected_amends(amends: AmendsFacts | None) -> dict[str, object] | None:
    if amends is None:
        return None
    first = amends.first_published
    return {"target": amends.target, "first_published": first.isoformat() if first else None}
