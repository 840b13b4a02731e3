"""The one place at which pages leave the crawler."""

import asyncio

from asgiref.sync import sync_to_async
from django.db import DataError

from tenders.ingest.keep import FetchedPage, store_page, store_pages


class HandOver:
    """Gives pages to `tenders.ingest`, which keeps them.

    The ORM runs in one thread, on one connection. Pages that arrive while others are being kept wait, and are then
    kept together, so that the database does not slow down a fast site.
    """

    def __init__(self) -> None:
        self.waiting: list[FetchedPage] = []
        self.next: asyncio.Task[None] | None = None
        self.one_at_a_time = asyncio.Lock()

    async def process_item(self, item: FetchedPage) -> FetchedPage:
        """Return when the page is kept; raise what kept it from being kept."""
        self.waiting.append(item)
        if self.next is None:
            self.next = asyncio.ensure_future(self._store_waiting())
        try:
            await self.next
        except DataError:
            # one page that the database refuses must not cost the others
            await sync_to_async(store_page)(item)
        return item

    async def _store_waiting(self) -> None:
        async with self.one_at_a_time:
            batch, self.waiting, self.next = self.waiting, [], None
            await sync_to_async(store_pages)(batch)
