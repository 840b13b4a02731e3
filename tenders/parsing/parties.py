"""Printed supplier cells as parties: names without remarks, consortium roles, lots, shares, credit codes.

Knows the print of names only, not who anybody is. All texts are folded; offsets point into the text given.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from tenders.normalise import credit_code
from tenders.normalise.lots import find_lot
from tenders.normalise.text import close_up
from tenders.vocabulary import Role

_SUFFIX = (
    r"(?:公司|集团|总公司|分公司|厂|院|所|中心|学校|大学|学院|中学|小学|店|行|部|社|场|站|处|局|队|会|银行|支行|分行|营业部|"
    r"矿|园|铺|经营户|个体户|馆|庄|坊|城|吧|基地|苗圃|联社|办事处|酒楼|轩|阁|堂|斋|汇|超市|市场|商城|车行|酒店|宾馆|"
    r"联合体|股份|有限|Ltd\.?|LTD\.?|Inc\.?|INC\.?|GmbH|GMBH|LLC|B\.V\.?|AG|S\.A\.?|Corp\.?|Limited|LIMITED|PLC|Pte\.?)"
)
_ORGANISATION = re.compile(
    rf"^(?=.{{4,70}}$)[\u3400-\u9fffA-Za-z0-9()\[\]<>·.&,'\- \"]*{_SUFFIX}(?:\([^()]{{1,30}}\))*$"
)
_STRONG = re.compile(
    r"(?:有限|公司|集团|厂|院|所|中心|大学|合作社|经营部|商行|事务所|商店|工作室|分行|支行|学校|总队|协会|服务部|维修部|超市|银行|Ltd|LTD|Inc|GmbH)"
)
_BODY = re.compile(r"公司|集团|大学|学院|学校|医院|研究院|研究所|事务所|合作社|银行|厂$|店$|部$|行$|中心$|社$|协会")
_PLACE = re.compile(
    r"(?:路|街|巷|道|号|层|幢|栋|楼|弄|室|村|镇|乡)\s*[\dA-Za-z一二三四五六七八九十-]+|[\dA-Za-z]+(?:号|层|幢|栋|楼|室|单元|座)"
)
_NAME_END = re.compile(r"(?:股份|责任|集团|科技)?(?:有限)?(?:责任)?(?:公司|分公司|总公司)")
_NOBODY = re.compile(
    r"^(?:无|/|-+|—+|空|见附件.*|详见.*|见.{0,8}(?:附件|公告|清单|表).*|流标.*|废标.*|.*(?:流标|废标|作废|失败)|本项目.*|暂无|待定|未中标|没有|不适用|同上|.*不足(?:三|3)家.*|终止.*|null|\*+|某+|(?:投标|中标|成交|中选)?(?:供应商|人|单位|企业)(?:名称|名单|及.*)?|主要(?:中标|成交).*|.*标段|.*单位名称|响应.{0,4}文件.*|(?:中标|成交)?金额.*|合计|小计|总计|报价|联合体|[小中微大]型企业|.*信用代码|.*福利性单位)$"
)
_VERB = re.compile(
    r"(?:中标|成交)(?:供应商|人|单位)|由低到高|顺序|较基准|[。!?]|根据|规定|按照|应当|确定|推荐|通过|经评|以上|如下|为中标|的投标|进行|提供|负责|不得|参加|承诺|要求|详见|附件|采购文件|合同|联系|电话|地址|承担|下列|本次|投标文件|评分|得分|我公司|代理费|收费|声明函|响应文件|营业执照|通知书|公告|公示"
)
_REMARK = re.compile(
    r"联合体|牵头|成员|主体|主办|得分|评分|总分|排名|第[一二三123]名|名次|大写|人民币|盖章|公章|中标|成交|候选|备注|代码|\d{5,}|[:;]|小微|微型|小型|中型|大型|监狱|法人|负责人|联系|原名|原[\u4e00-\u9fff]{4}|报价|下浮|折扣|万元|\d元|%|以下简称|简称|单位名称|全称|包\d|第.{1,3}包|标段|标项|^主$|^成$|^包.{1,2}$|分包|施工|设计|勘察|监理|投标|法定|注册地|项目|[省市县区].{2,20}[路街道号]|\d号"
)
_LEAD = re.compile(r"牵头|主体|主办|^\(?主\)?$|联合体主|主:|\(主\)|联合体首|联合体一方|(?<!非)主要?方")
_MEMBER = re.compile(r"成员|联合体|^\(?成\)?$|\(成\)|参与方|协办|联合方|合作单位|组成|^\(?联\)?$")
_ROLE_LABEL = re.compile(
    r"(?:投标|中标|响应)?(?P<lead>(?:联合体)?(?:牵头(?:人|单位|方|供应商|企业|公司)?(?:名称)?|主\s*(?:体|办)(?:单位|人|方)?|主投标人|联合体主(?:体|办)?方?))\s*[:为]"
    r"|(?P<member>(?:投标)?联合体(?:其他)?(?:成员|单位|方|供应商|投标人)*(?:\(成员\))?(?:名称)?\s*[一二三四五12345]?|成员(?:单位|方|企业|公司)?(?:名称)?\s*[一二三四五12345]?|协办单位|成\s*员\s*[一二三四五12345]?)\s*[:为]"
)
_LOT_HEAD = re.compile(
    r"^[\s\"“(\[]*(?:(?:第)?(?:[一二三四五六七八九十]{1,3}|\d{1,3}|[A-Z]\d?)\s*(?:号)?(?:标包|分包|包组|包件|标项|标段|分标|合同包|采购包|包|标)|(?:合同包|采购包|分包|标包|包组|包件|标项|标段|分标|子包|包)\s*(?:编?号)?[:]?(?:第)?(?:[一二三四五六七八九十]{1,3}|\d{1,3}|[A-Z]\d?)(?:号|包|标段)?)[\s\"”)\]]*(?:\([^()]*\)|中标(?:人|供应商|单位|候选人)?(?:名称)?|供应商名称|成交供应商|\s)*[:\-、,]?\s*"
)
_HEAD = re.compile(
    r"^(?:[\s:;,、.\-\"“*?]+|\(?\d{1,2}\)?[、.)](?!\d)|\d{1,2}\.\d{1,2}(?=[\u4e00-\u9fff])|[①-⑩]|(?:(?:预|拟)?(?:中标|成交|中选)(?:供应商|人|单位|候选人)?|供应商|投标人|单位|公司|企业)?(?:名称|全称)\s*[:为]|(?:中标|成交)(?:供应商|人|单位)\s*[:为]|第[一二三123]名\s*[:为]?|第[一二三四五]名?(?:中标|成交)?候选(?:人|供应商)\s*[:为]?|\(?(?:联合体|主|成|牵头人|牵头方|联合体牵头人|联合体成员|成员)\)\s*|(?:最终|现)?(?:确定|推荐|选定|确认|决定|同意)(?=[\u4e00-\u9fff]{4})|为(?=[\u4e00-\u9fff]{4}))+"
)
_TAIL = re.compile(
    r"(?:[\s:;,、.。\-*/\"”]+|(?<=[公司院所厂])(?:为|系)(?:本项目)?.{0,14}$|(?:(?<=公司)|(?<=院)|(?<=所))(?:等|联合体|的联合体\)?|组成联合体|共同体|组成的联合体|\s*(?:中标|成交).{0,10}|\s*[,，]?(?:投标|中标|成交)?(?:报价|金额|价格?).{0,40}|\s*(?:地址|联系).*))$"
)
_ADDRESS_TAIL = re.compile(
    r"[\s,;。、(](?:(?:供应商|单位|公司|企业|中标人|投标人)?(?:联系|注册|通讯)?(?:地址|住所|所在地)|法人代表|法定代表人|联系人|联系电话|电话|统一社会信用|组织机构代码|信用代码|资质|投标报价|中标价|中标金额|成交金额|报价|项目经理|项目负责人|规模|企业类型|评审|综合得分|得分|供货期|工期|服务期|交货期|质量|总监)[:\s].*$"
)
_SHARE = re.compile(r"(?:份额|比例|占比|占|承担)[^\d%]{0,6}(\d{1,3}(?:\.\d+)?)\s*%|\(\s*(\d{1,3}(?:\.\d+)?)\s*%\s*\)")


@dataclass(frozen=True, slots=True)
class Party:
    """A name in a cell: its place, its role in a consortium (or sole), the lot printed with it."""

    name: str
    role: Role
    start: int
    end: int
    lot: str | None = None
    share: Decimal | None = None
    credit_code: str | None = None


def is_organisation(text: str) -> bool:
    """Does a folded text look like the name of one organisation (and not like an address or prose)?"""
    text = text.strip().replace("\n", "")
    if not _ORGANISATION.match(text) or _VERB.search(text):
        return False
    return _PLACE.search(text) is None or _BODY.search(text) is not None


def is_nobody(text: str) -> bool:
    """`/`, 无, 流标, 详见附件: a cell that names no one."""
    return not text.strip() or _NOBODY.match(text.strip()) is not None


def read_parties(text: str, *, trusted: bool = False) -> list[Party]:
    """The parties printed in a folded cell or value. `trusted`: the label says a winner stands here.

    A consortium comes as lead and members; names without any sign of one come as `sole`, each for itself.
    """
    tail = _ADDRESS_TAIL.search(text)
    if tail is not None and tail.start() > 3 and not _ROLE_LABEL.search(text, tail.start()):
        text = text[: tail.start()]
    if is_nobody(text):
        return []
    pieces = [piece for piece in _pieces(text) if _acceptable(piece.name, trusted=trusted)]
    pieces = _once(pieces)
    joint = _is_joint(text)
    if len(pieces) > 1 and (joint or any(piece.role in (Role.LEAD, Role.MEMBER) for piece in pieces)):
        return _with_lead(pieces)
    return [replace(piece, role=Role.SOLE) for piece in pieces]


_SLASHES = re.compile(r"(?<!:)//")  # 甲公司//乙公司; never those of an address on the web


def _is_joint(text: str) -> bool:
    return "联合体" in text or _SLASHES.search(text) is not None or ("牵头" in text and "成员" in text)


def _acceptable(name: str, *, trusted: bool) -> bool:
    if is_nobody(name) or len(name) < 2 or _NAME_END.fullmatch(name):
        return False
    if is_organisation(name):
        return True
    if not trusted or _VERB.search(name) or ":" in name or _PLACE.search(name):
        return False
    letters = sum("\u3400" <= letter <= "\u9fff" or letter.isalpha() for letter in name)
    return len(name) <= 50 and letters >= 0.8 * len(name)


def _once(pieces: list[Party]) -> list[Party]:
    """A name printed twice (牵头供应商：A 投标联合体：A、B) counts once, with the stronger role."""
    kept: dict[str, Party] = {}
    for piece in pieces:
        before = kept.get(piece.name)
        if before is None or (before.role is not Role.LEAD and piece.role is Role.LEAD):
            kept[piece.name] = piece
    return list(kept.values())


def _with_lead(pieces: list[Party]) -> list[Party]:
    lead = next((index for index, piece in enumerate(pieces) if piece.role is Role.LEAD), None)
    if lead is None:
        lead = next((index for index, piece in enumerate(pieces) if piece.role is Role.SOLE), 0)
    ordered = [pieces[lead], *pieces[:lead], *pieces[lead + 1 :]]
    return [replace(piece, role=Role.MEMBER if index else Role.LEAD) for index, piece in enumerate(ordered)]


def _pieces(text: str) -> Iterator[Party]:
    """Names between separators; what a bracket or a label before them says of role, lot and share is kept."""
    for start, end, role in _role_spans(text):
        for left, right in _segments(text, start, end):
            yield from _party(text, left, right, role)


def _role_spans(text: str) -> list[tuple[int, int, Role]]:
    """The stretches that follow `牵头人：` and `成员：`; the rest is `sole` until a bracket says otherwise."""
    spans, position, role = [], 0, Role.SOLE
    for match in _ROLE_LABEL.finditer(text):
        if text.count("(", 0, match.start()) > text.count(")", 0, match.start()):
            continue  # inside a bracket: `A(联合体：B,C)` is read with its bracket
        spans.append((position, match.start(), role))
        position = match.end()
        role = Role.LEAD if match["lead"] else Role.MEMBER
    spans.append((position, len(text), role))
    return [span for span in spans if span[1] > span[0]]


_SEPARATORS = "、,;/|\t+。&"


def _segments(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Pieces between separators outside brackets; a space separates only after a complete name."""
    depth, left = 0, start
    for place in range(start, end):
        letter = text[place]
        if letter == "(":
            depth += 1
        elif letter == ")":
            depth = max(0, depth - 1)
        elif depth == 0 and _separates(text, left, place, end):
            yield left, place
            left = place + (2 if letter == "联" else 1)
    if left < end:
        yield left, end


