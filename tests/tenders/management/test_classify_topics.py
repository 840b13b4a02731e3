import gzip
import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

ROW = {"id": "a", "title": "某市政务云服务采购项目", "text": "采购内容：政务云"}


def test_each_row_gets_one_json_line(tmp_path: Path) -> None:
    file = tmp_path / "notices.jsonl.gz"
    with gzip.open(file, "wt", encoding="utf-8") as rows:
        rows.write(json.dumps(ROW) + "\n")
    out = io.StringIO()
    call_command("classify_topics", str(file), stdout=out)
    assert json.loads(out.getvalue()) == {"id": "a", "ours": True, "topics": ["gov_cloud"], "words": ["政务云"]}


@pytest.mark.parametrize(
    ("content", "message"),
    [("{", "line 1: no JSON"), ('{"id": "a"}', "line 1: a row needs id, title and text"), ("[]", "a row needs id")],
)
def test_a_wrong_row_ends_with_status_2_and_one_line(tmp_path: Path, content: str, message: str) -> None:
    file = tmp_path / "notices.jsonl"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(CommandError, match=message) as error:
        call_command("classify_topics", str(file))
    assert error.value.returncode == 2
    assert "\n" not in str(error.value)


def test_a_missing_file_ends_with_status_2(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="can't be read") as error:
        call_command("classify_topics", str(tmp_path / "none.jsonl"))
    assert error.value.returncode == 2


def test_a_file_cut_short_ends_with_status_2(tmp_path: Path) -> None:
    file = tmp_path / "notices.jsonl.gz"
    file.write_bytes(gzip.compress(json.dumps(ROW).encode() * 50)[:-12])
    with pytest.raises(CommandError, match=r"can't be read|no JSON") as error:
        call_command("classify_topics", str(file))
    assert error.value.returncode == 2
