"""Printed values of a project made plain: numbers, names, buyers, methods. Text in, value out."""

import re

from tenders.normalise.text import close_up, compact, fold
from tenders.parsing.parties import is_nobody, is_organisation

_METHODS: tuple[tuple[str, str], ...] = (
    ("竞争性磋商", r"磋商"),
    ("竞争性谈判", r"谈判"),
    ("单一来源", r"单一来源"),
    ("邀请招标", r"邀请招标|邀请"),
    ("询价", r"询价"),
    ("框架协议", r"框架协议"),
    ("公开招标", r"公开招标|公开$|^公开"),
)
_NUMBER_TAIL = re.compile(r"\(([A-Za-z0-9][^()]{5,40})\)$")
_NAME_SUFFIX = re.compile(
    r"(?:的)?(?:[-—_\s]*)(?:(?:公开|国内|电子化)?(?:招标|竞争性磋商|竞争性谈判|磋商|谈判|询价|竞价|比选|邀请招标|单一来源|采购|资格预审|遴选|询比))?(?:的)?(?:结果|中标|成交|中选|中标[(（]成交[)）]|中标成交|更正|变更|废标|流标|终止|招标|采购|征集)*(?:候选人)?(?:结果)?(?:公告|公示)$"
)
_CONTACT_TAIL = re.compile(
    r"[(（][^()（）]{0,6}(?:老师|先生|女士|小姐|电话|联系|主任|科长|盖章|公章|工)[^()（）]{0,14}[)）]?$|[(（]全称.*$|\s+(?:地址|联系|电话).*$"
)
_LOT_BUYERS = re.compile(r"[(（]第?[一二三1-9ABC].{0,3}[包标段]+[)）]")


def method_of(text: str) -> str | None:
    """The procurement method a folded text names, in its official word."""
    return next((method for method, pattern in _METHODS if re.search(pattern, text)), None)


def read_numbers(printed: str) -> list[str]:
    """Project numbers in a value: inner spaces out, a second number in brackets apart."""
    folded = fold(printed).strip()
    folded = re.sub(r"^(?:[:为]|申请编号|编号)+\s*", "", folded)
    folded = re.sub(r"原公告的?$|\((?=[^()]*:).*$", "", folded)
    text = printed.strip()[: len(folded)] if fold(printed.strip()).startswith(folded) else folded
    cut = len(folded)
    depth = 0
    for place, letter in enumerate(folded):
        if letter in "([":
            depth += 1
        elif letter in ")]":
            depth -= 1
            if depth < 0:
                cut = place
                break
        elif letter in ",;。、" and depth == 0:
            cut = place
            break
    rest = folded[cut + 1 :]
    folded, text = folded[:cut].rstrip("( ").strip(), text[:cut].rstrip("（( ").strip()
    if depth > 0 and cut == len(printed.strip()):
        folded, text = folded.rstrip("("), text.rstrip("（(")
    tail = _NUMBER_TAIL.search(compact(folded))
    numbers = []
    if tail is not None and re.search(r"\d{3}", tail[1]) and tail.start() >= 6:
        numbers = [compact(text)[: tail.start()], tail[1]]
    else:
        numbers = [compact(text)]
    numbers = [re.sub(r"^[\"“]|[\"”.]$|^[(（](?=[^)）]*$)", "", number) for number in numbers]
    kept = [number for number in numbers if _is_number(number)]
    if kept and rest and cut < len(printed):
        kept.extend(
            number for number in re.split(r"[,;。、\s]+", rest) if re.fullmatch(r"[A-Za-z0-9\-_\[\]号]{8,40}", number)
        )
    return kept


def _is_number(text: str) -> bool:
    return (
        3 <= len(text) <= 70
        and not text.endswith(("..", "…"))
        and any(letter.isdigit() or (letter.isascii() and letter.isalpha()) for letter in text)
        and not is_nobody(fold(text))
        and not re.search(r"详见|见附件|公司|项目名称", text)
    )


def clean_project_name(printed: str) -> str | None:
    """A project's name without the kind of notice that is sometimes printed with it."""
    name = close_up(printed.strip().strip(".。,，;；:："))
    if name[:1] in "“\"'" and name[-1:] in "”\"'" and not re.search(r"[“”\"']", name[1:-1]):
        name = name[1:-1]
    folded = fold(name)
    if is_nobody(folded) or len(name) < 4 or len(name) > 200 or re.match(r"^[\d\-]+$", name):
        return None
    cut = _NAME_SUFFIX.search(name)
    if cut is not None and cut.start() > 4:
        name = name[: cut.start()]
    numbered = re.search(r"[(（](?:项目|招标|采购)?编号[:：].*$", name)
    if numbered is not None and numbered.start() > 4:
        name = name[: numbered.start()]
    return name.rstrip("-—_ ")


def name_from_title(title: str) -> str | None:
    name = re.sub(r"[(（](?:项目|招标|采购)?编号[:：][^)）]*[)）]?", "", title)
    about = re.match(r"^[^，,]{4,40}?(?:公司|中心|院)?关于(.{4,})$", name)
    name = about[1] if about else name
    return clean_project_name(name)


def party_name(printed: str) -> str | None:
    """A buyer's or agency's name as printed: no contact behind it; None for a person, a phone, several bodies."""
    name = printed.strip().strip(' ,，;；。.、:："“”')
    name = _CONTACT_TAIL.sub("", name).strip()
    if len(_LOT_BUYERS.findall(name)) > 1:
        return None
    if not is_organisation(fold(name)):
        pieces = re.split(r"[\s,，;；]+", name)
        name = pieces[0] if pieces and is_organisation(fold(pieces[0])) else name
    folded = fold(name)
    if is_nobody(folded) or re.fullmatch(r"[\d\-() 转]+", folded) or len(name) > 60 or re.search(r"[。:]|详见", folded):
        return None
    if len(name) <= 4 and not re.search(r"[局院校所部会厅处办站队委社厂学]$|单位|\d$", name):
        return None
    return close_up(name)
