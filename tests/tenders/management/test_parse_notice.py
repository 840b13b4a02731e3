import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.tenders.parsing.pages import HEAD, TAIL, page


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    file = tmp_path / "t2026_1.html"
    file.write_bytes(page(*HEAD, "三、中标信息", "中标供应商：甲云科技有限公司", "中标金额：100万元", *TAIL).body)
    return file


def lines(*args: str | Path) -> list[dict[str, object]]:
    out = io.StringIO()
    call_command("parse_notice", *map(str, args), stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_each_file_gives_one_line_named_after_it(saved: Path) -> None:
    (shown,) = lines("any", saved)
    assert (shown["id"], shown["kind"], shown["buyer"]) == ("t2026_1", "award", "某市数据局")
    assert "evidence" not in shown


def test_the_evidence_comes_when_asked_for(saved: Path) -> None:
    (shown,) = lines("ccgp", saved, "--evidence")
    evidence = shown["evidence"]
    assert isinstance(evidence, dict)
    assert evidence["awards"][0]["suppliers"][0]["text"] == "甲云科技有限公司"
    assert set(evidence["fields"]["buyer"]) == {"text", "start", "end", "rule"}


def test_an_unreadable_page_is_a_line_with_its_reason(saved: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.html"
    empty.write_bytes(b"")
    shown = lines("any", empty, saved)
    assert (shown[0]["id"], shown[0]["kind"], shown[0]["unreadable"]) == ("empty", None, "empty")
    assert shown[1]["kind"] == "award"


def test_a_json_answer_is_read_from_its_file(tmp_path: Path, saved: Path) -> None:
    file = tmp_path / "answer.json"
    content = saved.read_text(encoding="utf-8")
    file.write_text(json.dumps({"result": {"data": {"title": "某项目中标公告", "content": content}}}), encoding="utf-8")
    (shown,) = lines("shanghai", file)
    assert (shown["id"], shown["kind"]) == ("answer", "award")


@pytest.mark.parametrize("args", [["nowhere", "page.html"], ["any", "missing.html"]])
def test_a_wrong_argument_is_one_line_and_status_2(args: list[str]) -> None:
    with pytest.raises(CommandError) as refused:
        call_command("parse_notice", *args)
    assert refused.value.returncode == 2
    assert "\n" not in str(refused.value)
