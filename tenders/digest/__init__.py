"""The weekly mail: what it says, how it looks, and that each user gets it once."""

from tenders.digest.send import DigestSummary, send_due_digests

__all__ = ["DigestSummary", "send_due_digests"]
