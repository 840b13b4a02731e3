"""Each portal's markup for the blocks of a body; knows elements and classes, nothing of procurement."""

from collections.abc import Iterable, Iterator
from hashlib import blake2b
from html import escape

from crawler.replica.blocks import Block, Line, Section, Table, Text
from crawler.replica.wording import ordinal

WIDE_BLANK = "\u3000"


def numbered(blocks: Iterable[Block]) -> Iterator[tuple[str, Block]]:
    """Each block with its section's number (一、), empty for what is no section."""
    count = 0
    for block in blocks:
        if isinstance(block, Section):
            count += 1
            yield f"{ordinal(count)}、", block
        else:
            yield "", block


def national(blocks: Iterable[Block]) -> str:
    """ccgp's own: one paragraph a line, tables without thead."""
    return "\n".join(_national(number, block) for number, block in numbered(blocks))


def _national(number: str, block: Block) -> str:
    match block:
        case Section(label, None):
            return f"<p><strong>{number}{escape(label)}</strong></p>"
        case Section(label, value) | Line(label, value):
            return f"<p>{number}{escape(label)}：{escape(value or '')}</p>"
        case Text(text):
            return f"<p>{escape(text)}</p>"
        case Table(header, rows):
            return f"<table border='1'><tbody>{_rows([header, *rows])}</tbody></table>"


def _rows(rows: Iterable[tuple[str, ...]]) -> str:
    return "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)


def zcy(blocks: Iterable[Block]) -> str:
    """政采云's template: values and cells carry semantic classes (sites.md §7.4)."""
    return "\n".join(_zcy(number, block) for number, block in numbered(blocks))


def _zcy(number: str, block: Block) -> str:
    match block:
        case Section(label, value, code):
            marked = _marked(value, code) if value else ""
            return f'<p style="line-height: 1.5em;"><strong>{number}{escape(label)}：</strong>{marked}</p>'
        case Line(label, value, code):
            return f"<p>{escape(label).replace(' ', WIDE_BLANK)}：{_marked(value, code)}</p>"
        case Text(text):
            return f"<p>{escape(text)}</p>"
        case Table():
            return _zcy_table(block)


def _marked(value: str, code: str) -> str:
    if not code:
        return escape(value)
    uuid = int.from_bytes(blake2b(f"{code}{value}".encode(), digest_size=4).digest())
    classes = f"bookmark-item uuid-171{uuid:010d} code-{code} addWord single-line-text-input-box-cls"
    return f'<samp class="{classes}">{escape(value)}</samp>'


def _zcy_table(table: Table) -> str:
    cells = "".join(f"<td><strong>{escape(name)}</strong></td>" for name in table.header)
    head = f'<thead><tr class="firstRow">{cells}</tr></thead>'
    codes = table.codes or ("",) * len(table.header)
    rows = "".join(
        f'<tr replace="true">{"".join(_zcy_cell(cell, code) for cell, code in zip(row, codes, strict=True))}</tr>'
        for row in table.rows
    )
    return (
        '<div class="class-condition-filter-block"><table class="template-bookmark code-AM014zbcj0001" border="1">'
        f'{head}<tbody replace="true">{rows}</tbody></table></div>'
    )


def _zcy_cell(cell: str, code: str) -> str:
    return f'<td class="code-{code} cell">{escape(cell)}</td>' if code else f"<td>{escape(cell)}</td>"


def shanghai(blocks: Iterable[Block]) -> str:
    """Shanghai's tables have no thead: the first row is the header (sites.md §2.1)."""
    return zcy(blocks).replace("<thead>", "").replace('</thead><tbody replace="true">', "")


def hubei(blocks: Iterable[Block]) -> str:
    """Hubei's: spans for label, value and unit; labels spread with nbsp; tables inside paragraphs."""
    return "\n".join(_hubei(number, block) for number, block in numbered(blocks))


def _hubei(number: str, block: Block) -> str:
    match block:
        case Section(label, value):
            line = f"<p> <span>{escape(value)}</span> </p>" if value else ""
            return f"<p>{number}{escape(label)}</p>{line}"
        case Line(label, value, _, unit):
            spread = escape(label).replace(" ", "&nbsp;&nbsp;&nbsp;")
            apart = f"<span>{unit}</span>" if unit else ""
            return f"<p> <span>{spread}：</span><span>{escape(value)}</span>{apart} </p>"
        case Text(text):
            return f"<p> <span>{escape(text)}</span> </p>"
        case Table(header, rows):
            return f'<p> <table width="600"><tbody>{_rows([header, *rows])}</tbody></table> </p>'


def flat(blocks: Iterable[Block]) -> str:
    """A provincial copy at ggzy: paragraphs only, a table's cells one a line."""
    return "\n".join(f"<p>{line}</p>" for line in lines(blocks).split("\n"))


def lines(blocks: Iterable[Block]) -> str:
    """The bare text, a line each; a table's cells stand one a line."""
    return "\n".join(escape(line) for number, block in numbered(blocks) for line in _flat(number, block))


def _flat(number: str, block: Block) -> list[str]:
    match block:
        case Section(label, None):
            return [f"{number}{label}"]
        case Section(label, value) | Line(label, value):
            return [f"{number}{label}：{value}"]
        case Text(text):
            return [text]
        case Table(header, rows):
            return [cell for row in (header, *rows) for cell in row if cell]


def detail_table(blocks: Iterable[Block]) -> str:
    """ggzy's own table of names and values."""
    pairs = (row for block in blocks if isinstance(block, Table) for row in block.rows)
    rows = "\n".join(f"<tr><th>{escape(name)}</th><td>{escape(value)}</td></tr>" for name, value in pairs)
    return f'<table class="detail_Table">{rows}</table>'
