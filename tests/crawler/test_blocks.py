import pytest

from crawler.blocks import Answer, block_reason
from crawler.spiders.ccgp import CcgpSpider
from crawler.spiders.ggzy import GgzySpider
from crawler.spiders.shanghai import ShanghaiSpider

CCGP, GGZY, SHANGHAI = CcgpSpider.block_signals, GgzySpider.block_signals, ShanghaiSpider.block_signals


def html(body: str, status: int = 200, url: str = "http://www.ccgp.gov.cn/x", *, json_due: bool = False) -> Answer:
    return Answer(url, status, body.encode(), json_due)


def test_the_frequency_page_is_a_block_although_its_status_is_200() -> None:
    page = html("<html><head><title>频繁访问!中国政府采购网</title></head><body>1.2.3.4</body></html>")

    assert block_reason(CCGP, page) == "page titled 频繁访问!中国政府采购网"


def test_a_search_page_without_rows_is_a_block() -> None:
    assert block_reason(CCGP, html("<title>标讯库搜索_中国政府采购网</title>"))


def test_being_sent_to_serverisbusy_is_a_block() -> None:
    assert block_reason(CCGP, html("", 404, "http://www.ccgp.gov.cn/serverisbusy.htm")) == "sent to serverisbusy"


@pytest.mark.parametrize("status", [403, 405, 429, 521])
def test_these_statuses_are_blocks(status: int) -> None:
    assert block_reason(CCGP, html("", status)) == f"HTTP status {status}"


@pytest.mark.parametrize("status", [404, 500, 502, 503])
def test_other_faults_are_no_blocks(status: int) -> None:
    assert block_reason(CCGP, html("<title>502 Bad Gateway</title>", status)) is None


@pytest.mark.parametrize("code", [829, 800])
def test_a_code_of_the_api_is_a_block_although_its_status_is_200(code: int) -> None:
    answer = html(f'{{"code":{code},"message":"请输入验证码","data":null}}', json_due=True)

    assert block_reason(GGZY, answer) == f"code {code}"


@pytest.mark.parametrize("code", [200, 801, 804])
def test_other_codes_are_no_blocks(code: int) -> None:
    assert block_reason(GGZY, html(f'{{"code":{code},"data":null}}', json_due=True)) is None


def test_html_where_json_is_due_is_a_block() -> None:
    assert block_reason(SHANGHAI, html("<html></html>", json_due=True)) == "HTML where JSON is due"


def test_a_firewall_page_is_a_block_on_any_portal() -> None:
    page = html("<textarea id='renderData'>{}</textarea><script src='/aliyun_waf_aa.js'></script>")

    assert block_reason(CCGP, page) == "a firewall's challenge page"


def test_a_notice_about_firewalls_with_the_usual_bot_scripts_is_none() -> None:
    page = html(
        "<html><head><title>某局阿里云WAF防火墙与频次控制采购项目中标公告</title>"
        '<script id="keyparam" src="/_bot_sbu/sbu_fpcm.js">00ff</script></head>'
        "<body>采购阿里云WAF，访问被阻断时告警，频繁访问可限流，验证码可配置</body></html>"
    )

    assert block_reason(CCGP, page) is None
