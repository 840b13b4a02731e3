"""What passes between a listing and a page; the page itself is `tenders.ingest.keep.FetchedPage`."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Listed:
    """One row of a list: the official address of the notice, and its title and time as printed there.

    `day` is the day of `published` in China, None where the row prints none that can be read.
    """

    url: str
    title: str
    published: str
    day: date | None
