"""Shanghai's categories and districts, and the category of a notice (sites.md §2.1)."""

from crawler.replica.notice import NoticeFacts
from tenders.vocabulary import NoticeKind

TREE = {
    "ZcyAnnouncement10016": ("采购意向公开", ()),
    "ZcyAnnouncement1": ("单一来源公示", ("ZcyAnnouncement3012",)),
    "ZcyAnnouncement2": (
        "采购公告",
        ("ZcyAnnouncement3001", "ZcyAnnouncement3011", "ZcyAnnouncement3002", "ZcyAnnouncement3003"),
    ),
    "ZcyAnnouncement3": ("更正公告", ("ZcyAnnouncement3005",)),
    "ZcyAnnouncement4": ("采购结果", ("ZcyAnnouncement3004", "ZcyAnnouncement3007")),
    "ZcyAnnouncement5": ("采购合同", ("ZcyAnnouncement3010", "ZcyAnnouncement3016")),
    "ZcyAnnouncement6": ("终止公告", ("ZcyAnnouncement3015",)),
    "ZcyAnnouncement11": ("其他公告", ()),
}
LEAVES = {
    "ZcyAnnouncement10016": "采购意向公开",
    "ZcyAnnouncement3001": "公开招标公告",
    "ZcyAnnouncement3002": "竞争性谈判公告",
    "ZcyAnnouncement3003": "询价公告",
    "ZcyAnnouncement3004": "中标（成交）结果公告",
    "ZcyAnnouncement3005": "更正公告",
    "ZcyAnnouncement3007": "废标公告",
    "ZcyAnnouncement3010": "合同公告",
    "ZcyAnnouncement3011": "竞争性磋商公告",
    "ZcyAnnouncement3012": "单一来源公示",
    "ZcyAnnouncement3015": "终止公告",
    "ZcyAnnouncement3016": "验收公告",
    "ZcyAnnouncement11": "其他公告",
}
METHODS = {"竞争性磋商": "3011", "竞争性谈判": "3002", "询价": "3003"}
KINDS = {
    NoticeKind.INTENTION: "10016",
    NoticeKind.SINGLE_SOURCE: "3012",
    NoticeKind.AMENDMENT: "3005",
    NoticeKind.AWARD: "3004",
    NoticeKind.CONTRACT: "3010",
    NoticeKind.ACCEPTANCE: "3016",
    NoticeKind.CANCELLATION: "3015",
}
DISTRICTS = {
    "319900": "上海市本级",
    "310101": "黄浦区",
    "310104": "徐汇区",
    "310105": "长宁区",
    "310106": "静安区",
    "310107": "普陀区",
    "310109": "虹口区",
    "310110": "杨浦区",
    "310112": "闵行区",
    "310113": "上海市宝山区",
    "310114": "嘉定区",
    "310115": "上海市浦东新区",
    "310116": "金山区",
    "310117": "松江区",
    "310118": "青浦区",
    "310120": "奉贤区",
    "310151": "崇明区",
}


def code_of(notice: NoticeFacts) -> str:
    """The leaf category of a notice."""
    number = KINDS.get(notice.kind, "11")
    if notice.kind == NoticeKind.TENDER:
        number = METHODS.get(notice.method or "", "3001")
    if notice.kind == NoticeKind.CANCELLATION and "失败" in notice.title:
        number = "3007"
    return f"ZcyAnnouncement{number}"


def codes_under(code: str) -> set[str]:
    """The category itself and its leaves; the root holds all."""
    if code == "ZcyAnnouncement":
        return set(LEAVES)
    return {code, *TREE.get(code, ("", ()))[1]}
