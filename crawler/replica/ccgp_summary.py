"""The summary table on top of a ccgp detail page: labels by kind, amounts in 万元 (sites.md §1.4)."""

from html import escape

from crawler.replica.notice import NoticeFacts
from crawler.replica.sections import HIDDEN, SWITCHBOARD, day, later
from crawler.replica.wording import total_amount, wan_six
from tenders.vocabulary import NoticeKind

Rows = list[tuple[str, str]]


def summary(notice: NoticeFacts) -> str:
    """The table with its two headings; 采购单位 occurs twice."""
    rows = [
        "<tr><td colspan='4'><b>公告信息：</b></td></tr>",
        _wide("采购项目名称", escape(notice.project_name)),
        _wide("品目", f"<p>{f'<p>{escape(notice.catalogue)}</p>' if notice.catalogue else ''}</p>"),
        _wide("采购单位", escape(notice.buyer or "")),
        _place_and_time(notice),
        *(_wide(label, escape(value)) for label, value in _of_kind(notice)),
        '<tr><td colspan="4"><b>联系人及联系方式：</b></td></tr>',
        *(_wide(label, escape(value)) for label, value in _contacts(notice)),
    ]
    return f"<div class='table'><h5>公告概要：</h5><table width='600' border='0'>{chr(10).join(rows)}</table></div>"


def _place_and_time(notice: NoticeFacts) -> str:
    return (
        f"<tr><td class='title'>行政区域</td><td width='168'>{escape(notice.region or '')}</td>"
        f"<td class='title' width='128'>公告时间</td><td width='168'>{notice.published:%Y年%m月%d日  %H:%M}</td></tr>"
    )


def _wide(label: str, value: str) -> str:
    return f"<tr><td class='title' width='128'>{label}</td><td colspan='3' width='430'>{value}</td></tr>"


def _of_kind(notice: NoticeFacts) -> Rows:
    match notice.kind:
        case NoticeKind.TENDER | NoticeKind.PREQUALIFICATION:
            return _tender(notice)
        case NoticeKind.AWARD:
            amount = notice.summary_amount or wan_six(total_amount(notice))
            return [("评审专家名单", HIDDEN), ("总中标金额", f"￥{amount} 万元（人民币）")]
        case NoticeKind.AMENDMENT:
            return _amendment(notice)
        case NoticeKind.SINGLE_SOURCE if notice.budget is not None:
            return [("预算金额", f"￥{wan_six(notice.budget)}万元（人民币）")]
        case _:
            return []


def _tender(notice: NoticeFacts) -> Rows:
    opening = f"{notice.deadline:%Y年%m月%d日  %H:%M}" if notice.deadline else ""
    rows = [
        ("获取招标文件时间", f"{day(notice.published)}至{later(notice.published, 7)}"),
        ("招标文件售价", "￥0"),
        ("获取招标文件的地点", "政府采购交易系统"),
        ("开标时间", opening),
        ("开标地点", "政府采购交易系统"),
    ]
    return [*rows, ("预算金额", f"￥{wan_six(notice.budget)}万元（人民币）")] if notice.budget is not None else rows


def _amendment(notice: NoticeFacts) -> Rows:
    if notice.amends is None:
        return []
    first = notice.amends.first_published
    dated = [("首次公告日期", first.strftime("%Y年%m月%d日"))] if first else []
    return [*dated, ("更正日期", day(notice.published)), ("更正事项", notice.amends.target)]


def _contacts(notice: NoticeFacts) -> Rows:
    return [
        ("项目联系人", HIDDEN),
        ("项目联系电话", SWITCHBOARD),
        ("采购单位", notice.buyer or ""),
        ("采购单位地址", HIDDEN),
        ("采购单位联系方式", SWITCHBOARD),
        ("代理机构名称", notice.agency or ""),
        ("代理机构地址", HIDDEN),
        ("代理机构联系方式", SWITCHBOARD),
    ]
