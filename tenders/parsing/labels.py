"""The Chinese labels of notices as data: which field a label, a column head or a heading names.

A label is compared in its plain form (`plain_label`): folded, without spaces, numbering and brackets, and with the
many words for "won" (成交, 中选, 预中标, 入围 …) written as 中标. Tables are searched in order; the first hit wins.
"""

import re
from enum import Enum, auto
from functools import lru_cache
from typing import NamedTuple

from tenders.normalise.lots import find_lot, lot_key
from tenders.normalise.money import Unit, unit_of_label


class Field(Enum):
    """What a label names."""

    __hash__ = object.__hash__  # members are single objects; the default hashes their names each time

    SUPPLIER = auto()  # a winner, said so: 中标供应商, 成交人
    BIDDER = auto()  # somebody who may be a winner, by where the label stands: 供应商名称, 投标人
    CANDIDATE = auto()  # 第一中标候选人
    LEAD = auto()
    MEMBER = auto()
    SUBCONTRACTOR = auto()
    AMOUNT = auto()  # the price of the award: 中标金额
    UNIT_PRICE = auto()  # 单价: the award's price only where one unit was bought
    QUANTITY = auto()
    WON = auto()  # 是否成交: 是 or 否
    QUOTE = auto()  # a price that is the award's only beside a winner: 投标报价, 总价
    TOTAL_AMOUNT = auto()  # the sum over all lots: 总中标金额
    AWARD_TYPE = auto()  # 中标类型：折扣率中标
    SHARE = auto()
    SCORE = auto()
    RANK = auto()
    LOT = auto()
    LOT_NAME = auto()
    SEQUENCE = auto()
    CREDIT_CODE = auto()
    ADDRESS = auto()
    FAILURE = auto()  # 废标理由
    PROJECT_NUMBER = auto()
    LOT_NUMBER = auto()
    OTHER_NUMBER = auto()  # plan and registration numbers
    PROJECT_NAME = auto()
    BUYER = auto()
    AGENCY = auto()
    NAME = auto()  # 名称：, whose meaning its heading gives
    REGION = auto()
    METHOD = auto()
    PUBLISHED = auto()
    DEADLINE = auto()
    OPENING = auto()
    BUDGET = auto()
    CEILING = auto()
    FIRST_PUBLISHED = auto()
    AMENDS = auto()
    BEFORE = auto()  # 更正前内容
    AFTER = auto()  # 更正后内容
    FEE = auto()
    ITEM = auto()  # columns and labels of goods lists: 规格型号, 数量, 单价
    NOTED = auto()  # understood and not needed: 联系人, 邮编


class Label(NamedTuple):
    """A label understood: its field, the unit it states for money, the lot it names."""

    field: Field
    unit: Unit
    lot: str | None


_WON = re.compile(
    r"预(?=供应商)|中标[/、,或]?成交|成交[/、,或]?中标|预中标|拟中标|预成交|拟成交|成交|中选|入围|(?:拟)?定标(?=供应商|单位|人)|中标中标"
)
_NUMBERING = re.compile(
    r"^(?:[★▲●*#■◆]+|第?[一二三四五六七八九十]{1,3}[、.,:)](?!标段|包)|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}(?:\.\d{1,2})*[、.,:)\s]|\d(?:\.\d{1,2})+|\d(?=[\u4e00-\u9fff])(?!\d*(?:包|标段|号))|[①②③④⑤⑥⑦⑧⑨⑩]|[1-9一二三四]?[、.])+"
)
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_LOT_PREFIX = re.compile(
    r"^(?:本)?(?:[（(]?第?(?:[一二三四五六七八九十]{1,3}|\d{1,2}|[A-Z])(?:号)?(?:标段|标包|分包|包组|包件|标项|分标|合同包|包|标(?=中标))[)）]?|(?:标段|标项|包组|分包|合同包|采购包|标包|包)(?:[一二三四五六七八九十]{1,3}|\d{1,2}|[A-Z])[)）]?)[-:,的]?(?=.{2,})"
)

