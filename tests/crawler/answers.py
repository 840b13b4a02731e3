"""Answers as a portal would give them, made by hand for spiders that are asked directly."""

import json
from typing import Any

from scrapy import Request
from scrapy.http import HtmlResponse, Response, TextResponse


def html_answer(request: Request, rows: str, status: int = 200) -> HtmlResponse:
    """A page with this inside its body."""
    body = f"<html><head><title>列表</title></head><body>{rows}</body></html>"
    return HtmlResponse(request.url, status=status, body=body.encode(), encoding="utf-8", request=request)


def json_answer(request: Request, value: Any) -> Response:
    """A JSON answer."""
    body = json.dumps(value, ensure_ascii=False).encode()
    return TextResponse(request.url, body=body, encoding="utf-8", request=request)
