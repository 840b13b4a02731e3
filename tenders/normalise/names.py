"""Printed names of organisations: how they are shown and how they are compared; not who they are."""

import re
import unicodedata

# Traditional characters and variants met in company names, each followed by its simplified form.
_PAIRS = (
    "倉仓偉伟側侧備备傳传債债傾倾僅仅僑侨儀仪億亿優优儲储兩两凱凯剛刚創创動动務务勝胜勞劳勢势區区協协單单"
    "國国園园圖图團团場场壓压壘垒夢梦奧奥媽妈孫孙學学實实寧宁審审寬宽寶宝將将專专導导層层島岛嶺岭帥帅師师"
    "帶带幫帮庫库廈厦廠厂廣广彈弹彙汇後后徑径從从復复徵征愛爱態态慣惯慶庆憑凭應应戰战戲戏擁拥擇择擊击擔担"
    "據据擬拟擴扩攜携攝摄攤摊敵敌數数斷断時时晉晋暢畅曆历書书會会東东桿杆條条楊杨業业極极構构樂乐樓楼標标"
    "樞枢樣样橋桥機机橫横檔档檢检櫃柜權权歐欧歡欢歲岁歸归殘残殺杀氣气決决沒没沖冲況况淚泪淨净淺浅渦涡測测"
    "湯汤滅灭滬沪滲渗漁渔漢汉潔洁潛潜潤润濟济濱滨瀋沈瀏浏灘滩灣湾為为無无煙烟熱热燈灯燒烧營营爐炉爺爷牆墙"
    "狀状獎奖獨独獲获現现瑪玛環环產产畫画異异療疗發发盡尽監监盤盘盧卢碩硕確确碼码礎础禮礼種种積积穩稳窮穷"
    "競竞筆笔節节範范築筑簡简簽签籌筹糧粮紀纪約约純纯紙纸級级紡纺細细終终組组結结絡络給给統统絲丝經经綜综"
    "綠绿維维綱纲網网緊紧緒绪線线縣县總总績绩繪绘續续纜缆罰罚羅罗習习聖圣聞闻聯联聲声職职聽听脈脉腦脑腳脚"
    "膠胶臨临臺台與与興兴舉举舊旧艦舰華华萬万藍蓝藝艺蘇苏蘭兰處处虛虚號号蝦虾術术衛卫補补裝装製制複复規规"
    "視视覺觉觀观觸触計计訊讯討讨訓训記记訪访設设許许訴诉診诊評评詞词詢询試试詩诗話话該该詳详認认語语誠诚"
    "誤误說说調调談谈諮咨諸诸諾诺謀谋謝谢謹谨證证識识譜谱譯译議议護护變变讓让豐丰豔艳貝贝財财貨货責责貯贮"
    "貴贵費费貿贸賀贺資资賓宾賜赐賞赏賢贤賣卖質质賬账購购賽赛贊赞贏赢趙赵趨趋跡迹蹤踪車车軌轨軍军軟软軸轴"
    "輔辅輛辆輝辉輪轮輸输轄辖轉转辦办辭辞農农進进運运達达遞递遠远適适選选邊边郵邮鄉乡鄭郑鄰邻醫医醬酱釀酿"
    "釋释鈴铃鈺钰鉅钜鉑铂銀银銅铜銘铭銳锐鋁铝鋒锋鋪铺鋼钢錄录錢钱錦锦錫锡鍋锅鍵键鍾钟鎖锁鎮镇鏈链鏡镜鐵铁"
    "鑄铸鑒鉴長长門门閃闪開开間间閩闽閱阅闊阔關关陝陕陰阴陳陈陸陆陽阳隊队階阶際际隨随雖虽雙双雜杂難难雲云"
    "電电霧雾靈灵靜静韋韦韓韩韻韵響响頂顶項项順顺須须頌颂預预頓顿領领頭头頻频顏颜願愿類类顧顾風风飛飞飯饭"
    "飲饮飾饰養养館馆馬马馳驰駐驻駿骏騎骑騰腾驅驱驗验體体魚鱼魯鲁鮮鲜鳥鸟鳳凤鳴鸣鴻鸿鵬鹏鶴鹤麗丽麥麦麵面"
    "黃黄點点黨党齊齐齡龄龍龙"
)
_TO_SIMPLIFIED = str.maketrans(dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True)))

