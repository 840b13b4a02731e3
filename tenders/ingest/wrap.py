"""Text without markup, dressed as its source's own page, so that the reader needs to know no other form."""

import json
from collections.abc import Callable
from datetime import datetime
from html import escape

from tenders.normalise.dates import CHINA
from tenders.sources import Source

CCGP = """<!DOCTYPE html>
<html><head><meta charset="utf-8"><meta name="ArticleTitle" content="{title}">
<meta name="PubDate" content="{published}"><title>{title}</title></head><body><div class="vF_detail_main">
<div class="vF_detail_header"><h2 class="tc">{title}</h2><p class="tc"><span id="pubTime">{published}</span></p></div>
<div class="vF_detail_content_container"><div class="vF_detail_content">
{body}
</div></div></div></body></html>
"""
HUBEI = """<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>{title}</title></head><body>
<div class="art_con"><div><h2><span>{title}</span></h2><div><span>发布日期：{published}</span></div></div>
<div>
{body}
</div></div></body></html>
"""
GGZY = """<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>全国公共资源交易平台</title></head><body>
<div class="detail"><h4 class="h4_o">{title}</h4>
<p class="p_o"><span>发布时间：{published}</span><span>信息来源：<label id="platformName"></label></span></p>
<div id="mycontent" class="detail_content">
{body}
</div></div></body></html>
"""
PAGES = {"ccgp": CCGP, "hubei": HUBEI, "ggzy": GGZY}


def wrap_text(source: Source, title: str, published: str, text: str) -> bytes:
    """The page of a notice of which only the text is known; each line becomes a paragraph."""
    body = "\n".join(f"<p>{escape(line.strip())}</p>" for line in text.splitlines() if line.strip())
    if source.body == "json":
        return wrap_html(source, title, published, body)
    return PAGES[source.key].format(title=escape(title), published=escape(published), body=body).encode()


def wrap_html(source: Source, title: str, published: str, html: str) -> bytes:
    """The page of a notice of which the HTML is known: itself, or inside the source's JSON."""
    if source.body == "html":
        return html.encode()
    data = {"title": title, "content": html, "publishDate": _milliseconds(published)}
    return json.dumps({"success": True, "result": {"data": data}, "error": None}, ensure_ascii=False).encode()


def _milliseconds(published: str) -> int | None:
    try:
        moment = datetime.fromisoformat(published)
    except ValueError:
        return None
    return int(moment.replace(tzinfo=moment.tzinfo or CHINA).timestamp() * 1000)


Wrapper = Callable[[Source, str, str, str], bytes]
WRAPPERS: dict[str, Wrapper] = {"html": wrap_html, "text": wrap_text}
