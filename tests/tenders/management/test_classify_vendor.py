import io
import json

import pytest
from django.core.management import CommandError, call_command


def _lines(*args: str) -> list[dict[str, str | None]]:
    out = io.StringIO()
    call_command("classify_vendor", *args, stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_each_name_gets_one_json_line() -> None:
    (carrier, nobody) = _lines("中国移动通信集团湖北有限公司襄阳分公司", "烟台新华为服饰有限公司")
    assert (carrier["class"], carrier["group"]) == ("carrier", "china_mobile")
    assert carrier["entity"] == "中国移动通信集团湖北有限公司"
    assert (nobody["class"], nobody["group"], nobody["rule"]) == ("unknown", None, "none")
    assert set(carrier) == {"name", "class", "group", "rule", "evidence", "entity"}


def test_the_day_decides_between_two_owners() -> None:
    (answer,) = _lines("数字广东网络建设有限公司", "--on", "2020-05-01")
    assert answer["class"] == "bat"


def test_a_dash_reads_names_from_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("阿里云计算有限公司\n\n华为技术有限公司\n"))
    assert [line["class"] for line in _lines("-")] == ["bat", "big_cloud"]


def test_a_wrong_date_ends_with_status_2_and_one_line() -> None:
    with pytest.raises(CommandError, match=r"^--on takes a date as YYYY-MM-DD, not '2021-13-01'$") as error:
        call_command("classify_vendor", "某公司", "--on", "2021-13-01")
    assert error.value.returncode == 2


def test_no_name_at_all_ends_with_status_2() -> None:
    with pytest.raises(CommandError, match="at least one name") as error:
        call_command("classify_vendor")
    assert error.value.returncode == 2
