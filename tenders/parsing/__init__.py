"""Reading: the bytes of a page become a `ParsedNotice`. Pure: knows no database, no network, no vendor."""

from tenders.parsing.notice import Page, ParsedNotice, UnreadablePage
from tenders.parsing.read import parse
from tenders.parsing.shape import as_json

__all__ = ["Page", "ParsedNotice", "UnreadablePage", "as_json", "parse"]