_BRANCH = re.compile(
    r"\s*(?:(?:(?!公司|集团|银行)[\u4e00-\u9fff]){1,10}(?:分公司|支公司|分行|支行|分所|分院)|[\u4e00-\u9fff]{2,4}营业部)(?![\u4e00-\u9fff])"
)


def _separates(text: str, left: int, place: int, end: int) -> bool:
    letter = text[place]
    if letter == "联" and text.startswith("联合", place) and not text.startswith("联合体", place):
        return is_organisation(text[left:place]) and is_organisation(text[place + 2 : end].split("(")[0])
    if letter in "和与及":
        return (
            is_organisation(text[left:place])
            and _STRONG.search(text[left:place]) is not None
            and len(text[place:end]) > 5
        )
    if letter in " \n":
        if _BRANCH.match(text, place):
            return False
        before = text[left:place].rsplit(":", 1)[-1].strip()
        return len(before) >= 6 and is_organisation(before)
    if letter in ",.&" and re.match(r"[,.&]\s*(?:Ltd|LTD|Inc|INC|LLC|Co|CO|GmbH|S\.)", text[place : place + 6]):
        return False
    return letter in _SEPARATORS


def _party(text: str, left: int, right: int, role: Role) -> Iterator[Party]:
    raw = text[left:right]
    tail = _ADDRESS_TAIL.search(raw)
    if tail is not None and tail.start() > 3:
        raw = raw[: tail.start()]
    head = 0
    lot = _lot_head(raw)
    if lot is not None:
        head = lot[1]
    role_bracket = re.match(
        r"[\s、,]*\((?:联合体)?(主|成|牵头人|牵头方|牵头单位|成员|成员方|联合体成员|联)(?:\d|[一二三四])?\)", raw[head:]
    )
    if role_bracket is not None:
        role = Role.LEAD if role_bracket[1][0] in "主牵" else Role.MEMBER
        head += role_bracket.end()
    head_match = _HEAD.match(raw[head:])
    if head_match is not None:
        head += head_match.end()
    body, remarks, inner = _strip_remarks(raw[head:])
    body_end = len(body)
    tail_match = _TAIL.search(body)
    while tail_match is not None and tail_match.start() < body_end and tail_match[0]:
        body = body[: tail_match.start()]
        body_end = len(body)
        tail_match = _TAIL.search(body)
    body = body.rstrip()
    colon = body.find(":")
    if colon > 0 and is_organisation(body[:colon]):
        body = body[:colon]
    if not body:
        return
    remark = " ".join(remarks)
    lot_key = lot[0] if lot else _lot_of(remark)
    start = left + head
    share = _share(remark)
    led = bool(inner) and re.match(r"\s*(?:联合体)?牵头", inner[0][1]) is not None
    yield Party(
        close_up(body),
        Role.MEMBER if led else _role_of(remark, role),
        start,
        start + len(body),
        lot_key,
        share,
        credit_code.find(raw),
    )
    for offset, names in inner:
        yield from (
            replace(party, start=party.start + start + offset, end=party.end + start + offset, lot=lot_key)
            for party in _members(names)
        )


