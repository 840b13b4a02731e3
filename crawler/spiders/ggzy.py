"""www.ggzy.gov.cn: a list API that shows 1,000 notices at most; the notice's text is in the b-page."""

import json

from scrapy import FormRequest, Request
from scrapy.http import Response

from crawler.blocks import BlockSignals
from crawler.items import Listed
from crawler.spiders.sliced import NotAsDeclared, Slice, SliceAnswer, SlicedSpider
from crawler.window import printed_day
from tenders.ingest.addresses import official_address
from tenders.sources import GGZY

API = f"{GGZY.base_url}/information/pubTradingInfo/getTradList"
OWN_DATES = "06"
PROVINCIAL_PLATFORMS = "1"
ALL = "0"
TOO_WIDE = 804
NORTH, NORTHEAST, EAST = ("11", "12", "13", "14", "15"), ("21", "22", "23"), ("31", "32", "33", "34", "35", "36", "37")
CENTRE, SOUTHWEST, NORTHWEST = ("41", "42", "43", "44", "45", "46"), ("50", "51", "52", "53", "54"), ("61", "62", "63")
FAR_WEST = ("64", "65", "66")  # 66 is 兵团


class GgzySpider(SlicedSpider):
    """The national platform: works, government procurement and other trade of the provincial platforms."""

    name = "ggzy"
    source = GGZY
    # 829 wants a captcha, 800 says too frequent: with HTTP 200
    block_signals = BlockSignals(codes=(800, 829))
    kinds = ("01", "02", "90")
    provinces = tuple(f"{code}0000" for code in NORTH + NORTHEAST + EAST + CENTRE + SOUTHWEST + NORTHWEST + FAR_WEST)
    stages = ("01", "02", "03", "04", "05", "06")
    cap = 1000
    page_size = 20
    span = 10  # the widest that the portal's own form offers by name below a month

    def ask(self, piece: Slice, number: int) -> Request:
        """A form; without DEAL_TIME the answer is 404."""
        form = {
            "TIMEBEGIN": str(piece.first),
            "TIMEBEGIN_SHOW": str(piece.first),
            "TIMEEND": str(piece.last),
            "TIMEEND_SHOW": str(piece.last),
            "DEAL_TIME": OWN_DATES,
            "SOURCE_TYPE": PROVINCIAL_PLATFORMS,
            "DEAL_CLASSIFY": piece.kind,
            "DEAL_STAGE": f"{piece.kind}{piece.stage or '00'}",
            "DEAL_PROVINCE": piece.province or ALL,
            **dict.fromkeys(("DEAL_CITY", "DEAL_PLATFORM", "BID_PLATFORM", "DEAL_TRADE"), ALL),
            "isShowAll": "1",
            "PAGENUMBER": str(number),
            "FINDTXT": "",
        }
        place = {"piece": piece, "number": number}
        headers = {"X-Pass-Token": "", "Referer": f"{GGZY.base_url}/deal/dealList.html"}
        return self.list_request(API, "json", place, kind=FormRequest, formdata=form, headers=headers)

    def read_answer(self, response: Response) -> SliceAnswer:
        """Faults come with HTTP 200 and a code."""
        try:
            answer = json.loads(response.body)
            code, data = answer["code"], answer["data"]
            if code == TOO_WIDE:
                return SliceAnswer([], None)
            if code != 200:
                raise NotAsDeclared(f"code_{code}")
            rows = [self._read_row(record) for record in data["records"]]
            return SliceAnswer([row for row in rows if row], int(data["total"]))
        except (ValueError, KeyError, TypeError) as error:
            raise NotAsDeclared("not_as_declared") from error

    def _read_row(self, record: dict[str, str]) -> Listed | None:
        url = official_address(API, record["url"], GGZY.base_url)
        if url is None or "/html/a/" not in url:
            return None
        published = record.get("publishTime") or ""
        return Listed(url, record["title"], published, printed_day(published))

    def page_address(self, listed: Listed) -> str:
        """The a-page that people see is a shell; the text is at the same path under b."""
        return listed.url.replace("/html/a/", "/html/b/", 1)
