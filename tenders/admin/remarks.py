"""Sentences that crawls and readers leave in the database, in the reader's language; they are written in English."""

import re

from django.utils.translation import gettext, gettext_noop

SENTENCES = (
    # how a crawl ended
    gettext_noop("ended by a signal"),
    gettext_noop("ended at its time limit"),
    gettext_noop("ended at the time limit of %(seconds)s s"),
    gettext_noop("closed while it ran"),
    gettext_noop("the process that started it is gone"),
    gettext_noop("its process ended without closing it"),
    gettext_noop("the database went away"),
    gettext_noop("the spider ended with %(code)s: %(detail)s"),
    # what it could not fetch
    gettext_noop("%(pages)s list pages could not be read: the window is not covered"),
    gettext_noop("these lists end before the window begins, older notices are out of reach: %(lists)s"),
    gettext_noop("%(pages)s pages, where the source usually brings %(least)s to %(most)s in such a window"),
    gettext_noop("%(links)s listed links are no notices and were left alone"),
    gettext_noop("no rows, and nothing says that there are none: %(where)s"),
    gettext_noop("the same rows again: %(where)s"),
    gettext_noop("%(where)s: more notices than the portal shows"),
    gettext_noop("a page could not be kept: %(detail)s"),
    # how the site refused
    gettext_noop("robots.txt forbids %(where)s"),
    gettext_noop("sent to %(where)s"),
    gettext_noop("HTTP status %(status)s"),
    gettext_noop("page titled %(title)s"),
    gettext_noop("a firewall's challenge page"),
    gettext_noop("HTML where JSON is due"),
    gettext_noop("code %(code)s"),
    # what a page lacks
    gettext_noop("only %(characters)s characters besides the title"),
    gettext_noop("a notice is written in Chinese, this page is not"),
    gettext_noop("the page has no bytes"),
    gettext_noop("the page has no text"),
    gettext_noop("the answer holds no notice"),
    gettext_noop("the answer holds a notice without text"),
)


def _pattern(sentence: str) -> re.Pattern[str]:
    """What a sentence looks like with its gaps filled."""
    return re.compile(re.sub(r"%\\\((\w+)\\\)s", r"(?P<\1>.+)", re.escape(sentence)), re.DOTALL)


PATTERNS = [(_pattern(sentence), sentence) for sentence in SENTENCES]


def sentence_words(sentence: str) -> str | None:
    """A known sentence in the active language; None when it is not one of ours."""
    for pattern, known in PATTERNS:
        if found := pattern.fullmatch(sentence):
            return gettext(known) % found.groupdict()
    return None
