"""Small pages made by hand for the reader's tests: lines and tables in plain markup. No real notice."""

from collections.abc import Sequence
from html import escape

from tenders.parsing import Page, ParsedNotice, parse

Block = str | Sequence[Sequence[str]]

HEAD = ("一、项目编号：CS-2026-001", "二、项目名称：某市政务云服务项目")
TAIL = (
    "九、凡对本次公告内容提出询问，请按以下方式联系",
    "1.采购人信息",
    "名 称：某市数据局",
    "2.采购代理机构信息",
    "名 称：某某招标代理有限公司",
)


def page(
    *blocks: Block, title: str = "某市政务云服务项目中标公告", source: str = "any", published: str | None = None
) -> Page:
    """A page of paragraphs (strings) and tables (rows of cells)."""
    body = "".join(_block(block) for block in blocks)
    markup = f"<html><head><title>{escape(title)}</title></head><body><h2>{escape(title)}</h2>{body}</body></html>"
    return Page(source=source, url="", body=markup.encode(), published=published)


def award(*blocks: Block, title: str = "某市政务云服务项目中标公告") -> ParsedNotice:
    """An award notice in the national format whose third part is `blocks`."""
    return parse(page(*HEAD, "三、中标（成交）信息", *blocks, *TAIL, title=title))


def winners(notice: ParsedNotice) -> list[tuple[str | None, tuple[tuple[str, str], ...], str]]:
    """(lot, ((name, role), …), amount in yuan or the basis) of each award that has a winner."""
    return [
        (
            one.lot,
            tuple((supplier.name, str(supplier.role)) for supplier in one.suppliers),
            str(one.basis) if one.amount is None else f"{one.amount:.2f}",
        )
        for one in notice.awards
        if one.suppliers
    ]


def _block(block: Block) -> str:
    if isinstance(block, str):
        return f"<p>{escape(block)}</p>"
    rows = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in block)
    return f"<table>{rows}</table>"
