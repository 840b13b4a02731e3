"""The notices of one address, one for each content it ever had: which version each is, and which is current.

Versions count the readable contents in the order in which they were first kept. Current is the content fetched last:
a page that turns back to an earlier text makes that version current again.
"""

from typing import Any

from django.db.models import F, QuerySet

from tenders.matching.holds import hold
from tenders.models import Notice, RawPage, Tender

APART = 100_000  # moves numbers out of each other's way while they change


class Versions:
    """The notices of a page's address. `projects`: those whose notices a change here touches."""

    def __init__(self, page: RawPage, buyer_key: str | None) -> None:
        """Lock the address and the projects of the buyer until the transaction ends, and read what is there."""
        self.page = page
        hold([f"page {page.source_id} {page.url}", *([f"buyer {buyer_key}"] if buyer_key else [])])
        self.notices: list[Notice] = []
        self.projects: set[Tender] = set()
        self.own: Notice | None = None  # what an earlier reading of this very page left
        if self._rows().exists():
            self._load_all(buyer_key)

    def _load_all(self, buyer_key: str | None) -> None:
        self._load()
        # the notice had another buyer before: its project changes too
        others = {project.buyer.key for project in self.projects if project.buyer} - {buyer_key}
        if others:
            hold(f"buyer {key}" for key in others)
            self._load()

    def _load(self) -> None:
        rows = self._rows().select_related("tender__buyer", "page").defer("text", "search_text", "page__body")
        self.notices = list(rows)
        self.projects = {notice.tender for notice in self.notices}
        self.own = next((notice for notice in self.notices if notice.page_id == self.page.pk), None)

    def _rows(self) -> QuerySet[Notice]:
        return Notice.objects.filter(source=self.page.source_id, url=self.page.url)

    def keep(self, values: dict[str, Any]) -> Notice:
        """Write the notice of this page, without awards, and set the order of the versions."""
        notice = self.own or self._new()
        for column, value in values.items():
            setattr(notice, column, value)
        notice.save()
        if self.own is not None:
            notice.awards.all().delete()
        else:
            self.notices.append(notice)
        self._order()
        return notice

    def drop(self) -> bool:
        """Remove the notice of this page; False when there was none."""
        if self.own is None:
            return False
        self.notices.remove(self.own)
        self.own.delete()
        self._order()
        return True

    def _new(self) -> Notice:
        version = max((notice.version for notice in self.notices), default=0) + 1
        page = self.page
        return Notice(page=page, source_id=page.source_id, url=page.url, version=version, is_current=not self.notices)

    def _order(self) -> None:
        """Number the versions from 1 and say which is current, in steps that break no rule on the way."""
        newest = max(self.notices, key=lambda notice: (notice.page.fetched_at, notice.page_id), default=None)
        right = [
            (version, notice is newest, notice)
            for version, notice in enumerate(sorted(self.notices, key=lambda notice: notice.page_id), 1)
        ]
        if all((version, current) == (notice.version, notice.is_current) for version, current, notice in right):
            return
        self._rows().update(version=F("version") + APART, is_current=False)
        for version, current, notice in right:
            notice.version, notice.is_current = version, current
            notice.save(update_fields=["version", "is_current"])