_OPENING, _CLOSING = "([【{\u3014", ")]】}\u3015"  # what NFKC leaves of the brackets met in names
_BRACKETS = str.maketrans(_OPENING + _CLOSING, "（" * len(_OPENING) + "）" * len(_CLOSING))
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\x00-\x08\x0e-\x1f\x7f]")
_SPACES = re.compile(r"\s+")
_SPACE_NOT_BETWEEN_LATIN = re.compile(r"(?<![A-Za-z0-9.,&]) | (?![A-Za-z0-9&])")

_FORMER = re.compile(r"（(?:原名?|曾用名|前身为?|更名前)[：:为是]?[“\"]?([^（）]{4,40}?)[”\"]?）")
_SPEAKS_OF_FORMER = re.compile("原|曾用|前身|更名")
_ROLE = r"(?:联合体)?(?:牵头(?:人|方|单位|公司)?|主办(?:人|方|单位)|主体|成员(?:单位|方|公司)?[一二三四五六\d]?|联合体)"
_REMARK = re.compile(
    rf"（(?:{_ROLE}|原名?[：:为是]?[^（）]*|曾用名[^（）]*|前身[^（）]*|更名前[^（）]*|以下简称[^（）]*|简称[^（）]*|下称[^（）]*"
    r"|统一社会信用代码[^（）]*|[0-9A-Z]{18}|盖章|公章|签章|[大中小微]型?(?:微型?)?企业|监狱企业|中标(?:人|单位|供应商)?|成交(?:人|供应商)?"
    r"|第[一二三]名|排名第[一二三]|第[一二三](?:中标|成交)候选人|供应商|分包商?|总包|独家|被委托方|联合体[^（）]*)）"
)
_LABEL = re.compile(
    rf"^(?:{_ROLE}|(?:中标|成交|中选)(?:人|单位|方|供应商|候选人)(?:名称)?|第[一二三](?:中标|成交)?候选(?:人|供应商)"
    r"|供应商(?:名称)?|投标(?:人|单位|供应商)(?:名称)?|单位名称|企业名称|公司名称|名称)[：:]|^\d{1,2}[、.](?=[^\d])"
)
_EDGES = "，。；、：,.;:·*\"'“”\u2018\u2019《》<>-—_=/\\|~ "


def clean_name(printed: str) -> str:
    """The name as it is shown: full-width Chinese brackets, no spaces or line breaks, remarks and labels taken off.

    Latin words keep single spaces between them. Cleaning a clean name changes nothing.
    """
    name, before = printed, None
    while name != before:
        before = name
        name = _strip_remarks(_fold(name))
    return name


def _fold(text: str) -> str:
    text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).translate(_BRACKETS)
    return _SPACE_NOT_BETWEEN_LATIN.sub("", _SPACES.sub(" ", text).strip())


def _strip_remarks(name: str) -> str:
    return _LABEL.sub("", _REMARK.sub("", name)).strip(_EDGES)


def former_names(printed: str) -> tuple[str, ...]:
    """Names that the print itself gives as former ones: 乙公司（原甲公司） gives 甲公司."""
    if not _SPEAKS_OF_FORMER.search(printed):
        return ()
    return tuple(clean_name(found) for found in _FORMER.findall(_fold(printed)))


def name_key(name: str) -> str:
    """The form in which names are compared: simplified characters, capitals, 有限责任公司 as 有限公司.

    股份有限公司 becomes 股份公司. Brackets are folded but stay: 某（北京）公司 and 某北京公司 may both be registered.
    """
    return key_of_clean(clean_name(name))


def key_of_clean(name: str) -> str:
    """`name_key` of a name that `clean_name` made."""
    key = _SPACES.sub("", name.translate(_TO_SIMPLIFIED).upper()).replace("·", "")
    return key.replace("有限责任公司", "有限公司").replace("股份有限公司", "股份公司")
