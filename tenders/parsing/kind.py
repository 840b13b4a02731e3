"""What kind of notice a page is: from its title, then its opening and the parts it has, last the portal's label."""

import re

from tenders.parsing.document import Document
from tenders.parsing.labels import Field
from tenders.parsing.sections import Section
from tenders.vocabulary import NoticeKind

_END = r"(?:的)?(?:[(（][^()（）]{0,12}[)）])?(?:结果)?(?:的)?(?:公告|公示|通知书|通知|公开|书|函)?"
_TITLE: tuple[tuple[NoticeKind, str], ...] = (
    (NoticeKind.OTHER, r"投诉处理(?:结果|决定)?|处理决定|监督检查(?:处理)?(?:结果)?|行政处罚(?:决定)?|(?:采购)?需求(?=公示|征)|需求征求意见|征求意见|意见征询|论证(?:意见)?|考核结果"),
    (NoticeKind.AMENDMENT, r"(?:更正|变更|澄清|补遗|答疑|修改|延期|暂停|补充|修正|勘误|更改|延长|推迟|顺延|补正)(?:的)?(?:开标|投标|报名)?(?:文件|事项|结果|说明|时间|函)?"),
    (NoticeKind.CANCELLATION, r"废标|流标|终止|失败|撤销|取消|中止|作废|招标异常|异常|未成交|不成功"),
    (NoticeKind.CANDIDATES, r"候选(?:人|供应商|单位|者|投标人)?(?:名单)?|预中标|预成交|评标结果|评标|评审结果|拟中标|拟成交|推荐.{0,4}"),
    (NoticeKind.CONTRACT, r"合同(?:签订|备案|变更|信息|履行)?"),
    (NoticeKind.ACCEPTANCE, r"验收(?:结果|报告|情况)?"),
    (NoticeKind.AWARD, r"(?:中标|成交|中选|入围|定标)(?:供应商|人|结果|信息|单位|情况)*|(?:采购|招标|交易|竞价|询价|磋商|谈判|比选|公开招标|单一来源|询比|最终|评审|项目|遴选|竞争性磋商|竞争性谈判)结果|结果"),
    (NoticeKind.INTENTION, r"采购意向|意向|招标计划|采购计划"),
    (NoticeKind.PREQUALIFICATION, r"资格预审|资审"),
    (NoticeKind.SINGLE_SOURCE, r"单一来源(?:采购|方式|采购方式)*(?:征求意见|论证)?"),
    (NoticeKind.TENDER, r"(?:公开招标|招标|采购|磋商|谈判|询价|询比|比选|竞价|竞标|邀请|遴选|竞谈|招租|出租|挂牌|出让|拍卖|征集|意见征询|发包|抽取|摇号|投标|资格后审|网上竞价|需求|招募)(?:项目|文件)?(?=(?:的)?(?:公告|公示|邀请|书|函|通知|$|[(（])|.{0,2}(?:公告|公示|通知|函))"),
)  # fmt: skip
_MATCHERS = tuple((kind, re.compile(f"(?:{pattern}){_END}")) for kind, pattern in _TITLE)


def title_kind(title: str) -> NoticeKind | None:
    """The kind a folded title states, or None. The word nearest the end decides; a title cut short states nothing."""
    title = title.strip()
    if title.endswith(("...", "…")):
        return None
    best: tuple[int, NoticeKind] | None = None
    for kind, pattern in _MATCHERS:
        end = max((match.end() for match in pattern.finditer(title)), default=0)
        if end and (best is None or end > best[0]):
            best = (end, kind)
    if best is None or (best[1] in _ONLY_AT_END and best[0] < len(title) - 8):
        return None
    return _refine(best[1], title)


_ONLY_AT_END = frozenset(
    (NoticeKind.ACCEPTANCE, NoticeKind.TENDER, NoticeKind.INTENTION, NoticeKind.CONTRACT, NoticeKind.AMENDMENT)
)


def _refine(kind: NoticeKind, title: str) -> NoticeKind:
    if kind is NoticeKind.SINGLE_SOURCE and re.search(r"成交|中标|结果", title):
        return NoticeKind.AWARD
    return kind


def content_kind(fields: set[Field], sections: set[Section], opening: str) -> NoticeKind | None:
    """The kind that the labels and headings of the body speak for."""
    if Field.AMENDS in fields or (Field.FIRST_PUBLISHED in fields and Section.CHANGES in sections):
        return NoticeKind.AMENDMENT
    if re.search(r"验收(?:日期|小组|组成员|意见)", opening):
        return NoticeKind.ACCEPTANCE
    if re.search(r"合同(?:签订|公告)(?:日期|时间)|合同编号", opening) and "甲方" in opening:
        return NoticeKind.CONTRACT
    if Section.AWARD in sections or (Field.SUPPLIER in fields and Field.AMOUNT in fields):
        return NoticeKind.AWARD
    if Field.CANDIDATE in fields and Field.SUPPLIER not in fields:
        return NoticeKind.CANDIDATES
    if Field.FAILURE in fields:
        return NoticeKind.CANCELLATION
    if Field.DEADLINE in fields or sections & {Section.DEADLINE, Section.REQUIREMENTS}:
        return NoticeKind.TENDER
    return None


def decide(document: Document, title: str, fields: set[Field], sections: set[Section]) -> NoticeKind:
    """The kind of the notice before its awards are known."""
    stated = title_kind(title) or _inner_title(document)
    shown = content_kind(fields, sections, document.folded[:4000])
    if not fields & _NOTICE_FIELDS:
        return NoticeKind.OTHER
    if shown is NoticeKind.AMENDMENT and stated in (
        None,
        NoticeKind.TENDER,
        NoticeKind.AWARD,
        NoticeKind.SINGLE_SOURCE,
    ):
        return NoticeKind.AMENDMENT
    channel = title_kind(document.channel.rsplit(" ", 1)[-1]) if document.channel else None
    return stated or channel or shown or NoticeKind.OTHER


_NOTICE_FIELDS = frozenset(
    (
        Field.PROJECT_NUMBER,
        Field.PROJECT_NAME,
        Field.BUYER,
        Field.AGENCY,
        Field.SUPPLIER,
        Field.CANDIDATE,
        Field.BUDGET,
        Field.DEADLINE,
        Field.BIDDER,
        Field.AMOUNT,
    )
)


def _inner_title(document: Document) -> NoticeKind | None:
    """A short line among the first that is a title of its own (`中标公告`)."""
    for number in range(min(8, len(document.starts))):
        line = document.line(number)
        if number not in document.rows and 4 <= len(line) <= 60 and _TITLE_LINE.search(line) and ":" not in line:
            found = title_kind(line)
            if found is not None:
                return found
    return None


_TITLE_LINE = re.compile(r"(?:公告|公示|通知书?|邀请函?)\s*$")
