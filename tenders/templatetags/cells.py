"""Small pieces of HTML that every page shares: money, camp, day, hit; everything shown is escaped."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, pgettext

from tenders.models import Award, AwardParty
from tenders.vocabulary import Basis, VendorClass

register = template.Library()

NOTHING = mark_safe('<span class="t-muted">–</span>')
TEN_THOUSAND = Decimal(10_000)


@register.filter
def money(amount: Decimal | None) -> SafeString:
    """Yuan in the unit that the reader uses: 1,137.00 万元 in Chinese, with the exact yuan on hover."""
    if amount is None:
        return NOTHING
    exact = gettext("%(yuan)s yuan") % {"yuan": f"{amount:,.2f}"}
    unit = pgettext("unit of amounts in lists: yuan or 万元", "yuan")
    figure = amount / TEN_THOUSAND if unit == "万元" else amount
    return format_html('<span class="t-money" title="{}">{} {}</span>', exact, f"{figure:,.2f}", unit)


@register.filter
def yuan(amount: Decimal) -> SafeString:
    """Yuan to the fen, for columns that are added up."""
    exact = gettext("%(yuan)s yuan") % {"yuan": f"{amount:,.2f}"}
    return format_html('<span class="t-money">{}</span>', exact)


@register.filter
def percent(part: Decimal | float | None) -> SafeString | str:
    """A part of one in whole percent."""
    return NOTHING if part is None else format_html('<span class="t-num">{}</span>', f"{part:.0%}")


@register.filter
def award_amount(award: Award) -> SafeString:
    """The amount of an award, or the reason why there is none beside what is printed."""
    if award.amount is not None:
        return money(award.amount)
    reason = award.get_doubt_display() if award.doubt else Basis(award.basis).label
    return format_html('<span class="t-muted" title="{}">{}</span>', award.amount_text, reason)


@register.filter
def camp(vendor_class: str) -> SafeString:
    """A camp by colour and by name, never by colour alone."""
    label = VendorClass(vendor_class).label
    return format_html('<span class="t-camp t-camp-{}">{}</span>', vendor_class, label)


def party(one: AwardParty) -> SafeString:
    return format_html(
        '<span class="t-party">{}<a href="{}">{}</a></span>',
        camp(one.vendor_class),
        organisation_url(one.organisation_id),
        one.organisation.name,
    )


@register.filter
def organisation_url(pk: int) -> str:
    return reverse("admin:tenders_organisation_change", args=[pk])


@register.filter
def day(moment: datetime | date | None) -> SafeString | str:
    """The day, with the hour on hover where an hour is known."""
    if moment is None:
        return NOTHING
    if not isinstance(moment, datetime):
        return f"{moment:%Y-%m-%d}"
    local = timezone.localtime(moment)
    return format_html(
        '<time class="t-day" title="{}">{}</time>', date_format(local, "DATETIME_FORMAT"), f"{local:%Y-%m-%d}"
    )


def pieces(items: list[Any], limit: int) -> SafeString:
    """The first `limit` pieces under each other, and how many more there are."""
    shown = format_html_join("", "<div>{}</div>", ((item,) for item in items[:limit]))
    if len(items) <= limit:
        return shown
    return format_html('{}<div class="t-muted">+{}</div>', shown, len(items) - limit)


def hits(text: str, words: Sequence[str]) -> SafeString:
    """`text` with every one of `words` marked, upper and lower case alike."""
    if not words:
        return format_html("{}", text)
    pattern = re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)), re.IGNORECASE)
    html, position = [], 0
    for found in pattern.finditer(text):
        html.append(format_html("{}<mark>{}</mark>", text[position : found.start()], found.group()))
        position = found.end()
    return format_html("{}{}", mark_safe("".join(html)), text[position:])  # noqa: S308 - every piece is escaped above
