"""Pages that are no notice: blocks, errors, empty bodies. Each refusal has a stable code."""

import re

from tenders.parsing.document import Document
from tenders.parsing.notice import UnreadablePage

_REFUSALS: tuple[tuple[str, str], ...] = (
    (
        "blocked",
        r"频繁访问|访问过于频繁|访问频率过高|访问被阻断|安全验证|请输入验证码|aliyun_waf|努力加载中|您的访问(?:过于|请求)|拒绝访问|Access Denied|WAF",
    ),
    (
        "not_found",
        r"错误页面[!！]|页面不存在|404 Not Found|您访问的页面|找不到(?:该|您)|该信息不存在|信息已(?:删除|撤销|下架)",
    ),
    ("not_html", r"^%PDF-\d|^PK\x03"),
    ("server_error", r"502 Bad Gateway|503 Service|500 Internal|服务器(?:繁忙|错误|内部错误)|serverisbusy"),
)
_MATCHERS = tuple((code, re.compile(pattern)) for code, pattern in _REFUSALS)
SHORTEST_NOTICE = 40
_CHINESE = re.compile(r"[一-鿿]")
FEWEST_CHINESE = 20  # a title alone has as many
READ_FOR_CHINESE = 20_000
LONGEST_TITLE = 200


def refuse(document: Document) -> None:
    """Raise UnreadablePage for a page that holds no notice. Long pages are never refused for a word in them."""
    shown = document.meta.get("title", "") + document.title
    short = len(document.text) < 600
    for code, pattern in _MATCHERS:
        found = pattern.search(shown) or (pattern.search(document.text) if short else None)
        if found is not None and (short or pattern.search(document.meta.get("title", ""))):
            raise UnreadablePage(code, found[0])
    titled = len(document.title) < LONGEST_TITLE and len(document.starts) > 1
    body = len(document.text.replace(document.title, "")) if titled else len(document.text)
    if body < SHORTEST_NOTICE:
        raise UnreadablePage("no_text", f"only {body} characters besides the title")
    if len(_CHINESE.findall(document.text[:READ_FOR_CHINESE])) < FEWEST_CHINESE:
        raise UnreadablePage("not_chinese", "a notice is written in Chinese, this page is not")
