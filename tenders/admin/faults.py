"""Plain words for what went wrong with a page or a request; the keys are those of `parsing` and `crawler`."""

import re
from typing import Any

from django.db.models import F, QuerySet, TextField, Value
from django.db.models.expressions import Func
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

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
    """A kept reason, `code: detail`, with its code in plain words."""
    code, colon, detail = reason.partition(": ")
    return f"{fault_words(code)}{colon}{detail}"


def with_code(pages: QuerySet[Any]) -> Any:
    """The pages with `code`, the key of the reason why they are unreadable, without its detail."""
    code = Func(F("reason"), Value(":"), Value(1), function="split_part", output_field=TextField())
    return pages.annotate(code=code)
