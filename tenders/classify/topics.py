"""What a project is about, and whether it is ours: words weighed in the title and the subject lines, nothing learnt."""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path

from tenders.vocabulary import Topic

_FILE = Path(__file__).with_name("topics.toml")

# What is weighed: the whole title, and so much after each of the first labels of the text.
_LABEL = re.compile(
    r"(?:项目名称|采购内容|采购项目内容|招标内容|项目内容|招标范围|建设内容|服务内容|采购范围|标项名称|标的名称|货物名称|采购标的|品目名称?|采购需求"
    r"|项目概况|包名称|项目用途|采购用途|简要技术要求|简要说明)[）)]?\s*[:：\n]?\s*([^\n。]{2,80}(?:\n[^\n。]{2,40}){0,2})"
)
_LABELS = 6
_HEAD = 4_000

_SUBJECT_PART = 0.5
_MOST_AGAINST = -1.0  # subject lines can't outweigh a clear title: they quote terms, addresses and other lots
_OURS = 2.0
_NEAR = 0.7
_TOPICS = 3


@dataclass(frozen=True, slots=True)
class TopicAnswer:
    """Whether a project is ours, on which subjects (strongest first), and the words that decided, strongest first."""

    ours: bool
    topics: tuple[Topic, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Word:
    """What a word says: for a topic (weight above 0), against the project (below 0), or nothing."""

    topics: tuple[Topic, ...]
    weight: float


def classify_topics(title: str, text: str) -> TopicAnswer:
    """Weigh the words of a notice's title and of its subject lines (domain.md, topics)."""
    named = _weigh(_without_agency(title), 1.0)
    described: dict[str, float] = {}
    for subject in islice(_LABEL.finditer(text, 0, _HEAD), _LABELS):
        described |= _weigh(subject[1], _SUBJECT_PART)
    weighed = described | named
    from_text = sum(weight for word, weight in described.items() if word not in named)
    if sum(named.values()) + max(from_text, _MOST_AGAINST) < _OURS:
        return TopicAnswer(False, (), _decisive(weighed, -1))
    return TopicAnswer(True, _topics(weighed), _decisive(weighed, 1))


def _weigh(text: str, part: float) -> dict[str, float]:
    words, scan = _words()
    folded = unicodedata.normalize("NFKC", text).upper()
    return {found: words[found].weight * part for found in scan.findall(folded)}


def _topics(weighed: dict[str, float]) -> tuple[Topic, ...]:
    """The topics whose strongest word comes near the strongest of all; more words put a topic further to the front."""
    words, _ = _words()
    weights: dict[Topic, list[float]] = {}
    for word, weight in weighed.items():
        for topic in words[word].topics:
            weights.setdefault(topic, []).append(weight)
    strongest = max(max(said) for said in weights.values())
    near = [topic for topic, said in weights.items() if max(said) >= strongest * _NEAR]
    return tuple(sorted(near, key=lambda topic: (-max(weights[topic]), -sum(weights[topic])))[:_TOPICS])


def _decisive(weighed: dict[str, float], sign: int) -> tuple[str, ...]:
    speaking = [word for word, weight in weighed.items() if weight * sign > 0]
    return tuple(sorted(speaking, key=lambda word: -abs(weighed[word])))


def _without_agency(title: str) -> str:
    """Titles often begin with who invites: 某招标公司关于…"""
    return re.sub(r"^.{4,30}?(?:公司|中心|处|所)关于", "", title)


@cache
def _words() -> tuple[dict[str, _Word], re.Pattern[str]]:
    words = _read_words()
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return words, re.compile("|".join(map(re.escape, longest_first)))


def _read_words() -> dict[str, _Word]:
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    words = {word: _Word((), 0.0) for word in data["neutral"]["words"]}
    words |= {word: _Word((), -group["weight"]) for group in data["against"] for word in group["words"]}
    for group in data["topic"]:
        for word in group["words"]:
            topics = words[word].topics if word in words else ()
            words[word] = _Word((*topics, Topic(group["key"])), group["weight"])
    return words
