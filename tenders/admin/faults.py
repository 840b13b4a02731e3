"""Plain words for what went wrong with a page or a request; the keys are those of `parsing` and `crawler`."""

import re
from typing import Any

from django.db.models import F, QuerySet, TextField, Value
from django.db.models.expressions import Func
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tenders.admin.remarks import sentence_words

WORDS = {
    # why a page could not be read (`UnreadablePage.code`)
    "empty": gettext_lazy("empty page"),
    "no_text": gettext_lazy("no text besides the title"),
    "not_found": gettext_lazy("the notice is gone"),
    "not_html": gettext_lazy("not a web page"),
    "server_error": gettext_lazy("error of the server"),
    "fault": gettext_lazy("fault of this program"),
    # why a request failed (`crawler.faults`)
    "blocked": gettext_lazy("blocked by the site"),
    "robots": gettext_lazy("forbidden by robots.txt"),
    "timeout": gettext_lazy("no answer in time"),
    "connection": gettext_lazy("connection lost"),
}


def fault_words(key: str) -> str:
    """The plain words of a fault's key; a key without words (an exception's name) stays as it is."""
    if status := re.fullmatch(r"http_([0-9]{3})", key):
        return _("answer %(status)s") % {"status": status[1]}
    return str(WORDS.get(key, key))


def reason_words(reason: str) -> str:
    """A kept reason, `code: detail`, in plain words; a detail that is no sentence of ours stays as it is."""
    code, _colon, detail = reason.partition(": ")
    if not detail:
        return fault_words(code)
    words = sentence_words(detail) or detail
    return _("%(reason)s (%(detail)s)") % {"reason": fault_words(code), "detail": words}


def remark_lines(message: str) -> SafeString:
    """A crawl's message line by line; a line that nobody foresaw is shown as the technical detail that it is."""
    lines = [(sentence_words(line) or _fault_and_place(line), line) for line in message.splitlines()]
    return format_html_join(
        "", "<div>{}</div>", ((words or format_html("<code>{}</code>", line),) for words, line in lines)
    )


def _fault_and_place(line: str) -> str | None:
    """`timeout: https://…` in plain words; None when the line does not start with a known fault."""
    key, _colon, place = line.partition(": ")
    words = fault_words(key)
    return _("%(fault)s: %(where)s") % {"fault": words, "where": place} if place and words != key else None


def with_code(pages: QuerySet[Any]) -> Any:
    """The pages with `code`, the key of the reason why they are unreadable, without its detail."""
    code = Func(F("reason"), Value(":"), Value(1), function="split_part", output_field=TextField())
    return pages.annotate(code=code)
