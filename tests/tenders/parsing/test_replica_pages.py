"""Our own notices read by format alone, the portal unnamed, give the winners of their facts."""

import json

import pytest

from crawler.replica import ccgp, ggzy, hubei, shanghai
from crawler.replica.facts import load
from crawler.replica.notice import NoticeFacts
from tenders.parsing import Page, as_json, parse
from tenders.vocabulary import NoticeKind

RENDER = {"ccgp": ccgp.detail_page, "hubei": hubei.detail_page, "ggzy": ggzy.detail_page}
AWARDS = [notice for notice in load() if notice.kind is NoticeKind.AWARD and not notice.empty]


def served(notice: NoticeFacts) -> bytes:
    """The detail answer of the notice's portal."""
    if notice.source == "shanghai":
        data = {"title": notice.title, "content": shanghai.content(notice)}
        return json.dumps({"result": {"data": data}}, ensure_ascii=False).encode()
    return RENDER[notice.source](notice).encode()


def winners(shown: dict[str, object]) -> set[tuple[object, ...]]:
    awards = shown["awards"]
    assert isinstance(awards, list)
    return {
        (
            award["lot"],
            award["outcome"],
            supplier["name"],
            str(supplier["role"]),
            float(award["amount_yuan"] or 0),
            str(award["basis"]),
        )
        for award in awards
        for supplier in award["suppliers"]
    }


@pytest.mark.parametrize("notice", AWARDS, ids=lambda notice: notice.id)
def test_the_winners_are_those_of_the_facts(notice: NoticeFacts) -> None:
    expected = notice.expected()
    shown = as_json(parse(Page("any", "", served(notice))), notice.id)
    assert shown["kind"] == expected["kind"]
    assert winners(shown) == winners(json.loads(json.dumps(expected, default=str)))