_LOT_SUFFIX = re.compile(
    r"(?:(?<=名称)|(?<=供应商)|(?<=中标人)|(?<=金额)|(?<=中标价)|(?<=中标单位))((?:[一二三四五六七八九十]{1,2}|\d{1,2}|[A-Z])(?:包|标段|标))$"
)
_MONEY_TAIL = re.compile(r"[/,]?(?:单位:?)?(?:人民币:?)?(?:万元|元)$")

_PARTY = r"(?:资本方|供应商|供货商|供货人|供货单位|服务商|服务单位|承包商|承包人|承建单位|施工单位|监理单位|设计单位|施工企业|人|单位|企业|机构|公司|方|商|厂商|投标人|投标单位|投标供应商|投标商|社会资本方?|社会资本合作方|代理商|联合体|客户|个人|者|者单位|结果单位|代理机构|承租人|租赁方|检测机构|咨询机构|中介机构|中介服务机构)"
_NAMED = r"(?:及|单位|企业|公司)?(?:(?:单位|企业|公司)?(?:名称|全称|名单|信息|情况|为|是|名))?"

_FIELDS: tuple[tuple[Field, str], ...] = (
    (Field.SUBCONTRACTOR, r"分包(?:商|单位|供应商|承担主体|企业|意向单位|意向供应商|意向企业)(?:名称)?"),
    (Field.LEAD, r"(?:联合体)?(?:牵头(?:人|单位|方|供应商|企业|公司)|主(?:体|办)(?:单位|人|方)?|联合体牵头.{0,3}|联合体主(?:体|办)方?)(?:名称)?"),
    (Field.MEMBER, r"联合体(?:成员|其他成员|各方|成员单位|单位|成员方|投标|供应商|企业)?(?:名称|[一二三四12345])?|投标联合体|成员(?:单位|方)(?:名称)?[一二三四12345]?|联合体.{0,4}成员.{0,4}"),
    (Field.AFTER, r"(?:更正|变更|修改|调整|更改)后(?:的)?(?:内容|为)?"),
    (Field.BEFORE, r"(?:更正|变更|修改|调整|更改)前(?:的)?(?:内容|为)?|原(?:公告)?内容"),
    # parties that are no winner, before the wide patterns
    (Field.NOTED, r".{0,12}(?:电话|传真|邮编|邮箱|邮政编码|电子邮件|联系方式|联系人|手机|QQ|网址|网站|链接|账号|帐号|户名|开户行|开户银行|行号|联系信息|附件|经办人|经办|法定代表人|法人|法人代表|法定代表|项目经理|项目负责人|项目总监|负责人|总监|建造师|证书编号|证书号|证书号码|证书|证号|编制人|审核人|签发人|盖章|签章|资质等级|资质|评委|专家|专家名单|评标委员会|评审小组|磋商小组|谈判小组|评审委员会|成员名单|组长|成员|质保期|保修期|工期|总工期|交货期|供货期|服务期|服务期限|合同履行期限|合同履行期|履约期限|保证金|中标通知书|标书费|售价|注册编号|注册证号|技术负责人|安全员|执业资格)(?:名单|姓名|信息|及.{1,8}|、.{1,8}|编号|名称)?"),
    (Field.FEE, r"(?:本项目|本次|招标|采购|中标|政府采购|交易|收取的?|项目|代理机构|机构|代理|中介|公共资源|及|、|评审|专家|按|需)*(?:代理(?:服务)?(?:收)?费|服务费|收费|交易费|交易服务费|专家费|评审费|咨询费|劳务费)(?:收费|收取|的|用|标准|金额|总|及|和|、|方式|情况|依据|为|费率|万|元|合计|交纳|缴纳)*"),
    # candidates
    (Field.CANDIDATE, r"(?:推荐)?第[一二三123]名?中标(?:供应商|人|单位)(?:名称)?|.{0,12}排名第[一二三]的?中标候选人为?|(?:推荐)?(?:第[一二三四五123]|排名第[一二三])(?:名)?(?:中标)?候选(?:人|供应商|单位)?.{0,5}|(?:中标)?候选(?:人|供应商|中标供应商|单位|中标人)(?:名称|名单)?|推荐(?:的)?(?:中标)?候选.{0,8}|中标候选.{0,6}|候选人名称"),
    # numbers
    (Field.OTHER_NUMBER, r"(?:政府)?采购(?:计划|预算|执行|任务|申请|条目|备案)(?:备案|下达)?(?:编?号|文号|备案号|书编号|函编?号|函号|号)|采购计划.{0,6}号|预算(?:项目)?编号|计划(?:编号|文号|备案号)|项目序列号|(?:工程|招标|项目|标段)?备案(?:编?号|登记号)|委托编号|任务书号|意向编号|采购文件编号|招标文件编号|(?:采购|谈判|磋商|询价|竞争性磋商|竞争性谈判)文件编号|工程编号|登记号|资金文号|立项批文号?|公告编号|报建编?号|投资项目统一代码|项目代码|备案表?编号|申请编号"),
    (Field.LOT_NUMBER, r"(?:标段|标包|分包|包件|包组|分标|子包|采购项目子包|标段\(包\))编号|分包编号"),
    (Field.PROJECT_NUMBER, r"(?:原公告的?|原)?(?:政府)?(?:(?:采购|招标|工程|建设|磋商|谈判|竞争性磋商|竞争性谈判|询价|比选|竞价|交易|项目|委托|标的|本|集中采购|竞标|竞磋|竞谈|政采|招标采购|采购招标|中标)*(?:项目|招标|采购|文件|交易|标书|标段项目)(?:编码|编号|号|登记号|统一编号|的编号|名称和编号|序号|标号)|编号|项目登记号|采购项目|招标编号|标号|公开招标编号|采购编号|询价编号|磋商编号|谈判编号|公告号|竞价编号|备案编号)"),
    # project
    (Field.PROJECT_NAME, r"(?:原公告的?|原)?(?:政府)?(?:采购|招标|工程|建设|合同|交易|磋商|谈判|询价|标的|中标|竞价|比选|本)*(?:项目|工程|采购项目)(?:的)?(?:名称|全称|为)|招标工程|工程名称|项目|招标项目|采购项目|项目全称"),
    (Field.LOT_NAME, r"(?:标项|标包|标段|包|分包|包组|包件|分标|采购包|合同包|子包|品目|分包项目|标的|包段|采购标的|中标标的|货物服务|货物、服务|货物或服务|项目标的|标段包)(?:或产品)?(?:的)?(?:名称|内容|工程名称|项目名称)|包组或产品名称|分项名称|(?:中标|招标|采购)(?:标的|内容|项目内容|范围)(?:名称)?|货物名称|服务名称|标的物名称|采购标的|产品名称|工程名称及标段|品目|采购品目"),
    # failed lots
    (Field.FAILURE, r"(?:废标|流标|终止|失败|未中标|作废|终止采购)(?:的)?(?:原因|理由|情况说明|情况|说明)(?:及.*)?|废标.?终止.?原因"),
    # amounts that are no award
    (Field.BUDGET, r"(?:本项目|本次|采购|招标|项目|工程|政府采购|财政|分包|资金|总|标段|包)*(?:预算|采购预算|招标预算|资金预算)(?:价|金额|总价|总额|总金额|资金|控制价|控制金额|限额|数|额|额度|总预算|为)*|项目总金额|预算总金额|(?:项目|采购)(?:概算|总投资预算)"),
    (Field.CEILING, r".{0,8}(?:最高(?:投标)?(?:总)?(?:限|控制)(?:单)?价|招标控制价|拦标价|控制价|上限价|限价|最高投标限价|投标限价|最高限额|标底|投资总额|总投资|投资额|造价|工程造价|评标基准价|概算|估算|项目估价|合同估算价|工程概况).*"),
    # winners and prices
    (Field.AWARD_TYPE, r"中标类型|报价方式|报价形式|价格形式|计价方式"),
    (Field.TOTAL_AMOUNT, r"(?:本项目)?总中标金额|中标总金额合计|合计|合计金额|项目总价"),
    (Field.AMOUNT, r"(?:本项目|最终|总|拟|确定)?中标(?:[供投][^价额]{1,4})?(?:人|单位|后)?的?(?:总|合同|含税|投标|公示|成交|签约|综合|拟|最终|报价的?)?(?:金额|价格|价款|价|报价|总价|总额|总金额|额|结果|标价|造价|费用|总报价|合同额|合同价|合同金额|单价|综合单价|数额|款)(?:或(?:下浮率|费率|折扣率|优惠率|中标费率))?(?:及.{0,6})?|成交结果|中标.{0,4}(?:下浮|折扣|优惠|费|上浮|让利|比|浮动|利|服务费)率|(?:中标|结算)?(?:折扣|费|下浮|优惠|上浮|让利|浮动|结算)率|中标合同金额|合同(?:总)?(?:金额|价|价款|总价|金额总计)|成交总合同金额|中标总合同金额|中标服务费率|中标金额或.*|签约合同价|采购金额|中标单位报价|中标供应商报价|中标系数|中标数额|中标报酬|租金|中标租金"),
    (Field.SUPPLIER, rf"(?:.{{0,30}}(?:的|,|为|定|、|\"))?(?:第?[一二三123]名?)?(?:最终|推荐|确定|拟|本项目|项目|实际|最后)?(?:的)?中标{_PARTY}{_NAMED}(?:(?:与|和|及|、|/)(?:地址|项目经理|供应商|联系地址|单位地址|中标额|金额)|[一二三12345]|、地址)?|.{{0,8}}乙方|(?:推荐|确定)(?:的)?(?:供应商|单位|中标人)|中标供应商为|拟定供应商(?:名称|信息)?|单一来源供应商(?:名称)?|拟定(?:的)?唯一供应商名称|中标结果单位|中标候选人中标人|拟签约供应商"),
    (Field.ADDRESS, r".{0,14}(?:地址|所在地|注册地|地点|通讯地|住所).*"),
    (Field.CREDIT_CODE, r".{0,12}(?:信用代码|组织机构代码|机构代码|供应商(?:编码|代码)|纳税人识别号|社会信用码|统一代码).*"),
    (Field.QUOTE, r"(?:投标|最终|最后|响应|磋商|谈判|评审|评标|磋商最终|最终投标|二次|最终磋商|竞标|竞价|总|有效|首次|开标|修正后?|经评审的)*(?:报价|报价总价|投标价|标价|总报价|投标总价|总价|投标金额|响应报价|报价金额|评标价|评审价格?|竞价|报价总额)(?:及.{0,8})?|金额|价格|总金额|总额|小计|报价|政策调整后价格|投标函报价|投标报价|.{0,10}(?:报价|投标)(?:费|下浮|折扣|优惠|折扣费)率"),
    (Field.BUYER, r"(?:采购|招标|业主|建设|发包|需求|用户|使用|征集|委托|询价|比选|竞价|项目)(?:人|单位|业主|方|主体|实施单位)(?:\(.*\))?(?:名称|全称|信息|单位|为)?(?:及.{0,10})?|(?:采购|招标|建设)单位.{0,3}名称?|.{0,8}甲方|需方|采购人单位名称|项目业主|业主|项目法人|招标项目法人|采购人或采购单位|采购机关|招标主体|建设单位招标人|采购主体|政府采购人|出租人|采购人全称"),
    (Field.AGENCY, r"(?:政府|采购|招标|政府采购|集中采购|集采|交易|委托|政府集中采购|招标采购|代理|项目)*(?:代理(?:机构|单位|公司|方)?|集中采购机构|采购机构|采购中心|招标中心|代理采购机构|采购代理|招标代理|代理人)(?:名称|全称|信息|单位|为|单位名称)?(?:及.{0,6})?|采购组织机构|集采机构|组织单位|采购实施机构|代理机构全称|招标机构"),
    (Field.ITEM, r"单位|机构|公司|计量单位"),
    (Field.BIDDER, r"(?:(?:参加|参与|通过|所有|各|合格|有效|被推荐)?(?:投标|响应|报价|竞标|应标|磋商|谈判|参与|竞价|应答)?(?:供应商|供货商|投标人|投标单位|投标商|响应人|承包人|承包单位|竞标人|投标企业|报价人|报价单位|竞价人|投标方|应答人|单位|公司|企业|厂商|商家|投标公司|机构|磋商单位|磋商供应商|谈判供应商|服务商|供货单位|施工单位)(?:单位|公司|企业|机构)?(?:名称|全称|名单|信息)?|单位名称|公司名称|企业名称|机构名称|投标人及其排名|投标者名称|承建单位)"),
    (Field.SCORE, r".{0,12}(?:得分|评分|总分|分值|分数|综合评议|评审分|平均分|综合分).*"),
    (Field.RANK, r"排名|名次|推荐(?:排名|名次|顺序|次序|意见)?|排序|推荐排序|评审排名|综合排名|最终排名|评标排名|推荐中标顺序|候选人排名|候选人排序|中标候选人排序|投标人排名|排名顺序|综合排序|序位"),
    (Field.SHARE, r"(?:中标|采购|分配|合同)?份额(?:比例|占比)?|(?:中标|采购|分配)比例|份额"),
    (Field.LOT, r"(?:采购项目)?(?:标项|标包|标段|包|分包|包组|包件|分标|采购包|合同包|子包|标段包|包段|项目包|分包标段|品目包)(?:编?号|序号|次|别)?|包组号|标段号|分标号|标的编号|所投包号|包号/标段|标包号|标段\(包\)|标|标的号"),
    (Field.SEQUENCE, r"序号?|编号|No\.?|序列号|NO|序数|顺序"),
    # the project's facts
    (Field.REGION, r"行政区[域划]|所属地区|所属区域|区划|项目所在(?:区域|地区|地|行政区域)|项目监管地|地区"),
    (Field.METHOD, r"(?:政府)?(?:采购|招标|发包|交易|招投标|项目采购|本次采购|本项目采购)(?:的)?(?:方式|形式|方法)|招标类型|采购类型"),
    (Field.FIRST_PUBLISHED, r"首次公告(?:发布)?(?:日期|时间)|原公告(?:发布)?(?:日期|时间)|原公告首次发布(?:日期|时间)"),
    (Field.AMENDS, r"更正事项|变更事项|更正类型"),
    (Field.PUBLISHED, r"(?:公告|信息|系统|本公告|中标公告|结果公告|公示|通告)?(?:发布|公告|公示|发表|发出)(?:日期|时间)|系统发布时间|公告时间|发布日期|发布时间"),
    (Field.DEADLINE, r".*(?:投标|响应|响应文件|递交|提交|报价|报名文件|报价文件|申请文件|文件递交|文件提交|谈判文件|磋商文件).{0,10}截止.{0,12}|(?:投标)?截止时间|截标时间|(?:递交|提交)(?:投标|响应|报价|磋商|谈判)?文件(?:的)?时间|投标时间|截止日期|截止时间及开标时间|.*截止时间"),
    (Field.OPENING, r"(?:开标|开启|响应文件开启|投标文件开启|磋商|谈判|评审|竞价)(?:日期|时间|日期及时间)(?:及地点)?|.*开标时间.{0,5}|开启时间"),
    (Field.NAME, r"(?:单位|机构)?(?:名称|全称)|名"),
    (Field.WON, r"是否(?:为)?中标(?:候选人|供应商|人)?"),
    (Field.UNIT_PRICE, r"单价|综合单价|单价金额"),
    (Field.QUANTITY, r"数量|数量单位|采购数量"),
    (Field.ITEM, r".{0,10}(?:规格|规格型号|型号|型号规格|数量|数量单位|单位|计量单位|单价|品牌|产地|制造商|制造厂商|生产厂家|厂家|生产企业|生产厂商|技术要求|技术参数|参数|要求|服务范围|服务时间|服务标准|服务内容|质量|标准|备注|配置|明细|用途|简要|概况|说明|描述|依据|原因|理由|结果|方法|办法|期限|周期|时间|日期|清单|面积|规模|内容|范围|条件|情况|费用|税率|类别|分类|级别|等级|业绩|奖项|承诺|总数|执业|目标|计划|类型|性质|来源|方案|响应|品目|名称|代码|简介|产品|参数响应|资金来源|属性|是否.{1,12})|是否.{1,14}|(?:规格|型号|数量|单位|单价|品牌|质量|备注|服务|技术|主要|简要).{1,8}"),
)  # fmt: skip

