"""Headings of a notice: which part of it the lines below speak of. Tables as data, searched in order."""

import re
from enum import Enum, auto
from functools import lru_cache

from tenders.parsing.labels import plain_label


class Section(Enum):
    """A part of a notice."""

    __hash__ = object.__hash__

    TOP = auto()
    PROJECT = auto()
    AWARD = auto()
    BIDS = auto()  # all bidders with their prices
    CANDIDATES = auto()
    SCORES = auto()
    FAILED = auto()  # failed lots, rejected bidders
    ITEMS = auto()  # what was bought: goods lists
    EXPERTS = auto()
    FEES = auto()
    BUYER = auto()
    AGENCY = auto()
    SUPERVISOR = auto()
    CONTACT = auto()
    REQUIREMENTS = auto()
    DEADLINE = auto()
    CHANGES = auto()
    OTHER = auto()


_HEADINGS: tuple[tuple[Section, str], ...] = (
    (Section.EXPERTS, r".*(?:专家|评标委员会|评审委员会|评审小组|磋商小组|谈判小组|询价小组|采购小组|评委)(?:.{0,12}(?:名单|成员|组成|人员|情况|信息))?.{0,6}"),
    (Section.FEES, r".*(?:代理.{0,8}费|收费标准|服务费).*"),
    (Section.FAILED, r".*(?:废标|流标|未通过|无效投标|否决|不合格|被拒绝|未中标|终止).{0,16}|初审.{0,4}"),
    (Section.CANDIDATES, r".*候选.{0,22}|拟定(?:的)?(?:唯一)?供应商(?:信息|情况)?"),
    (Section.SCORES, r".*(?:成员评审结果|评分|得分|打分|排序表|评审意见|评审情况|评审信息|评审得分|综合排名|评审过程|商务.{0,3}技术|评审排序).{0,10}|评审结果|评标情况"),
    (Section.BIDS, r".*(?:投标(?:供应商|人|单位|企业)?(?:名单)?(?:名称)?(?:及其?|、|与)(?:其)?(?:投标)?报价|开标(?:情况|记录|结果)|(?:投标|响应|报名|参与|递交)(?:供应商|人|单位|企业)?(?:情况|名单)|报价(?:情况|一览表?)|(?:参加|参与).{0,14}(?:供应商|投标人|单位).{0,12}|资格审查|资格性.{0,10}|符合性.{0,10}).{0,10}"),
    (Section.ITEMS, r"(?:货物|服务|工程)类.{0,12}|.*(?:主要.{0,14}(?:标的|产品|货物|内容|服务|设备|中标)|标的(?:信息|名称|情况|基本)|报价明细|分项报价|(?:采购|报价|中标|货物|设备|工程量|产品|价格|投标|分项|供货).{0,6}(?:清单|明细表?|一览表)|采购内容|采购需求|采购项目.{0,4}用途|项目用途|项目概况|建设规模|简要|招标范围|采购货物|标的概况|中标产品).{0,36}"),
    (Section.BUYER, r"(?:采购|招标|业主|建设|采购单位|征集)(?:人|单位)?(?:信息|联系方式|联系)(?:.{0,6})|(?:采购|招标|建设)(?:人|单位)(?:的)?名称?[、及和].{0,22}|(?:采购|招标)(?:人|单位)(?:信息)?|联系事项.采购人.?"),
    (Section.AGENCY, r"(?:招标|采购)?组织机构|集中采购机构|(?:政府)?(?:采购|招标|集中采购|集采|采购招标)*(?:代理)?(?:机构|代理|单位|公司|代理单位)(?:信息|联系方式|的?名称[、及和].{0,22})?|(?:采购|招标)?代理(?:机构|单位)?[、及].{0,20}"),
    (Section.SUPERVISOR, r".*(?:监督|监管|投诉受理|财政部门).{0,14}(?:部门|信息|机构|单位|电话|管理).{0,8}|.*(?:质疑|投诉|异议).{0,24}"),
    (Section.CONTACT, r".*(?:提出询问|联系方式|联系事项|项目联系|联系人).{0,22}|联系.{0,4}"),
    (Section.DEADLINE, r".*(?:提交|递交|响应文件|投标文件|截止|开标|开启).{0,8}(?:时间|截止|地点|提交).{0,16}|开启|开标"),
    (Section.REQUIREMENTS, r".*(?:资格要求|资格条件|获取.{0,8}文件|领取|报名|供应商.{0,3}资格|资格审查).{0,12}|公告期限.{0,6}"),
    (Section.CHANGES, r"(?:更正|变更|澄清|修改|调整)(?:信息|内容|事项|情况|为)?(?:如下)?"),
    (Section.AWARD, r"(?:\d+|本次|本项目|现将|该项目|最终|评审后|确定)?(?:中标|采购|评标|评审|招标|磋商|谈判|询价|定标|开标|交易|竞价|推荐|政府采购|结果|竞争性磋商|单一来源|招投标|中标单位|发包|比选|合同主要|合同)(?:人|供应商|单位|详细|情况|候选)?(?:的)?(?:情况|信息|结果|内容|详细内容|详细情况|主体|公示内容|结果公告|结果公示|结果如下|情况如下|信息如下|具体情况)(?:一览表|公告|表|如下)?|中标(?:人|供应商|单位|供货商|投标人|结果)?(?:的)?(?:名称|情况|信息)?(?:[、及和].{0,20})?(?:如下)?|结果(?:信息|如下)?|合同主体.?|.{0,24}(?:中标|采购|评审|评标|招标|磋商|谈判|询价)结果.{0,3}(?:如下|公布如下|公告如下|公示如下)"),
    (Section.PROJECT, r"(?:采购|招标|工程)?项目(?:的)?(?:基本|相关|主要)?(?:情况|信息|概况|名称[、和及].{0,22})|(?:原公告)?基本情况|项目概况"),
    (Section.OTHER, r"(?:其他|其它|其余).{0,22}|附件.{0,10}|备注.{0,4}|公告期限|公示期限?|公告媒[体介]|发布.{0,10}"),
)  # fmt: skip
_MATCHER = re.compile("|".join(f"({pattern})" for _, pattern in _HEADINGS))
_NUMBERED = re.compile(
    r"^\s*(?:[一二三四五六七八九十]{1,3}\s*[、.,:)]|\([一二三四五六七八九十\d]{1,2}\)|\d{1,2}(?:\.\d{1,2})?\s*[、.,)\s]|第[一二三四五六七八九十]部分)"
)


@lru_cache(maxsize=4096)
def read_heading(line: str) -> Section | None:
    """The section that a short folded line opens, or None for a line that is no heading. Cached."""
    if len(line) > 60:
        return None
    stripped = line.strip()
    numbered = _NUMBERED.match(stripped) is not None
    if not numbered and len(stripped) > 30 and not stripped.endswith(":"):
        return None
    if not numbered and stripped[-1:] in "。;,":
        return None
    plain = plain_label(stripped.rstrip("。.;,"))
    if not plain or (":" in plain):
        return None
    match = _MATCHER.fullmatch(plain)
    if match is not None and match.lastindex is not None:
        return _HEADINGS[match.lastindex - 1][0]
    return Section.OTHER if numbered and len(plain) <= 14 and _MAJOR.match(stripped) else None


_MAJOR = re.compile(r"^[一二三四五六七八九十]{1,3}[、.]")
