"""What crawls and readers left in English reaches the reader in the reader's language."""

import re

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from tenders.admin.faults import reason_words, remark_lines
from tenders.admin.remarks import SENTENCES, sentence_words
from tenders.models import Crawl
from tenders.vocabulary import CrawlState
from tests.factories import make_source


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("ended by a signal", "采集进程被终止"),
        (
            "59 pages, where the source usually brings 2,000 to 60,000 in such a window",
            "共 59 个页面；同样时间范围内，该来源通常有 2,000 至 60,000 个",
        ),
        ("robots.txt forbids https://example.com/a?b=1", "robots.txt 不允许访问 https://example.com/a?b=1"),
        ("timeout: https://example.com/list", "等待超时：https://example.com/list"),
        ("http_503: https://example.com/list", "服务器返回 503：https://example.com/list"),
    ],
)
def test_a_line_of_a_crawl_is_said_in_chinese(line: str, words: str) -> None:
    assert remark_lines(line) == f"<div>{words}</div>"


def test_an_unforeseen_line_is_shown_as_technical_detail() -> None:
    assert remark_lines("KeyError: <x>") == "<div><code>KeyError: &lt;x&gt;</code></div>"


def test_an_english_reader_reads_the_line_as_it_was_written() -> None:
    with override("en"):
        assert remark_lines("ended by a signal\nthe same rows again: x") == (
            "<div>ended by a signal</div><div>the same rows again: x</div>"
        )


@pytest.mark.parametrize("sentence", SENTENCES)
def test_every_sentence_is_found_again_with_its_gaps_filled(sentence: str) -> None:
    filled = re.sub(r"%\(\w+\)s", "7", sentence)
    with override("en"):
        assert sentence_words(filled) == filled


def test_a_reason_is_chinese_with_its_detail() -> None:
    reason = "no_text: only 38 characters besides the title"
    assert reason_words(reason) == "除标题外没有正文（除标题外仅 38 个字）"


def test_a_reason_without_detail_is_its_words() -> None:
    assert reason_words("empty") == "空白页面"


@pytest.mark.django_db
def test_the_page_of_a_crawl_shows_its_message_in_chinese(as_sales: Client) -> None:
    message = "ended at its time limit\n3 listed links are no notices and were left alone"
    ended = {"state": CrawlState.FAILED, "finished_at": timezone.now(), "message": message}
    crawl = Crawl.objects.create(source=make_source(), **ended)
    html = as_sales.get(f"/admin/tenders/crawl/{crawl.pk}/change/").content.decode()
    assert "<div>到达时限，采集已停止</div><div>3 个列表链接不是公告，已跳过</div>" in html
