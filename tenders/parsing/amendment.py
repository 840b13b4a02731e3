"""Amendments: what they amend and when that was first published."""

import re

from tenders.normalise.dates import day_of, find_date
from tenders.parsing.document import Document
from tenders.parsing.facts import Event, Fact
from tenders.parsing.labels import Field
from tenders.parsing.notice import Amends

_TARGET = re.compile(
    r"(采购|招标|中标|成交|磋商|谈判|询价|竞争性磋商|竞争性谈判|资格预审)?(公告|文件|结果|需求|通知书)"
)
_TARGETS = {"公告": "采购公告", "文件": "采购文件", "结果": "采购结果", "需求": "采购文件", "通知书": "采购文件"}


def read_amends(document: Document, events: list[Event]) -> Amends:
    """The first target printed (采购公告, 采购文件, 采购结果) and the day of the first publication, each or None."""
    target, first = None, None
    for event in events:
        if not isinstance(event, Fact) or event.end <= event.start:
            continue
        value = document.folded[event.start : event.end]
        if event.field is Field.AMENDS and target is None:
            match = _TARGET.search(value)
            target = _TARGETS[match[2]] if match else None
        elif event.field is Field.FIRST_PUBLISHED and first is None:
            found = find_date(value)
            first = day_of(found[0]) if found else None
    return Amends(target, first)
