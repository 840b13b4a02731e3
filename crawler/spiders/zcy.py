"""Portals of the 政采云 product: one JSON list for each category, newest first, and a JSON notice."""

import json
import time
from typing import Any, ClassVar
from urllib.parse import quote

from scrapy import Request
from scrapy.http import Response

from crawler.items import Listed
from crawler.spiders.newest_first import ListPage, NewestFirstSpider, UnreadableList
from crawler.window import china_time

PAGE_SIZE = 50


class ZcySpider(NewestFirstSpider):
    """One portal of the product.

    1. Set `channels` to the category codes; they differ from portal to portal.
    2. Set `parent_id` and `site_id`, which the portal's own pages send.

    Rows are filtered again by their own date, since the portal ignores what it does not understand and then sends
    its newest rows.
    """

    parent_id: ClassVar[str]
    site_id: ClassVar[str]
    page_due = "json"

    def ask(self, channel: str, number: int) -> Request:
        """A POST of JSON; dates are strings here, though milliseconds elsewhere on the same portal."""
        form = {
            "pageNo": number,
            "pageSize": PAGE_SIZE,
            "parentId": self.parent_id,
            "categoryCode": channel,
            "publishDateBegin": self.window.first.isoformat(),
            "publishDateEnd": self.window.last.isoformat(),
            "_t": int(time.time() * 1000),
        }
        base = self.source.base_url
        referer = f"{base}/site/category?parentId={self.parent_id}&childrenCode=ZcyAnnouncement"
        headers = {"Content-Type": "application/json", "Origin": base, "Referer": referer}
        place = {"channel": channel, "number": number}
        body = json.dumps(form)
        return self.list_request(f"{base}/portal/category", "json", place, method="POST", headers=headers, body=body)

    def read_list(self, response: Response, channel: str, number: int) -> ListPage:
        """Rows with their total; a total of 0 proves that there are none."""
        data = data_of(response)
        rows, total = data.get("data"), data.get("total")
        if not isinstance(rows, list) or not isinstance(total, int):
            raise UnreadableList("not_as_declared")
        listed = [notice for row in rows if (notice := self._read_row(row))]
        return ListPage(listed, len(rows) - len(listed), number * PAGE_SIZE < total, proven_empty=total == 0)

    def _read_row(self, row: dict[str, Any]) -> Listed | None:
        article = row.get("articleId")
        if not isinstance(article, str) or not article:
            return None
        published = china_time(row.get("publishDate"))
        url = f"{self.source.base_url}/site/detail?parentId={self.parent_id}&articleId={quote(article, safe='')}"
        title = " ".join(str(row.get("title") or "").split())
        return Listed(url, title, f"{published:%Y-%m-%d %H:%M}" if published else "", published and published.date())

    def page_address(self, listed: Listed) -> str:
        """The people's page is an empty frame; its text comes from /portal/detail."""
        place = listed.url.removeprefix(f"{self.source.base_url}/site/detail?")
        return f"{self.source.base_url}/portal/detail?{place}&siteId={self.site_id}"

    def is_missing(self, response: Response) -> bool:
        """An unknown article is answered with null."""
        return not data_of(response)


def data_of(response: Response) -> dict[str, Any]:
    """`result.data` of an answer; empty when it is null or the answer is something else."""
    try:
        answer = json.loads(response.body)
    except ValueError:
        return {}
    result = answer.get("result") if isinstance(answer, dict) else None
    data = result.get("data") if isinstance(result, dict) else None
    return data if isinstance(data, dict) else {}
