"""What a portal is asked and what it answers, free of sockets."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol
from urllib.parse import parse_qs


@dataclass(frozen=True, slots=True)
class Request:
    """One HTTP request: `path` is percent-encoded as sent, `query` is what follows the question mark."""

    method: str
    path: str
    query: str = ""
    body: bytes = b""
    client: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)

    def arguments(self) -> dict[str, str]:
        """The query as a form: the first value of each name; a raw `+` becomes a space, as in any form."""
        return {name: values[0] for name, values in parse_qs(self.query, keep_blank_values=True).items()}

    def form(self) -> dict[str, str]:
        """The body as a form; a body that is not text gives no fields."""
        text = self.body.decode("utf-8", errors="replace")
        return {name: values[0] for name, values in parse_qs(text, keep_blank_values=True).items()}

    def json_object(self) -> dict[str, Any]:
        """The body as a JSON object; anything else gives an empty one."""
        try:
            value = json.loads(self.body or b"{}")
        except ValueError:
            return {}
        return value if isinstance(value, dict) else {}


@dataclass(frozen=True, slots=True)
class Response:
    """One HTTP answer; `dropped` closes the connection without a byte."""

    body: bytes = b""
    status: int = 200
    content_type: str = "text/html; charset=utf-8"
    headers: tuple[tuple[str, str], ...] = ()
    dropped: bool = False


class Portal(Protocol):
    """One site: answers requests from what it holds."""

    @property
    def key(self) -> str:
        """The source key in tenders.sources."""
        ...

    def answer(self, request: Request) -> Response:
        """The site's answer; a path it does not know gets its own 404 page."""
        ...


def html(text: str, status: int = 200) -> Response:
    """An HTML page in UTF-8."""
    return Response(text.encode(), status)


def as_json(value: object) -> Response:
    """A JSON answer, Chinese unescaped as the portals send it."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Response(text.encode(), content_type="application/json;charset=UTF-8")