_LONGEST = {Field.ITEM: 14, Field.NOTED: 18, Field.CEILING: 18, Field.SCORE: 18, Field.ADDRESS: 24}
"""Fields whose patterns are wide: a longer text is prose, not a label."""


def plain_label(label: str) -> str:
    """The form in which labels are compared: no spaces, numbering or brackets; all words for "won" as 中标."""
    label = "".join(label.split()).replace("（", "(").replace("）", ")")
    label = _NUMBERING.sub("", label)
    label = _BRACKETS.sub("", label.replace("\\", "")).strip(":*#★.、,;-_/\"'“”(")
    label = _MONEY_TAIL.sub("", label)
    label = label[:-1] if len(label) > 3 and label[-1] in "为是" else label
    return _WON.sub("中标", _WON.sub("中标", label)).replace("中标/中标", "中标")


@lru_cache(maxsize=8192)
def read_label(label: str) -> Label | None:
    """What a folded label or column head names, or None. Cached: a corpus repeats a few hundred labels."""
    if len(label) > 60:
        return None
    plain = plain_label(_PARTY_OF_CONTRACT.sub(r"\1", label))
    if not plain or len(plain) > 36 or plain.isdigit() or (len(plain) > 8 and plain.endswith(_NAME_ENDS)):
        return None
    if plain.startswith(_VALUE_STARTS):
        return None
    lot = None
    prefix = _LOT_PREFIX.match(plain)
    if prefix is not None:
        found = find_lot(prefix[0])
        lot = found.key if found else None
        plain = plain[prefix.end() :]
    suffix = _LOT_SUFFIX.search(plain) if lot is None else None
    if suffix is not None:
        lot, plain = lot_key(suffix[1]), plain[: suffix.start()]
    found_field = _field_of(plain) or ("(" in label and _field_of(plain_label(label.translate(_OPEN_BRACKETS)))) or None
    return Label(found_field, unit_of_label(label), lot or _lot_inside(found_field, label)) if found_field else None


