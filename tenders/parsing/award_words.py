"""Words of award notices that several of their readers share."""

import re

from tenders.parsing.sections import Section

LOSING = frozenset((Section.BIDS, Section.CANDIDATES, Section.SCORES, Section.FAILED, Section.EXPERTS))

NOTHING = re.compile(r"\s*(?:无|/|-+|没有|暂无|空|\*)?\s*[。.]?")

ORDINAL = re.compile(r"\s*第([一二三四五])名?(?:中标|成交)?候选")

FAILED_WORDS = re.compile(r"流标|废标|终止|采购失败|招标失败|作废|不足三家|不足3家|失败")
