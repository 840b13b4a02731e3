"""The one line at which pages leave the crawler."""

from asgiref.sync import sync_to_async

from tenders.ingest.keep import FetchedPage, store_page


class HandOver:
    """Gives each page to `tenders.ingest`, which keeps it."""

    async def process_item(self, item: FetchedPage) -> FetchedPage:
        """Keep the page; the ORM runs in one thread, on one connection."""
        await sync_to_async(store_page)(item)
        return item
