"""How what was read is fitted into the columns of the database; knows the columns, not what they mean.

Nothing printed on a page may make a row fail. A text that is too long for a column that people read is cut, and the
cut is marked; one that rows are compared by keeps a fingerprint of the whole, so that two long texts never become one.
A number that no column can hold is no number: its text stays beside it.
"""

import hashlib
import re
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum
from typing import Any, TypeVar, cast
from zoneinfo import ZoneInfo

from django.contrib.postgres.fields import ArrayField
from django.db.models import CharField, DecimalField, Model

from tenders.parsing.notice import Evidence

T = TypeVar("T")
CHINA = ZoneInfo("Asia/Shanghai")
FINGERPRINT = 16  # hexadecimal digits, 64 bits
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")  # NUL, and halves of surrogate pairs


def storable(value: T) -> T:
    """`value` with every text in it made storable, however deep; lengths stay, so positions in a text stay true."""
    if isinstance(value, Enum):
        return value
    if isinstance(value, str):
        return cast("T", _UNSTORABLE.sub("\ufffd", value))
    if isinstance(value, tuple):
        return cast("T", tuple(storable(item) for item in value))
    if isinstance(value, dict):
        return cast("T", {key: storable(item) for key, item in value.items()})
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: storable(getattr(value, field.name)) for field in fields(value)})
    return value


def cut(text: str, width: int) -> str:
    """`text`, for a column that people read; the cut is marked with an ellipsis."""
    return text if len(text) <= width else text[: width - 1] + "…"


def bounded(text: str, width: int) -> str:
    """`text`, for a column that rows are compared by: a long one ends in `#` and a fingerprint of the whole."""
    if len(text) <= width:
        return text
    fingerprint = hashlib.sha256(text.encode()).hexdigest()[:FINGERPRINT]
    return f"{text[: width - FINGERPRINT - 1]}#{fingerprint}"


def fitted(model: type[Model], values: dict[str, Any]) -> dict[str, Any]:
    """`values` of the columns of `model`: texts cut to their width, None as empty text, numbers that fit or None."""
    return {column: _fit(model._meta.get_field(column), value) for column, value in values.items()}


def _fit(field: Any, value: Any) -> Any:
    if isinstance(field, ArrayField):
        return [_fit(field.base_field, item) for item in value]
    if isinstance(field, DecimalField):
        return None if value is None else number(value, field.max_digits, field.decimal_places)
    if isinstance(field, CharField):
        return cut(value or "", field.max_length or 0)
    return value


def number(value: Decimal, digits: int, places: int) -> Decimal | None:
    """`value` rounded half up to `places`; None when it is not finite or has more than `digits` digits."""
    if not value.is_finite() or abs(value) >= Decimal(10) ** (digits - places):
        return None
    rounded = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return rounded if abs(rounded) < Decimal(10) ** (digits - places) else None


def moment(value: datetime | date | None) -> datetime | None:
    """An aware datetime: a bare date is the first moment of that day in China."""
    if value is None or isinstance(value, datetime):
        return value
    return datetime.combine(value, time(), CHINA)


def evidence_json(evidence: Evidence | None) -> dict[str, Any]:
    """`{text, start, end, rule}`, or an empty object when nothing was kept."""
    if evidence is None:
        return {}
    return {"text": evidence.text, "start": evidence.start, "end": evidence.end, "rule": evidence.rule}
