"""What the demo found, counted in the database: pages, notices, awards, winners by camp, and the ratio."""

from collections.abc import Mapping

from django.db.models import Count, QuerySet

from tenders.analysis.definition import RatioDefinition
from tenders.analysis.win_ratio import win_ratio
from tenders.models import WINNING_ROLES, Award, AwardParty, Notice, RawPage
from tenders.vocabulary import Outcome, PageState, VendorClass

FOLLOWED = (VendorClass.CARRIER, VendorClass.BAT, VendorClass.MID_TIER)
SHOWN_NAMES = 8


def winners() -> "QuerySet[AwardParty]":
    """The winning parties of the newest versions of award notices."""
    return AwardParty.objects.filter(
        role__in=WINNING_ROLES, award__outcome=Outcome.AWARDED, award__notice__is_current=True
    )


def page_lines() -> list[str]:
    """One line a source: pages kept, read, unreadable and waiting; and why pages were unreadable."""
    lines = []
    rows = RawPage.objects.values("source_id", "state").annotate(n=Count("pk")).order_by("source_id")
    by_source: dict[str, dict[str, int]] = {}
    for row in rows:
        by_source.setdefault(row["source_id"], {})[row["state"]] = row["n"]
    for source, states in by_source.items():
        read, unreadable = states.get(PageState.READ, 0), states.get(PageState.UNREADABLE, 0)
        waiting = states.get(PageState.PENDING, 0)
        ends = f"{read:,} read + {unreadable:,} unreadable + {waiting:,} waiting"
        lines.append(f"  {source:10} {sum(states.values()):7,} kept = {ends}")
    reasons = RawPage.objects.filter(state=PageState.UNREADABLE).values("reason").annotate(n=Count("pk")).order_by("-n")
    lines += [f"  {'':10} {row['n']:7,} unreadable: {row['reason']}" for row in reasons]
    return lines


def notice_lines() -> list[str]:
    """Notices by kind, and awards by outcome."""
    kinds = Notice.objects.current().values("kind").annotate(n=Count("pk")).order_by("-n")
    awards = Award.objects.filter(notice__is_current=True).values("outcome").annotate(n=Count("pk")).order_by("outcome")
    return [
        "  notices    " + ", ".join(f"{row['kind']} {row['n']:,}" for row in kinds),
        "  awards     " + ", ".join(f"{row['outcome']} {row['n']:,}" for row in awards),
    ]


def class_lines() -> list[str]:
    """Winners by camp with their awards; the names of the camps that the product follows."""
    rows = winners().values("vendor_class").annotate(n=Count("award", distinct=True)).order_by("-n")
    lines = [f"  {row['vendor_class']:18} {row['n']:6,} awards" for row in rows]
    for camp in FOLLOWED:
        names = (
            winners()
            .filter(vendor_class=camp)
            .values_list("organisation__name")
            .annotate(n=Count("award", distinct=True))
            .order_by("-n", "organisation__name")
        )
        shown = "、".join(f"{name} ({n})" for name, n in names[:SHOWN_NAMES])
        more = len(names) - SHOWN_NAMES
        lines.append(f"  {camp} are: {shown or 'none'}{f' and {more} more' if more > 0 else ''}")
    return lines


def ratio_lines() -> list[str]:
    """The carriers' lead over the mid-tier, by value and by lots, with interval and n, or why there is no number."""
    lines = []
    for measure in ("value", "lots"):
        ratio = win_ratio(RatioDefinition(VendorClass.CARRIER, VendorClass.MID_TIER, measure=measure))
        lines.append(f"  by {measure:6} {ratio.sentence()}")
    return lines


def stage_lines(seconds: Mapping[str, float]) -> list[str]:
    """How long each stage took."""
    return ["  " + ", ".join(f"{stage} {taken:.1f} s" for stage, taken in seconds.items())]


def summary(seconds: Mapping[str, float]) -> list[str]:
    """The whole summary, a line each."""
    return [
        "Pages", *page_lines(),
        "Notices", *notice_lines(),
        "Winners by camp", *class_lines(),
        "Carriers : mid-tier", *ratio_lines(),
        "Seconds per stage", *stage_lines(seconds),
    ]  # fmt: skip
