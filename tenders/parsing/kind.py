"""What kind of notice a page is: from its title, then its opening and the parts it has, last the portal's label."""

import re

from tenders.parsing.document import Document
from tenders.parsing.labels import Field
from tenders.parsing.sections import Section
from tenders.vocabulary import NoticeKind

_TITLE: tuple[tuple[NoticeKind, str], ...] = (
    (NoticeKind.AMENDMENT, r"(?:更正|变更|澄清|补遗|答疑|修改|延期|暂停|补充|修正|勘误|更改|延长|推迟|顺延|调整|补正|恢复)(?:的)?(?:文件|事项|项目|采购|招标|公示|说明|结果|开标时间|时间)?(?:公告|公示|通知|函|说明|书|文件)|(?:公告|公示)的?(?:更正|变更|澄清|补充)|更正|变更公告|补遗|答疑|澄清"),
    (NoticeKind.CANCELLATION, r"废标|流标|终止|失败|撤销|取消|中止|作废|重新招标|招标异常|异常公告|未成交"),
    (NoticeKind.CANDIDATES, r"候选人?|预中标|评标结果|评审结果公示|评标公示|中标公示(?!.*结果)|推荐.{0,4}公示|拟中标|定标候选|入围公示|评标情况"),
    (NoticeKind.ACCEPTANCE, r"验收"),
    (NoticeKind.CONTRACT, r"合同(?:签订|公告|公示|备案|变更|信息|履行)|合同$|采购合同|中标合同"),
    (NoticeKind.AWARD, r"中标|成交|中选|(?:采购|招标|交易|竞价|询价|磋商|谈判|比选|定标|公开招标|单一来源|询比|资格预审|最终)?结果(?:的)?(?:公告|公示|通知)|结果$|入围|定标|评审结果|采购结果|交易结果|结果公告"),
    (NoticeKind.INTENTION, r"采购意向|意向公开|招标计划|采购计划|意向公告"),
    (NoticeKind.PREQUALIFICATION, r"资格预审|资审"),
    (NoticeKind.SINGLE_SOURCE, r"单一来源(?!.*(?:磋商|谈判|采购公告))|单一来源"),
    (NoticeKind.TENDER, r"(?:招标|采购|磋商|谈判|询价|询比|比选|竞价|竞标|邀请|遴选|询价采购|竞谈|公开招标|招租|出租|交易|挂牌|出让|拍卖|征集|意见征询|发包|抽取|摇号|入库|资格招标|投标)(?:的)?(?:项目)?(?:公告|公示|邀请书?|邀请函|通知书?|文件公示|需求公示|文件|信息)|公开招标|竞争性磋商|竞争性谈判|询价|公告$"),
)  # fmt: skip
_MATCHERS = tuple((kind, re.compile(pattern)) for kind, pattern in _TITLE)
_RESULT_TITLE = re.compile(r"(?:中标|成交)(?:\(?成交\)?)?(?:结果)?(?:公告|公示)|结果公告")
_NEWS_MARKS = ("来源:央视", "记者", "新华社")


def title_kind(title: str) -> NoticeKind | None:
    """The kind a folded title states, or None. Later words of a title weigh more than earlier ones."""
    title = re.sub(r"\([^()]*\)$", "", title.strip())
    tail = title[-14:]
    for kind, pattern in _MATCHERS:
        if pattern.search(tail):
            return _refine(kind, title)
    for kind, pattern in _MATCHERS:
        if kind is not NoticeKind.TENDER and pattern.search(title):
            return _refine(kind, title)
    return None


def _refine(kind: NoticeKind, title: str) -> NoticeKind:
    if kind is NoticeKind.AMENDMENT and re.search(r"(?:终止|废标|流标)", title[-10:]):
        return NoticeKind.CANCELLATION
    if kind is NoticeKind.SINGLE_SOURCE and re.search(r"成交|中标|结果", title):
        return NoticeKind.AWARD
    return kind


def content_kind(fields: set[Field], sections: set[Section], opening: str) -> NoticeKind | None:
    """The kind that the labels and headings of the body speak for."""
    if Field.AMENDS in fields or (Field.FIRST_PUBLISHED in fields and Section.CHANGES in sections):
        return NoticeKind.AMENDMENT
    if re.search(r"合同(?:签订|公告)日期|验收日期", opening):
        return NoticeKind.CONTRACT if "验收" not in opening else NoticeKind.ACCEPTANCE
    if Field.SUPPLIER in fields and (Field.AMOUNT in fields or Section.AWARD in sections):
        return NoticeKind.AWARD
    if Field.CANDIDATE in fields and Field.SUPPLIER not in fields:
        return NoticeKind.CANDIDATES
    if Field.FAILURE in fields:
        return NoticeKind.CANCELLATION
    if Field.DEADLINE in fields or Section.DEADLINE in sections or Section.REQUIREMENTS in sections:
        return NoticeKind.TENDER
    return None


def decide(document: Document, title: str, fields: set[Field], sections: set[Section]) -> NoticeKind:
    """The kind of the notice before its awards are known."""
    opening = document.folded[:1500]
    stated, shown = title_kind(title), content_kind(fields, sections, opening)
    inner = _inner_title(document)
    if stated is None or (stated is NoticeKind.TENDER and shown in (NoticeKind.AWARD, NoticeKind.AMENDMENT)):
        stated = inner or stated
    if stated is None and shown is None:
        return NoticeKind.OTHER
    if stated in (None, NoticeKind.TENDER) and shown is NoticeKind.AMENDMENT:
        return NoticeKind.AMENDMENT
    if not fields & _NOTICE_FIELDS and not sections & {Section.AWARD, Section.PROJECT, Section.CONTACT}:
        return NoticeKind.OTHER if stated in (None, NoticeKind.TENDER, NoticeKind.SINGLE_SOURCE) else stated
    return stated or shown or NoticeKind.OTHER


_NOTICE_FIELDS = frozenset((Field.PROJECT_NUMBER, Field.PROJECT_NAME, Field.BUYER, Field.AGENCY, Field.SUPPLIER, Field.CANDIDATE, Field.BUDGET, Field.DEADLINE))


def _inner_title(document: Document) -> NoticeKind | None:
    """A short line among the first that is a title of its own (`中标公告`)."""
    for number in range(min(8, len(document.starts))):
        line = document.line(number)
        if number not in document.rows and 4 <= len(line) <= 60 and re.search(r"(?:公告|公示|通知书?|邀请函?)\s*$", line):
            found = title_kind(line)
            if found is not None and ":" not in line:
                return found
    return None
