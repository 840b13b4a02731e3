"""The Chinese catalogues are whole, and what is compiled is what is written."""

import re
from pathlib import Path

import polib
import pytest

CATALOGUES = sorted(Path("locale").rglob("*.po"))


def test_there_are_two_catalogues() -> None:
    assert [str(path.parent.parent.parent) for path in CATALOGUES] == ["locale/unfold", "locale"]


@pytest.mark.parametrize("path", CATALOGUES, ids=str)
def test_every_entry_is_translated(path: Path) -> None:
    catalogue = polib.pofile(str(path))
    assert len(catalogue) > 0
    assert catalogue.untranslated_entries() == []
    assert catalogue.fuzzy_entries() == []
    assert catalogue.obsolete_entries() == []


@pytest.mark.parametrize("path", CATALOGUES, ids=str)
def test_the_compiled_catalogue_is_in_step(path: Path) -> None:
    written = {(e.msgctxt, e.msgid): e.msgstr or e.msgstr_plural for e in polib.pofile(str(path))}
    compiled = {(e.msgctxt, e.msgid): e.msgstr or e.msgstr_plural for e in polib.mofile(str(path.with_suffix(".mo")))}
    assert compiled == written


@pytest.mark.parametrize("path", CATALOGUES, ids=str)
def test_placeholders_of_a_translation_are_known_to_its_source(path: Path) -> None:
    names = re.compile(r"%\((\w+)\)s")
    for entry in polib.pofile(str(path)):
        texts = [entry.msgstr, *entry.msgstr_plural.values()]
        known = set(names.findall(entry.msgid)) | set(names.findall(entry.msgid_plural or ""))
        assert all(set(names.findall(text)) <= known for text in texts), entry.msgid
