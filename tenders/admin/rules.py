"""Plain words for the rule that put a name into a camp; the keys are those of `classify.vendors`."""

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tenders.templatetags.cells import NOTHING

BRANCH = "branch:"
WORDS = {
    "exact": gettext_lazy("the registry lists this name"),
    "former_name": gettext_lazy("the registry lists this as a former name"),
    "pattern": gettext_lazy("the name has a pattern of the registry"),
}


def rule_words(rule: str) -> SafeString:
    """The rule in words, with its key on hover; a dash where no rule spoke."""
    key = rule.removeprefix(BRANCH)
    words = WORDS.get(key.partition(":")[0])
    if words is None:
        return NOTHING
    said = _("a branch; of its company, %(rule)s") % {"rule": words} if rule.startswith(BRANCH) else words
    return format_html('<span title="{}">{}</span>', rule, said)
