"""The world as the database keeps it. Every rule of "Rules the database keeps" is a named constraint or a trigger."""

from tenders.models.fetching import Crawl, RawPage, Source
from tenders.models.notices import WINNING_ROLES, Award, AwardParty, Lot, Notice, NoticeQuerySet, Tender
from tenders.models.users import Digest, SavedSearch
from tenders.models.vendors import Affiliation, ClassMembership, Group, Organisation

__all__ = [
    "WINNING_ROLES",
    "Affiliation",
    "Award",
    "AwardParty",
    "ClassMembership",
    "Crawl",
    "Digest",
    "Group",
    "Lot",
    "Notice",
    "NoticeQuerySet",
    "Organisation",
    "RawPage",
    "SavedSearch",
    "Source",
    "Tender",
]
