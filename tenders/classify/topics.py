"""What a project is about, and whether it is ours: words weighed in the title and the subject lines, nothing learnt."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path

from tenders.vocabulary import Topic

_FILE = Path(__file__).with_name("topics.toml")

# What is weighed: the whole title, and so much after each of the first labels of the text.
_LABEL = re.compile(
    r"(?:项目名称|采购内容|采购项目内容|招标内容|项目内容|招标范围|建设内容|服务内容|采购范围|标项名称|标的名称|货物名称|采购标的|品目名称?|品目(?=\s+(?:货物|服务|工程)/)|采购需求"
    r"|项目概况|包名称|项目用途|采购用途|简要技术要求|简要说明)[）)]?\s*[:：\n]?\s*([^\n。]{2,80}(?:\n[^\n。]{2,40}){0,2})"
)
_LABELS = 6
_HEAD = 4_000

_SUBJECT_PART = 0.5
_MOST_AGAINST = -1.0  # subject lines can't outweigh a clear title: they quote terms, addresses and other lots
_MOST_BY_PLACES = -0.5
_OURS = 2.0
_STRONG = 2.0
_CLEAR = 3.0
_MOST_BY_THE_WAY = 1.0
_JOINED = re.compile("[及和与、,;:+(-]")
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
    """What a word says: for topics (weight above 0), against the project (below 0), or nothing.

    `place`: the word often names only the place or the buyer of what is bought: 综合楼信息化工程.
    `general`: the word gives way to the topic of the word that it leads to: 信息系统等级保护.
    """

    topics: tuple[Topic, ...]
    weight: float
    place: bool = False
    general: bool = False


@dataclass(frozen=True, slots=True)
class _Hit:
    word: str
    start: int
    end: int
    said: _Word


def classify_topics(title: str, text: str) -> TopicAnswer:
    """Weigh the words of a notice's title and of its subject lines (domain.md, topics)."""
    named = _hits(title := _without_agency(_fold(title)))
    subjects = "\n".join(subject[1] for subject in islice(_LABEL.finditer(text, 0, _HEAD), _LABELS))
    in_title = {hit.word for hit in named}
    described = [hit for hit in _hits(_fold(subjects)) if hit.word not in in_title and not hit.said.place]
    score = _title_score(named)
    if score < _CLEAR:
        score += _circumstances(text, may_oppose=max((hit.said.weight for hit in named), default=0) < _CLEAR)
    if score + max(_SUBJECT_PART * _total(described), _MOST_AGAINST) < _OURS:
        return TopicAnswer(False, (), _decisive([*named, *described], -1))
    weighed = [(hit.said, 1.0) for hit in named if not _only_modifies(hit, named, title)]
    weighed += [(hit.said, _SUBJECT_PART) for hit in described]
    return TopicAnswer(True, _topics(weighed), _decisive([*named, *described], 1))


def _fold(text: str) -> str:
    return unicodedata.normalize("NFKC", text).upper()


def _without_agency(title: str) -> str:
    """Titles often begin with who invites: 某招标公司关于…"""
    return re.sub(r"^.{4,30}?(?:公司|中心|处|所)关于", "", title)


def _hits(text: str) -> list[_Hit]:
    words, scan = _words()
    return [_Hit(found[0], found.start(), found.end(), words[found[0]]) for found in scan.finditer(text)]


def _total(hits: Iterable[_Hit]) -> float:
    return sum({hit.word: hit.said.weight for hit in hits}.values())


def _title_score(hits: list[_Hit]) -> float:
    """The sum of the title's words; place words before the thing itself weigh little, however many."""
    thing = max((hit.start for hit in hits if hit.said.weight >= _STRONG), default=-1)
    places = [hit for hit in hits if hit.said.place and hit.start < thing]
    others = [hit for hit in hits if hit not in places]
    return _total(others) + max(_total(places), _MOST_BY_PLACES)


def _circumstances(text: str, *, may_oppose: bool) -> float:
    """What the text says by the way, within narrow limits; against a clear word in the title it says nothing."""
    weights, scan = _by_the_way()
    said = sum(weights[word] for word in set(scan.findall(text, 0, _HEAD)))
    return max(-_MOST_BY_THE_WAY if may_oppose else 0.0, min(said, _MOST_BY_THE_WAY))


def _only_modifies(hit: _Hit, hits: list[_Hit], title: str) -> bool:
    """Whether a general word leads straight to a word of another topic."""
    if not hit.said.general:
        return False
    special = (other for other in hits if other.start >= hit.end and other.said.weight >= _STRONG)
    after = next((other for other in special if not set(other.said.topics) & set(hit.said.topics)), None)
    return after is not None and not _JOINED.search(title, hit.end, after.start)


def _topics(weighed: list[tuple[_Word, float]]) -> tuple[Topic, ...]:
    """The topics whose strongest word comes near the strongest of all; more words put a topic further to the front."""
    weights: dict[Topic, list[float]] = {}
    for said, part in weighed:
        for topic in said.topics:
            weights.setdefault(topic, []).append(said.weight * part)
    strongest = max(max(said) for said in weights.values())
    near = [topic for topic, said in weights.items() if max(said) >= strongest * _NEAR]
    return tuple(sorted(near, key=lambda topic: (-max(weights[topic]), -sum(weights[topic])))[:_TOPICS])


def _decisive(hits: list[_Hit], sign: int) -> tuple[str, ...]:
    """The words that spoke for the answer, each once, the weightiest first."""
    speaking = {hit.word: hit.said.weight for hit in hits if hit.said.weight * sign > 0}
    return tuple(sorted(speaking, key=lambda word: -abs(speaking[word])))


@cache
def _by_the_way() -> tuple[dict[str, float], re.Pattern[str]]:
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    weights = {word: group["weight"] for group in data["circumstance"] for word in group["words"]}
    return weights, re.compile("|".join(map(re.escape, weights)))


@cache
def _words() -> tuple[dict[str, _Word], re.Pattern[str]]:
    words = _read_words()
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return words, re.compile("|".join(map(re.escape, longest_first)))


def _read_words() -> dict[str, _Word]:
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    words = {word: _Word((), 0.0) for word in data["neutral"]["words"]}
    for group in data["against"]:
        said = _Word((), -group["weight"], group.get("place", False))
        words |= dict.fromkeys(group["words"], said)
    for group in data["topic"]:
        for word in group["words"]:
            topics = words[word].topics if word in words else ()
            words[word] = _Word((*topics, Topic(group["key"])), group["weight"], general=group.get("general", False))
    return words
