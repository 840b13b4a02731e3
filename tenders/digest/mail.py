"""How a digest looks: three templates rendered into one message with text and HTML twins."""

from typing import Any
from urllib.parse import quote, urlsplit

import css_inline
from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import timezone, translation

from tenders.classify.regions import region_name
from tenders.digest.address import absolute, unsubscribe_address
from tenders.digest.content import Content, Item
from tenders.models import Digest

TEMPLATE = "tenders/digest-{part}"


def message_for(digest: Digest, content: Content) -> EmailMultiAlternatives:
    """The mail in the installation's language, ready to send.

    Its Message-ID belongs to the user's week: should a crash lead to a second delivery, mail programs see one mail.
    """
    user = digest.user
    with translation.override(settings.LANGUAGE_CODE):
        context = context_for(user, content)
        subject = " ".join(rendered("subject.txt", context).split())
        message = EmailMultiAlternatives(
            subject, rendered("body.txt", context), settings.DEFAULT_FROM_EMAIL, [user.email], headers=headers(digest)
        )
        message.attach_alternative(css_inline.inline(rendered("body.html", context)), "text/html")
    return message


def rendered(part: str, context: dict[str, Any]) -> str:
    return render_to_string(TEMPLATE.format(part=part), context)


def headers(digest: Digest) -> dict[str, str]:
    """One-click unsubscribing (RFC 8058), and a name for the mail that stays the same."""
    host = urlsplit(settings.SITE_URL).hostname
    return {
        "List-Unsubscribe": f"<{unsubscribe_address(digest.user)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
        "Message-ID": f"<digest-{digest.token}@{host}>",
    }


def context_for(user: User, content: Content) -> dict[str, Any]:
    last_day = timezone.localdate(content.until)
    return {
        "content": content,
        "first_day": timezone.localdate(content.since),
        "last_day": last_day,
        "sections": [(section, [shown(item) for item in section.items]) for section in content.sections],
        "searches": [
            (saved.name, absolute("admin:tenders_notice_changelist", query=quote(saved.query, safe="=&%+")))
            for saved in content.searches
        ],
        "ratios": [(ratio, absolute("ratio", query=ratio.definition.as_query())) for ratio in content.ratios],
        "searches_url": absolute("admin:tenders_savedsearch_changelist"),
        "unsubscribe_url": unsubscribe_address(user),
    }


def shown(item: Item) -> dict[str, Any]:
    notice = item.notice
    return {
        "item": item,
        "notice": notice,
        "place": region_name(notice.city or notice.province),
        "url": absolute("admin:tenders_notice_change", notice.pk),
    }