_VALUE_STARTS = ("详见", "见附件", "见招标", "按照", "满足", "符合", "完全", "响应招标", "同招标")
_PARTY_OF_CONTRACT = re.compile(r"\(([甲乙]方)\)")
_NAME_ENDS = ("公司", "事务所", "研究院", "设计院", "研究所", "工程院", "大学")
_OPEN_BRACKETS = str.maketrans("", "", "()")


def _field_of(plain: str) -> Field | None:
    limit = next((limit for limit in _LIMITS if len(plain) <= limit), None)
    match = _MATCHERS[limit].fullmatch(plain) if limit is not None else None
    return _FIELDS[match.lastindex - 1][0] if match is not None and match.lastindex is not None else None


_LIMITS = (*sorted(set(_LONGEST.values())), 36)


def _matcher(limit: int) -> re.Pattern[str]:
    """All tables as one alternation, tried in order; fields whose labels are never this long match nothing."""
    return re.compile("|".join(f"({p})" if _LONGEST.get(f, 36) >= limit else "((?!))" for f, p in _FIELDS))


_MATCHERS = {limit: _matcher(limit) for limit in _LIMITS}


def _lot_inside(field: Field, label: str) -> str | None:
    """`中标人(第一包)`: a lot in the label's bracket; not in labels that speak of lots themselves."""
    if field not in (Field.SUPPLIER, Field.AMOUNT, Field.BIDDER, Field.QUOTE, Field.CANDIDATE):
        return None
    found = find_lot(label)
    return found.key if found else None
