import pytest

from tenders.ingest.addresses import official_address

BASE = "http://www.ccgp.gov.cn"
PAGE = "http://www.ccgp.gov.cn/cggg/dfgg/zbgg/index_1.htm"
NOTICE = "http://www.ccgp.gov.cn/cggg/dfgg/zbgg/202609/t20260909_27300551.htm"


@pytest.mark.parametrize(
    "href",
    [
        "./202609/t20260909_27300551.htm",
        "202609/t20260909_27300551.htm",
        "../zbgg/202609/t20260909_27300551.htm",
        "/cggg/dfgg/zbgg/202609/t20260909_27300551.htm",
        "//www.ccgp.gov.cn/cggg/dfgg/zbgg/202609/t20260909_27300551.htm",
        "https://www.ccgp.gov.cn/cggg/dfgg/zbgg/202609/t20260909_27300551.htm",
        "http://WWW.CCGP.gov.cn:80/cggg/dfgg/zbgg/202609/t20260909_27300551.htm",
        "http://ccgp.gov.cn/cggg/dfgg/zbgg/202609/t20260909_27300551.htm#top",
        " ./202609/t20260909_27300551.htm\n",
    ],
)
def test_every_way_to_write_a_link_gives_one_official_address(href: str) -> None:
    assert official_address(PAGE, href, BASE) == NOTICE


@pytest.mark.parametrize(
    "href",
    [
        "http://download.ccgp.gov.cn/oss/download?uuid=1",
        "javascript:;",
        "mailto:somebody@example.org",
        "http://www.ccgp.gov.cn:8090/x",
        "http://www.ccgp.gov.cn:port/x",
        "http://[broken/x",
        "https://www.ccgp.gov.cn.example.org/cggg/x.htm",
    ],
)
def test_a_link_that_leaves_the_portal_has_none(href: str) -> None:
    assert official_address(PAGE, href, BASE) is None


def test_the_query_belongs_to_the_address() -> None:
    assert official_address(PAGE, "/x?b=1&a=2%2B", BASE) == "http://www.ccgp.gov.cn/x?b=1&a=2%2B"
