"""Who is due, and that a week's mail is sent once: claimed in the database, sent, then marked as sent."""

import logging
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from smtplib import SMTPException

from django.contrib.auth.models import User
from django.db.models import Q
from django.utils import timezone

from tenders.digest.content import content_for
from tenders.digest.mail import message_for
from tenders.models import Digest

logger = logging.getLogger(__name__)

CLAIM_HOLDS = timedelta(minutes=15)  # then the process that claimed it is taken for dead
FIRST_LOOK_BACK = timedelta(days=7)
LONGEST_LOOK_BACK = timedelta(days=28)  # after a long pause, older news is no news


@dataclass
class DigestSummary:
    """One run over all users: mails sent, mails of this week that were sent or are being sent, mails that failed."""

    week: date
    sent: int = 0
    settled: int = 0
    failed: int = 0


def send_due_digests(today: date | None = None) -> DigestSummary:
    """Send the mail of the ISO week of `today` (in China; default: now) to every user who is due.

    Due is an active user with an address and a weekly search, whose mail of this week is neither sent nor being sent.
    Safe to run twice, and in two processes at once. A mail that fails is tried again by a run after CLAIM_HOLDS.
    """
    today = today or timezone.localdate()
    summary = DigestSummary(today - timedelta(days=today.weekday()))
    for user in due_users():
        digest = claim(user, summary.week)
        if digest is None:
            summary.settled += 1
        elif send(digest):
            summary.sent += 1
        else:
            summary.failed += 1
    return summary


def due_users() -> "list[User]":
    users = User.objects.filter(is_active=True, saved_searches__weekly=True).exclude(email="")
    return list(users.distinct().order_by("pk"))


def claim(user: User, week: date) -> Digest | None:
    """The user's digest of this week, ours alone to send; None when it was sent or somebody else holds it."""
    now = timezone.now()
    digest, _made = Digest.objects.get_or_create(user=user, week=week)
    free = Q(claimed_at=None) | Q(claimed_at__lt=now - CLAIM_HOLDS)
    if not Digest.objects.filter(free, pk=digest.pk, sent_at=None).update(claimed_at=now):
        return None
    digest.claimed_at = now
    return digest


def send(digest: Digest) -> bool:
    """Send a claimed digest; False when the mail server would not have it, or was not there."""
    until = digest.claimed_at or timezone.now()
    content = content_for(digest.user, look_back(digest, until), until)
    try:
        message_for(digest, content).send()
    except (SMTPException, OSError) as fault:
        logger.warning("digest %s was not sent: %s", digest.pk, fault)
        return False
    Digest.objects.filter(pk=digest.pk).update(sent_at=timezone.now(), notices=content.projects)
    return True


def look_back(digest: Digest, until: datetime) -> datetime:
    """Where the user's last mail ended, so that nothing is told twice and nothing is lost between two mails."""
    before = Digest.objects.filter(user=digest.user, week__lt=digest.week, sent_at__isnull=False)
    last = before.order_by("-week").values_list("claimed_at", flat=True).first()
    return max(last, until - LONGEST_LOOK_BACK) if last else until - FIRST_LOOK_BACK
