import gzip
import html
import json
import re
from pathlib import Path

import pytest

from tenders.classify.topics import classify_topics
from tenders.vocabulary import Topic

CORPUS = Path(__file__).parents[3].joinpath("../shared/corpus").resolve()


@pytest.mark.parametrize(
    ("title", "topics"),
    [
        ("某市政务云服务采购项目中标公告", (Topic.GOV_CLOUD,)),
        ("某局云桌面系统采购项目公开招标公告", (Topic.CLOUD,)),
        ("某大学智算中心GPU服务器采购公告", (Topic.GPU_COMPUTE,)),
        ("某局大模型应用采购项目", (Topic.LARGE_MODEL,)),
        ("某市数据治理服务项目", (Topic.DATA_PLATFORM,)),
        ("某单位信创替代项目", (Topic.XINCHUANG,)),
        ("某局互联网专线租赁项目", (Topic.NETWORK,)),
        ("某医院中心机房改造项目", (Topic.DATA_CENTRE,)),
        ("某局网络安全等级保护测评项目", (Topic.SECURITY,)),
        ("某县雪亮工程视频监控建设项目", (Topic.IOT_VIDEO,)),
        ("某市边缘计算节点采购", (Topic.EDGE,)),
        ("某医院HIS系统升级项目", (Topic.INTEGRATION,)),
    ],
)
def test_a_title_gives_its_topic(title: str, topics: tuple[Topic, ...]) -> None:
    answer = classify_topics(title, "")
    assert (answer.ours, answer.topics) == (True, topics)


@pytest.mark.parametrize(
    "title",
    [
        "某县教育局云计算机教室及办公电脑采购项目招标公告",
        "曙光路道路改造工程施工招标公告",
        "南昌市青云谱区食堂餐饮服务采购公告",
        "金山区绿化养护项目中标公告",
        "某市华为云计算中心室外工程施工招标公告",
        "某医院数字化X射线摄影系统采购公告",
        "某小学智慧黑板采购项目",
        "某局档案数字化加工服务项目",
        "某市雪亮工程监理项目",
        "某中学物业管理服务项目",
        "某局打印机硒鼓耗材采购",
        "大数据产业园研发楼土建施工招标公告",
        "某市大数据管理局办公家具采购",
    ],
)
def test_what_only_sounds_like_it_is_not_ours(title: str) -> None:
    answer = classify_topics(title, "")
    assert (answer.ours, answer.topics) == (False, ())


def test_the_subject_lines_decide_where_the_title_says_nothing() -> None:
    text = "项目名称：2026年采购项目\n采购内容：服务器、交换机及防火墙等网络设备一批\n"
    assert classify_topics("2026年采购项目中标公告", text).ours


def test_the_rest_of_the_text_says_nothing() -> None:
    text = "评标办法：综合评分。\n" + "投标文件通过云平台上传，平台由某数据中心运维。\n" * 20
    assert not classify_topics("道路养护项目中标公告", text).ours


def test_the_place_of_the_thing_weighs_little() -> None:
    assert classify_topics("某医院内科综合楼信息化建设工程招标公告", "").topics == (Topic.INTEGRATION,)


def test_a_general_word_only_leads_to_the_special_one() -> None:
    assert classify_topics("某局信息系统等级保护建设项目", "").topics == (Topic.SECURITY,)
    assert classify_topics("某局信息系统及网络安全运维项目", "").topics == (Topic.INTEGRATION, Topic.SECURITY)


def test_the_deciding_words_are_told() -> None:
    assert classify_topics("某市政务云网络安全服务项目", "").words[:2] == ("政务云", "网络安全")
    assert classify_topics("某中学物业管理服务项目", "").words == ("物业",)


def test_at_most_three_topics_are_given() -> None:
    answer = classify_topics("政务云、大模型、信创、智算、网络安全、大数据综合项目", "")
    assert len(answer.topics) == 3


def _real_notices() -> dict[str, tuple[str, str]]:
    with gzip.open(CORPUS / "ggzy/notices.jsonl.gz", "rt", encoding="utf-8") as rows:
        notices = {row["id"]: (row["title"], row["text"]) for row in map(json.loads, rows)}
    with (CORPUS / "ccgp/index.jsonl").open(encoding="utf-8") as rows:
        for row in map(json.loads, rows):
            page = (CORPUS / f"ccgp/pages/{row['id']}.html").read_text(encoding="utf-8")
            notices[row["id"]] = (row["title"], html.unescape(re.sub(r"<[^>]+>", "\n", page)))
    return notices


@pytest.mark.skipif(not CORPUS.exists(), reason="the real notices (../shared/corpus) are not beside the project")
def test_hand_labelled_notices_are_recognised() -> None:
    """ours F1 and topics micro-F1 over the labels (docs/naming.md says how they were drawn)."""
    notices = _real_notices()
    ours, topics = [0, 0], [0, 0]  # hits, then misses of both kinds
    with Path(__file__).with_name("topics_labels.jsonl").open(encoding="utf-8") as rows:
        for label in map(json.loads, rows):
            answer = classify_topics(*notices[label["id"]])
            ours[0] += answer.ours and label["ours"]
            ours[1] += answer.ours != label["ours"]
            topics[0] += len(set(answer.topics) & set(label["topics"]))
            topics[1] += len(set(answer.topics) ^ set(label["topics"]))
    assert 2 * ours[0] / (2 * ours[0] + ours[1]) >= 0.95
    assert 2 * topics[0] / (2 * topics[0] + topics[1]) >= 0.85
