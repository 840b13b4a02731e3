"""`classify`: a printed name to its camp, beside a bare Aho–Corasick scan for every name of the registry."""

from collections.abc import Iterator

import ahocorasick

from bench.measure import Measure, throughput
from tenders.classify.registry import load_registry
from tenders.classify.vendors import classify_vendor

NAMES = 20_000
CITIES = ("武汉", "襄阳", "上海", "深圳", "北京", "长沙", "成都", "杭州")


def measures() -> Iterator[Measure]:
    known = sorted({entity.name for entity in load_registry().entities})
    asked = list(names(known))
    automaton = ahocorasick.Automaton()
    for name in known:
        automaton.add_word(name, name)
    automaton.make_automaton()
    yield throughput(
        "classify",
        len(asked),
        lambda: [classify_vendor(name) for name in asked],
        lambda: [list(automaton.iter(name)) for name in asked],
        f"Aho–Corasick scan for the registry's {len(known)} names, {len(asked)} different names asked",
    )


def names(known: list[str]) -> Iterator[str]:
    """Different names, so that no cache answers: a quarter branches of known companies, the rest unknown ones."""
    for number in range(NAMES):
        city = CITIES[number % len(CITIES)]
        if number % 4:
            yield f"{city}第{number}信息技术有限公司"
        else:
            yield f"{known[number // 4 % len(known)]}{city}{number}分公司"
