"""Patterns of print and sets of fields that several layout readers share."""

import re

from tenders.parsing.labels import Field

IN_BRACKET = re.compile(r"\([^()]*\)")

PAIR = re.compile(r"(?:^|(?<=[\s,;。(\"])|(?<=:)(?!\d))([^\s:,;。!?]{1,90})\s*(?:(?<!\d):|:(?!\d))(?!//)")

ONLY_NUMBERING = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}|\(?[一二三四五六七八九十\d]{1,2}\)?|\d{1,2}(?:\.\d{1,2})*)\s*[、.,)\s]\s*"
)

LOT_LINE = re.compile(
    r"^[\s(\[]*(?:\d{1,2}[、.]\s*|\d{1,2}(?:\.\d{1,2})+[\s、.]*(?=第?[一二三四五六七八九十A-Z]))?(?P<lot>(?:第)?(?:[一二三四五六七八九十]{1,3}|\d{1,3}|[A-Z]\d?)\s*(?:号)?(?:标包|分包|包组|包件|标项|标段|分标|合同包|采购包|包|标)|(?:合同包|采购包|分包|标包|包组|包件|标项|标段|分标|子包|包)\s*(?:编?号)?\s*[:]?\s*(?:第)?(?:[一二三四五六七八九十]{1,3}|\d{1,3}|[A-Z]\d?)(?:号|包|标段)?)[\s)\]]*(?P<rest>.*)$"
)

BREAK_FIELDS = frozenset(
    (Field.BUYER, Field.AGENCY, Field.PROJECT_NAME, Field.PROJECT_NUMBER, Field.METHOD, Field.PUBLISHED, Field.FEE, Field.SUPPLIER, Field.AMOUNT, Field.BUDGET, Field.ADDRESS)
)  # fmt: skip

NUMBERED_LINE = re.compile(
    r"^\s*(?:[一二三四五六七八九十]{1,3}[、.]|\([一二三四五六七八九十]\)|\d{1,2}[、.][、.]?(?!\d)[\u4e00-\u9fff]{2,})"
)

TABLE_FIELDS = frozenset(
    (Field.AFTER, Field.SUPPLIER, Field.BIDDER, Field.CANDIDATE, Field.AMOUNT, Field.QUOTE, Field.LOT, Field.LOT_NAME, Field.FAILURE, Field.LEAD, Field.SHARE, Field.BUDGET, Field.PROJECT_NAME)
)  # fmt: skip

COLUMNS = TABLE_FIELDS | {
    Field.BEFORE,
    Field.ITEM, Field.SCORE, Field.RANK, Field.SEQUENCE, Field.ADDRESS, Field.CREDIT_CODE, Field.NOTED, Field.CEILING,
    Field.PROJECT_NUMBER, Field.OTHER_NUMBER, Field.LOT_NUMBER, Field.AWARD_TYPE, Field.TOTAL_AMOUNT, Field.BUYER,
    Field.AGENCY, Field.METHOD, Field.MEMBER, Field.UNIT_PRICE, Field.QUANTITY, Field.WON, Field.FEE, Field.DEADLINE, Field.PUBLISHED, Field.OPENING, Field.NAME,
}  # fmt: skip
