"""Words that tell whether a clause speaks of the projects handed in, or of something else.

A false alarm costs more than a missed hint: what is not clearly of these projects is left alone.
"""

import re
from typing import Literal

from desktop_app.core.prose.quantities import BOUND_WORDS

# These projects, as a whole.
OURS = re.compile(
    r"(?:实施|承担|被改造|试点|入选|申报)企业|全部项目|所有项目|各项目|项目(?:改造|实施|完成)后|本次|此次|这次|本批|本方案|(?:申报|推荐)情况|申报项目|推荐项目|(?<![未没])入选|试点项目|项目清单|汇总表"
    r"|(?:共|拟)(?:计|有)?(?:申报|推荐|遴选|梳理|确定|纳入|安排|组织|谋划|筛选|报送)|纳入(?:本次)?试点"
    r"|(?:申报|推荐|遴选|梳理|确定|报送|谋划)(?:出|了)?(?:的)?(?:数字化)?(?:转型|改造)?项目|最终确定|择优确定"
)
# Up to now, unless a year of the projects is told beside it.
SO_FAR = re.compile(r"累计(?:完成|实施|建成|竣工|改造)|截至目前|目前")
# A count with one of these is of all projects.
WHOLE = re.compile(
    r"(?<!公)共(?![同享性建])|总计|合计|总数|总量|全部|本次|此次|申报|遴选|梳理|推荐"
)
# Another place or time, a part that is not told by name, a wish, a limit of the notice.
ELSE = re.compile(
    r"全省|我省|邻市|“?十[一二三四五六]五|引进|借鉴|规划建设|上门|国家级试点|国家试点|省内|全国|国内|世界|全球|兄弟|其他城市|各市|周边|上年|去年|往年|此前|历年|以来已|近年|近[两三四五]年"
    r"|已完成|已建成|已实施|已累计|已有|已培育|已投入|已获|已评|累计(?:培育|投入|开展|支持|获)"
    r"|每年|年均|首批|第一批|第二批|上一批|第一年|第二年|前期|中期|后续|下一步"
    r"|示范项目|标杆|样板|重点项目|储备|规上|规模以上|技改|招商|签约|贷款|融资|落选"
    r"|要求|通知|规定|原则上|上限|力争|争取|培育|打造|固定资产|工业投资|产值|营业收入|增加值|税收|利润|就业"
    r"|全市层面|全市口径|征集|意向|摸排|走访|调研|初筛|未(?:入选|通过|纳入)|剔除|淘汰|备选|现有|拥有"
)
# One firm's or one project's own story.
SINGLE = re.compile(
    r"公司|集团|(?:[\u4e00-\u9fff](?<!工))厂(?![房区商])|该项目|该企业|本项目|其中1个|以.{2,20}为例|某"
    r"|前(?:[两二三四五六七八九十]|\d{1,2})[个大名家位](?!月|季)"
)
STORY = re.compile(r"公司|集团|(?:[\u4e00-\u9fff](?<!工))厂(?![房区商])|以.{2,20}为例")
# Of each project or firm, not of all.
EACH = re.compile(
    r"每\d*[万亿]?元|每人|每名|每企|每县|每季|每个|各个|每(?:完成|新增|增加|验收|建成|实施|服务|满|超过)|单个|每家|每户|单户|单家"
    r"|(?<![十百千万零二三四五六七八九])一(?:家企业|个[A-Za-z\d]{0,8}项目)"
)
# What is left of the projects: of the time it names, or of nothing that is told.
REST = re.compile(r"\s*(?:其余|剩余|剩下|余下)")
# Begins a clause about something else than the industry or county named before it.
ANOTHER = re.compile(r"\s*(?:另有|另外|此外|还有|其他|其它|其余|剩余)")
CONTINUES = re.compile(
    r"\s*(?:(?:[(\uff08]?[\d一二三四五六七八九十]+[)\uff09.、\uff0e]\s*)?其中"
    r"|分别|按|分(?:行业|县|地区|区域|年度|等级|阶段)|从.{1,8}看|上述|这些)"
)
EVERY = re.compile(r"\s*(?:全部|所有)项目(?![里中])")
# 「分行业看」 begins anew with all projects.
BREAKDOWN = re.compile(
    r"\s*(?:[(\uff08]?[\d一二三四五六七八九十]{1,3}[)\uff09.、\uff0e]\s*|[一二三四五六七八九十]+是)?(?:按(?!照|要求|规定|标准|通知|期|时|月|年|季).{1,8}|分(?:行业|县|地区|区域|属地|年度|等级|水平|阶段|构成|类型)|从.{1,8}看|论.{1,4}$)"
)
BEFORE_CHANGE = re.compile(r"改造前|现状|现在|目前|原来|基期|现为|实施前|转型前")
AFTER_CHANGE = re.compile(r"改造后|完成后|转型后|实施后|达到|目标|提升[到至]")
NOUNS = {"projects": "项目", "firms": "企业", "investment": "投资"}
# Behind one of these stand the projects that were chosen, before it the candidates.
CHOICE = re.compile(
    r"(?:最终|择优|研究|评审|论证|筛选|复核|现)?(?:确定|入选|纳入清单|纳入试点|列入清单|选定|选出|保留|剩下|遴选(?:出|确定)?|通过)"
    rf"(?:了|出|为)?\s*(?=(?:{BOUND_WORDS})?[\d一二三四五六七八九十百两])"
)
SIFTED = re.compile(
    r"征集|申报|报送|收到|摸排|意向|入库|初审|剔除|淘汰|筛选|评审|论证|复核|核减|公示|审查|核查|遴选|择优"
)
# What the numbers behind it are parts of is what stands before.
DIVIDES = re.compile(r"\s*(?:其中|集中[在于]|分布[在于]|主要[在集分]|光|仅|单是)")
# 「甲县的7个项目中」: the next clause divides them.
AMONG = re.compile(
    r"[个项家户](?:[^\d,\uff0c]{0,8}项目)?(?:当中|之中|中|里面|里头|里)(?:有)?\s*$|项目(?:当中|之中|中|里面|里头|里)\s*$"
)
# 「甲县另有2个项目」 are none of those counted.
ANOTHER_WITHIN = re.compile(r"另(?:有|外|建|设|行|配|拿|推|投|安排|需)|再(?:建|配|拿|奖)|自行")
SUM = re.compile(
    r"\s*(?:两项|两者|二者|三者|三项|以上)?(?:合计|共计|总计|总共|相加|加起来|合起来|加在一起)"
)
# Says of a whole stretch that it is not of the projects in the table.
EXCLUDED = re.compile(
    r"不在(?:此列|表内|其列|本次)|不再?(?:列入|纳入|计入|使用)|未(?:列入|纳入|计入)|[与和](?:上述|本次)[^,\uff0c。;\uff1b]{0,6}无关|转入(?:明年|下一?年|储备)|不属于"
)


def whose(
    text: str, *, is_story: bool, may_be_past: bool
) -> tuple[Literal["", "ours", "else"], bool]:
    """Whose projects a clause turns to, "" where it does not say; and whether it is of a firm's
    story, which goes on to the end of its paragraph. `may_be_past` says that what is done so far
    would be of other projects."""
    is_single = SINGLE.search(text) is not None
    if not is_story and not is_single and CHOICE.search(text) is not None:
        return "ours", False
    ours, other = OURS.search(text), ELSE.search(text)
    if other is None and ours is None and may_be_past:
        other = SO_FAR.search(text)
    is_story = is_story or STORY.search(text) is not None
    if is_single or (is_story and ours is None):
        return "else", is_story
    if ours is not None and (other is None or ours.start() >= other.start()):
        return "ours", False
    return ("else" if other is not None else ""), is_story
