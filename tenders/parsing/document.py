"""A page's bytes as ordered lines of one text: title, meta, headings, paragraphs, table rows. Knows no field."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from lxml import etree, html

from tenders.normalise.text import fold
from tenders.parsing.envelope import markup_of
from tenders.parsing.notice import Page, UnreadablePage

MAX_LINES = 6_000
MAX_LINE = 8_000  # a longer line is hostile or broken, and is read in pieces
MAX_TEXT = 400_000  # characters; ten times the longest notice seen

_SKIP = frozenset(("script", "style", "head", "noscript", "select", "option", "button", "iframe", "nav", "template"))
_BLOCKS = frozenset(
    ("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl", "dt", "dd", "br", "hr", "tr", "section",
     "article", "header", "footer", "form", "center", "blockquote", "pre", "textarea", "table", "tbody", "thead",
     "tfoot", "td", "th", "caption", "address", "main", "fieldset", "legend", "body")
)  # fmt: skip
_CHROME = re.compile(r"当前位置|您的位置|您现在的位置|您所在的位置|位置[:：]\s*首页")
_FOOT = re.compile(r"^(?:相关公告$|相关文章|主办单位[:：]|网站标识码|版权所有|Copyright|©|扫一扫|打印本页|\[?关闭窗口)")
_SPACED_LABEL = re.compile(r"(?<![\u4e00-\u9fff\d])[\u4e00-\u9fff](?: +[\u4e00-\u9fff]){1,6}(?= *[:：])")
_SPACED_START = re.compile(r"^[\u4e00-\u9fff](?: +[\u4e00-\u9fff]){1,9}(?=$| )")
_BRANCH = re.compile(r"[\u4e00-\u9fff]{0,10}(?:分公司|支公司)(?![\u4e00-\u9fff])")
_CUT_FIRM = re.compile(r"(?:有限|股份|集团|责任)[\u4e00-\u9fff]{0,2}公司[\u4e00-\u9fff]{0,6}$")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>?")
_SPACES = re.compile(r"[\s\u00a0\u3000\u200b\ufeff]+")


@dataclass(frozen=True, slots=True)
class Row:
    """A table row: where each cell stands in the document's text. Cells spanning rows are repeated."""

    cells: tuple[tuple[int, int], ...]
    table: int


@dataclass(slots=True)
class Document:
    """The page as text. `folded` has the same length as `text`; `starts[i]:ends[i]` is line i in both."""

    title: str
    text: str
    folded: str
    starts: list[int]
    ends: list[int]
    rows: dict[int, Row]
    meta: dict[str, str] = field(default_factory=dict)
    channel: str = ""

    def line(self, number: int) -> str:
        """Line `number`, folded."""
        return self.folded[self.starts[number] : self.ends[number]]


def read_document(page: Page) -> Document:
    """The page's bytes as a document. Raises UnreadablePage when there are no lines of text."""
    markup, meta = markup_of(page)
    if not markup.strip():
        raise UnreadablePage("empty", "the page has no bytes")
    root = _root(markup)
    builder = _Builder()
    builder.walk(_body(root))
    if not builder.lines:
        raise UnreadablePage("empty", "the page has no text")
    meta.update(_meta(root))
    title = meta.get("ArticleTitle") or _heading(root) or page.title or meta.get("title") or builder.first_line()
    return builder.document(_SPACES.sub(" ", title).strip(), meta)


