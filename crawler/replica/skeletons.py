"""The portals' pages around their content: HTML files with $places to fill; knows nothing of notices."""

from functools import cache
from pathlib import Path
from string import Template

FOLDER = Path(__file__).parent / "templates"


def page(name: str, **values: object) -> str:
    """The page with its places filled; values are HTML already. Raises KeyError for a place left empty."""
    return _template(name).substitute(values)


@cache
def _template(name: str) -> Template:
    return Template((FOLDER / f"{name}.html").read_text(encoding="utf-8"))


def missing(status_text: str = "404 Not Found") -> str:
    """The bare page of a web server for a path it does not know."""
    return f"<html><head><title>{status_text}</title></head><body><h1>{status_text}</h1></body></html>"
