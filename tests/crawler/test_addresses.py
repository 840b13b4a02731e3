from crawler.addresses import fetch_address


def test_an_official_address_is_fetched_at_the_same_path_of_the_named_server() -> None:
    official = "http://www.ccgp.gov.cn/cggg/x.htm?a=1"

    assert fetch_address(official, "http://www.ccgp.gov.cn", "http://127.0.0.1:8900/") == (
        "http://127.0.0.1:8900/cggg/x.htm?a=1"
    )
    assert fetch_address(official, "http://www.ccgp.gov.cn", "http://www.ccgp.gov.cn") == official