def _root(markup: str) -> html.HtmlElement:
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(markup.encode("utf-8", errors="replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadablePage("not_html", str(error)) from None
    return root


def _body(root: html.HtmlElement) -> html.HtmlElement:
    body = root.find("body")
    return root if body is None else body


def _meta(root: html.HtmlElement) -> dict[str, str]:
    meta = {}
    for element in root.iter("meta", "title"):
        if element.tag == "title":
            meta["title"] = (element.text or "").strip()
        elif element.get("name") and element.get("content"):
            meta[element.get("name", "")] = element.get("content", "").strip()
    return meta


def _heading(root: html.HtmlElement) -> str:
    for element in root.iter("h1", "h2", "h3", "h4"):
        text = _SPACES.sub(" ", "".join(element.itertext())).strip()
        if len(text) > 5:
            return text
    return ""


class _Builder:
    """Collects lines while the tree is walked once; tables of cells become rows."""

    def __init__(self) -> None:
        self.lines: list[str | list[str]] = []
        self.tables: list[int] = []
        self.table = 0
        self.parts: list[str] = []
        self.inside = False
        self.length = 0

    def walk(self, body: html.HtmlElement) -> None:
        """Every element once, in document order, without recursion."""
        walker = etree.iterwalk(body, events=("start", "end"))
        for event, element in walker:
            if event == "start":
                if self.opens(element):
                    walker.skip_subtree()
            else:
                if element.tag in _BLOCKS:
                    self.flush()
                if element.tail and element is not body:
                    self.parts.append(element.tail)
            if len(self.lines) > MAX_LINES or self.length > MAX_TEXT:
                break
        self.flush()

    def opens(self, element: html.HtmlElement) -> bool:
        """Begin an element; True when nothing inside it is left to walk."""
        tag = element.tag
        if tag in _SKIP:
            return True
        if tag in _BLOCKS:
            self.flush()
            if tag == "table" and self.read_table(element):
                return True
            if tag == "textarea" and self.inner_markup(element.text or ""):
                return True
        if element.text:
            self.parts.append(element.text)
        return False

    def inner_markup(self, markup: str) -> bool:
        """A page inside a textarea, an old way of shipping the body. Only one level deep."""
        if "<" not in markup or self.inside:
            return False
        self.inside = True
        self.walk(_body(_root(f"<div>{unescape(markup)}</div>")))
        self.inside = False
        return True

    def flush(self) -> None:
        """Close the line being collected."""
        if not self.parts:
            return
        text = _SPACES.sub(" ", "".join(self.parts)).strip()
        self.parts.clear()
        if "<" in text or "&" in text:
            text = _SPACES.sub(" ", _TAG.sub(" ", unescape(text))).strip()
        for start in range(0, min(len(text), MAX_TEXT), MAX_LINE):
            self.add(text[start : start + MAX_LINE])

    def add(self, line: str | list[str]) -> None:
        self.lines.append(line)
        self.tables.append(self.table if isinstance(line, list) else 0)
        self.length += len(line) if isinstance(line, str) else sum(map(len, line))

    def read_table(self, table: html.HtmlElement) -> bool:
        """Rows of a table of values; False for a table that only lays out the page, which is walked as blocks."""
        if next(table.iterdescendants("table"), None) is not None:
            return False
        grid = list(_grid(table))
        if not grid or max(map(len, grid)) < 2:
            return False
        self.table += 1
        for cells in grid:
            if any(cells):
                self.add(cells if len(cells) > 1 else cells[0])
        return True

    def join_cut_names(self) -> None:
        """A branch at a line's start, its firm at the end of the line above: one name, cut by the page's width."""
        for number in range(len(self.lines) - 1, 0, -1):
            above, line = self.lines[number - 1], self.lines[number]
            if isinstance(above, str) and isinstance(line, str) and _BRANCH.match(line) and _CUT_FIRM.search(above):
                self.lines[number - 1] = above + line
                del self.lines[number], self.tables[number]

    def first_line(self) -> str:
        first = self.lines[0]
        return (first if isinstance(first, str) else first[0])[:200]

    def document(self, title: str, meta: dict[str, str]) -> Document:
        """One text out of the lines; chrome before and after the notice left out."""
        self.join_cut_names()
        pieces: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        rows: dict[int, Row] = {}
        position = 0
        channel = ""
        for line, table in zip(self.lines, self.tables, strict=True):
            if isinstance(line, str):
                if _CHROME.match(line):
                    channel = channel or line
                    continue
                if _FOOT.match(line) and starts:
                    break
                piece = _close_labels(line)
            else:
                piece = "\t".join(line)
                rows[len(starts)] = Row(tuple(_places(line, position)), table)
            starts.append(position)
            position += len(piece)
            ends.append(position)
            position += 1
            pieces.append(piece)
        text = "\n".join(pieces)
        return Document(title, text, fold(text), starts, ends, rows, meta, channel)


def _close_labels(line: str) -> str:
    """`名 称：` → `名称：`: the spaces that only stretch a label to a column's width."""
    if " " not in line:
        return line
    line = _SPACED_LABEL.sub(lambda found: found[0].replace(" ", ""), line)
    return _SPACED_START.sub(lambda found: found[0].replace(" ", ""), line)


def _places(cells: list[str], position: int) -> Iterator[tuple[int, int]]:
    for cell in cells:
        yield position, position + len(cell)
        position += len(cell) + 1


def _grid(table: html.HtmlElement) -> Iterator[list[str]]:
    """Rows as lists of cell texts: a cell spanning rows repeats, one spanning columns is followed by blanks."""
    hanging: dict[int, tuple[int, str]] = {}
    for row in table.iter("tr"):
        cells: list[str] = []
        for cell in row.iterchildren("td", "th"):
            _hang(cells, hanging)
            text = _SPACES.sub(" ", " ".join(cell.itertext())).strip()[:MAX_LINE]
            for part in range(_span(cell, "colspan")):
                if _span(cell, "rowspan") > 1:
                    hanging[len(cells)] = (_span(cell, "rowspan") - 1, "" if part else text)
                cells.append("" if part else text)
        _hang(cells, hanging)
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            yield cells


def _hang(cells: list[str], hanging: dict[int, tuple[int, str]]) -> None:
    while len(cells) in hanging:
        left, text = hanging[len(cells)]
        if left > 1:
            hanging[len(cells)] = (left - 1, text)
        else:
            del hanging[len(cells)]
        cells.append(text)


def _span(cell: html.HtmlElement, name: str) -> int:
    """How far a cell reaches; at most 30, so that a hostile page costs nothing."""
    value = cell.get(name, "1").strip()
    return min(max(int(value), 1), 30) if value.isdigit() else 1
