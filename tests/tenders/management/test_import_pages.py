import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.factories import make_source

pytestmark = pytest.mark.django_db

ROW = '{"url": "http://www.ccgp.gov.cn/cggg/dfgg/zbgg/a.htm", "text": "一、项目编号：A"}\n'


@pytest.fixture
def path(tmp_path: Path) -> Path:
    make_source("ccgp")
    return tmp_path / "rows.jsonl"


def test_it_says_what_became_of_the_rows(path: Path) -> None:
    path.write_text(ROW + "{}\n", encoding="utf-8")
    out, err = StringIO(), StringIO()

    call_command("import_pages", "ccgp", str(path), stdout=out, stderr=err)

    assert out.getvalue() == "2 rows: 1 new, 0 changed, 0 unchanged, 1 bad\n"
    assert err.getvalue() == "line 2: one of html and text is wanted\n"


def test_it_prints_json_on_demand(path: Path) -> None:
    path.write_text(ROW, encoding="utf-8")
    out = StringIO()

    call_command("import_pages", "ccgp", str(path), "--json", stdout=out)

    assert json.loads(out.getvalue()) == {"rows": 1, "new": 1, "changed": 0, "unchanged": 0, "bad": 0, "bad_rows": []}


def test_a_file_of_bad_rows_only_is_a_wrong_argument(path: Path) -> None:
    path.write_text("{}\n", encoding="utf-8")

    with pytest.raises(CommandError, match="has no page in it; line 1: ") as end:
        call_command("import_pages", "ccgp", str(path))
    assert end.value.returncode == 2


@pytest.mark.parametrize("arguments", [["nowhere", "x"], ["ccgp", "/no/such/file"], ["ccgp", "/"]])
def test_wrong_arguments_end_with_status_2(arguments: list[str]) -> None:
    with pytest.raises(CommandError) as end:
        call_command("import_pages", *arguments)
    assert end.value.returncode == 2
