"""The names of ccgp's static lists (sites.md §1.3)."""

LEVELS = {"zygg": "中央公告", "dfgg": "地方公告"}
CATEGORIES = {
    "gkzb": "公开招标公告",
    "zbgg": "中标公告",
    "cjgg": "成交公告",
    "gzgg": "更正公告",
    "fblbgg": "终止公告",
    "zgysgg": "资格预审公告",
    "jzxcs": "竞争性磋商公告",
    "jzxtpgg": "竞争性谈判公告",
    "xjgg": "询价公告",
    "dylygg": "单一来源公告",
    "yqzbgg": "邀请招标公告",
    "qtgg": "其他公告",
}