def _members(names: str) -> Iterator[Party]:
    """`联合体：B,C` inside a bracket after the lead's name."""
    colon = re.match(r"\s*(?:与)?(?:投标)?(?:联合体|成员|联合体成员|联合体单位|牵头人?|主体)[^:]{0,8}[:为]?\s*", names)
    offset = colon.end() if colon else 0
    role = Role.LEAD if "牵头" in names[:offset] else Role.MEMBER
    for left, right in _segments(names, offset, len(names)):
        yield from (party for party in _party(names, left, right, role) if is_organisation(party.name))


def _strip_remarks(raw: str) -> tuple[str, list[str], list[tuple[int, str]]]:
    """The name without trailing remark brackets; the remarks; bracketed lists of members with their offset."""
    remarks: list[str] = []
    inner: list[tuple[int, str]] = []
    for match in re.finditer(r"\(((?:[^()]|\([^()]*\))*)\)?", raw):
        content = match[1]
        if not _REMARK.search(content) or (match.start() < 2 and match.end() < len(raw)):
            continue
        if _STRONG.search(content) and re.search(r"联合体|成员|[:、,]", content):
            inner.append((match.start(1), content))
        rest = raw[match.end() :]
        remarks.extend([content, rest])
        return raw[: match.start()], remarks, inner
    return raw, remarks, inner


def _role_of(remark: str, role: Role) -> Role:
    if _LEAD.search(remark):
        return Role.LEAD
    if role is Role.SOLE and re.search(r"成员|^成$", remark):
        return Role.MEMBER
    return role


def _lot_head(raw: str) -> tuple[str, int] | None:
    match = _LOT_HEAD.match(raw)
    if match is None or not match[0].strip():
        return None
    lot = find_lot(match[0])
    if lot is None or len(raw) - match.end() < 4:
        return None
    return lot.key, match.end()


def _lot_of(remark: str) -> str | None:
    lot = find_lot(remark)
    return lot.key if lot else None


def _share(remark: str) -> Decimal | None:
    match = _SHARE.search(remark if "(" in remark else f"({remark})")
    if match is None:
        return None
    share = Decimal(match[1] or match[2]) / 100
    return share if 0 < share <= 1 else None
