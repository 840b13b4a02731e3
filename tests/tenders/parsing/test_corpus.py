"""Real notices read by hand, from the sibling folder `../shared/corpus`: floors just under what the reader reaches."""

import gzip
import json
import subprocess
import sys
from collections.abc import Iterator
from html import escape
from itertools import islice
from pathlib import Path

import pytest

from tenders.parsing import Page, UnreadablePage, as_json, parse

SHARED = Path(__file__).parents[4] / "shared"
CORPUS = SHARED / "corpus"
pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="needs the real notices of ../shared/corpus")

FLOORS = {
    "ccgp": {
        "kind": 0.99,
        "supplier": 0.99,
        "supplier_role": 0.99,
        "supplier_lot": 0.98,
        "amount": 0.985,
        "amount_basis": 0.98,
        "project_number": 0.985,
        "buyer": 0.985,
        "agency": 0.97,
        "project_name": 0.97,
        "budget": 0.97,
        "bid_deadline": 0.97,
    },
    "ggzy": {
        "kind": 0.98,
        "supplier": 0.97,
        "supplier_role": 0.97,
        "supplier_lot": 0.95,
        "amount": 0.96,
        "amount_basis": 0.95,
        "project_number": 0.95,
        "buyer": 0.95,
    },
}
EXACT = {"ccgp": 0.95, "ggzy": 0.90}


def ggzy_pages(every: int = 1) -> Iterator[tuple[str, Page]]:
    """Each stored text as the portal serves it: its lines as paragraphs of the detail page."""
    with gzip.open(CORPUS / "ggzy" / "notices.jsonl.gz", "rt", encoding="utf-8") as rows:
        for row in map(json.loads, islice(rows, 0, None, every)):
            lines = "".join(f"<p>{escape(line.strip())}</p>" for line in row["text"].split("\n") if line.strip())
            head = f"<h4>{escape(row['title'])}</h4><p><span>发布时间：{row['published']}</span></p>"
            body = f'<html><body><div class="detail">{head}<div id="mycontent">{lines}</div></div></body></html>'
            yield row["id"], Page("ggzy", row["url"], body.encode())


def ccgp_pages() -> Iterator[tuple[str, Page]]:
    for file in sorted((CORPUS / "ccgp" / "pages").glob("*.html")):
        yield file.stem, Page("ccgp", "", file.read_bytes())


PAGES = {"ccgp": ccgp_pages, "ggzy": ggzy_pages}


@pytest.mark.parametrize("portal", ["ccgp", "ggzy"])
def test_notices_read_by_hand_agree_with_the_reader(portal: str, tmp_path: Path) -> None:
    gold = CORPUS / portal / "gold.jsonl"
    wanted = {json.loads(line)["id"] for line in gold.read_text(encoding="utf-8").splitlines()}
    predicted = tmp_path / "predicted.jsonl"
    with predicted.open("w", encoding="utf-8") as out:
        for name, page in PAGES[portal]():
            if name in wanted:
                out.write(json.dumps(as_json(parse(page), name), ensure_ascii=False) + "\n")
    score = SHARED / "tools" / "score_notices.py"
    run = subprocess.run([sys.executable, score, gold, predicted, "--json"], capture_output=True, text=True, check=True)
    scored = json.loads(run.stdout)
    below = {field: scored[field]["f1"] for field, floor in FLOORS[portal].items() if scored[field]["f1"] < floor}
    assert below == {}
    assert scored["award_notices"]["share"] >= EXACT[portal]


def test_every_value_of_a_real_notice_says_where_it_stands() -> None:
    for _, page in (*ccgp_pages(), *ggzy_pages(every=40)):
        try:
            notice = parse(page)
        except UnreadablePage:
            continue
        found = [*notice.evidence.values(), *(bid.evidence for bid in notice.bids)]
        for award in notice.awards:
            found += [award.evidence, *(supplier.evidence for supplier in award.suppliers)]
        assert all(notice.text[item.start : item.end] == item.text for item in found if item is not None)


def test_awards_name_a_winner_or_say_why_not() -> None:
    awards = named = reasoned = 0
    for _, page in ggzy_pages(every=9):
        try:
            notice = parse(page)
        except UnreadablePage:
            continue
        if notice.kind == "award":
            awards += 1
            named += any(award.suppliers for award in notice.awards)
            reasoned += notice.no_winner in ("in_attachment", "withheld")
    assert awards > 450
    assert (named + reasoned) / awards >= 0.98
