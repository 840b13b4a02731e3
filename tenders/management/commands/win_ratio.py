"""`manage.py win_ratio`: a door to tenders.analysis.win_ratio."""

import json
from typing import Any

from django.core.management.base import CommandError, CommandParser

from tenders.analysis.definition import CreditRule, Measure, Preset, RatioDefinition
from tenders.analysis.ratio import Ratio, Side
from tenders.analysis.win_ratio import win_ratio
from tenders.management.door import Door
from tenders.parameters import BadQuery
from tenders.vocabulary import Topic, VendorClass


class Command(Door):
    """Print a ratio with its definition, n, coverage and interval, or the reason why there is none."""

    help = (
        "The ratio of two camps' wins, with its definition, interval, n and coverage; docs/win_ratio.md has the method."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        camps = ", ".join(VendorClass.values)
        parser.add_argument("--numerator", metavar="CAMP", default="carrier", help=f"one of {camps}")
        parser.add_argument("--denominator", metavar="CAMP", default="mid_tier", help="another of them")
        parser.add_argument("--preset", help=f"which vendors are mid-tier: {', '.join(Preset.values)}")
        parser.add_argument("--measure", help=f"what is counted: {', '.join(Measure.values)}")
        parser.add_argument("--from", metavar="DATE", help="first day of publication, YYYY-MM-DD")
        parser.add_argument("--until", metavar="DATE", help="last day of publication")
        parser.add_argument("--province", metavar="CODE", help="GB/T 2260 code, six digits")
        parser.add_argument("--city", metavar="CODE", help="GB/T 2260 code, six digits")
        parser.add_argument("--topic", metavar="TOPICS", help=f"one or more, with commas: {', '.join(Topic.values)}")
        parser.add_argument("--method", help="as printed: 公开招标, 竞争性磋商, …")
        parser.add_argument("--credit", help=f"how consortia are credited: {', '.join(CreditRule.values)}")
        parser.add_argument("--minimum", metavar="N", help="awards a side below which there is no number (5)")
        for switch, words in (
            ("--intra-group", "count awards whose buyer and winner share a group"),
            ("--frameworks", "count lots with several independent winners and no printed shares by value"),
            ("--affiliates", "count the carriers' controlled builders as carriers"),
        ):
            parser.add_argument(switch, action="store_const", const="1", help=words)
        parser.add_argument(
            "--awards", action="store_true", help="list the awards behind the number, and those left out"
        )
        parser.add_argument("--json", action="store_true", help="print one JSON object, always with the awards")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            definition = RatioDefinition.from_parameters(
                {name: value for name, value in options.items() if isinstance(value, str)}
            )
        except BadQuery as fault:
            raise CommandError(str(fault), returncode=2) from fault
        ratio = win_ratio(definition)
        if options["json"]:
            self.stdout.write(json.dumps(facts(ratio), ensure_ascii=False))
            return
        self.stdout.write(definition.sentence())
        self.stdout.write(ratio.sentence())
        if options["awards"]:
            self.list_awards(ratio)

    def list_awards(self, ratio: Ratio) -> None:
        """A line for each award: side, award, credit; then those left out, with the reason."""
        for side in (ratio.numerator, ratio.denominator):
            for entry in side.entries:
                self.stdout.write(f"{side.camp}\t{entry.award_id}\t{entry.credit}\t{entry.credited_by}")
        for out in ratio.excluded:
            self.stdout.write(f"{out.side}\t{out.award_id}\t–\t{out.reason.label}")


def facts(ratio: Ratio) -> dict[str, Any]:
    """The ratio as JSON: sums are text, exact to the fen."""
    return {
        "definition": ratio.definition.sentence(),
        "query": ratio.definition.as_query(),
        "value": None if ratio.value is None else float(ratio.value),
        "why_not": ratio.why_not or None,
        "interval": ratio.interval and list(ratio.interval),
        "numerator": side_facts(ratio.numerator),
        "denominator": side_facts(ratio.denominator),
        "credited_by_printed_shares": ratio.by_shares,
        "excluded": [
            {"award": out.award_id, "notice": out.notice_id, "side": out.side, "reason": out.reason.value}
            for out in ratio.excluded
        ],
    }


def side_facts(side: Side) -> dict[str, Any]:
    return {
        "camp": side.camp,
        "total": str(side.total),
        "awards": side.awards,
        "lots": side.lots,
        "projects": side.projects,
        "yuan": str(side.yuan),
        "coverage": None if side.coverage is None else float(side.coverage),
        "entries": [
            {
                "award": entry.award_id,
                "notice": entry.notice_id,
                "credit": str(entry.credit),
                "credited_by": entry.credited_by,
            }
            for entry in side.entries
        ],
    }
