"""Words that tell whether a clause speaks of the projects handed in, or of something else.

A false alarm costs more than a missed hint: what is not clearly of these projects is left alone.
"""

import re
from functools import lru_cache

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
# What a count of projects may not be called: these are other projects.
OTHER_PROJECTS = re.compile(
    r"[家个类种批]|企业.*(?:的|开展)|重点|示范|标杆|样板|优秀|技改|储备|平台|工业投资|固定资产|招商|签约|科研"
    r"|研发|培训|服务|基础设施|公共|课题|技术改造|产业化|配套|续建|在建|民生|园区|行业|县|区域|领域|任务"
)
# What a count of firms may not be called.
OTHER_FIRMS = re.compile(
    r"全市(?!.*(?:实施|改造|试点|承担|参与|申报|项目))|规上|规下|规模以上|规模以下|集群|专精特新|小巨人|高新(?!区)|龙头|链主|骨干|示范|标杆|样板|大型|服务|重点|上市|平台|新增|瞪羚|独角兽"
    r"|科技型|创新型|配套|上下游|协作|供应|诊断|咨询|金融|民营|外资|国有|入库|软件|数字化企业|优质|牵引|工业企业"
)
OUR_FIRMS = re.compile(
    r"被改造|试点企业|实施企业|改造企业|项目企业|承担|实施主体|涉及|由|参与|组织"
)
# One firm's or one project's own story.
SINGLE = re.compile(
    r"公司|集团|[\u4e00-\u9fff]厂(?![房区商])|该项目|该企业|本项目|其中1个|以.{2,20}为例|某"
)
STORY = re.compile(r"公司|集团|[\u4e00-\u9fff]厂(?![房区商])|以.{2,20}为例")
# Begins a clause about something else than the industry or county named before it.
ANOTHER = re.compile(r"\s*(?:另有|另外|此外|还有|其他|其它|其余|剩余)")
# Of each project or firm, not of all.
EACH = re.compile(
    r"每\d*[万亿]?元|每人|每名|每企|每县|每季|每个|各个|单个|每家|每户|单户|单家"
    r"|(?<![十百千万零二三四五六七八九])一(?:家企业|个[A-Za-z\d]{0,8}项目)"
)
PART = re.compile(r"部分|一批|若干")
CONTINUES = re.compile(
    r"\s*(?:(?:[(\uff08]?[\d一二三四五六七八九十]+[)\uff09.、\uff0e]\s*)?其中"
    r"|分别|按|分(?:行业|县|地区|区域|年度|等级|阶段)|从.{1,8}看|上述|这些)"
)
# Behind one of these stand the projects that were chosen, before it the candidates.
CHOICE = re.compile(
    r"(?:最终|择优|研究|评审|论证|筛选|复核|现)?(?:确定|入选|纳入清单|纳入试点|列入清单|选定|选出|保留|遴选(?:出|确定)?|通过)"
    r"(?:了|出|为)?\s*(?=[约近]?[\d一二三四五六七八九十百两])"
)
SIFTED = re.compile(
    r"征集|申报|报送|收到|摸排|意向|入库|初审|剔除|淘汰|筛选|评审|论证|复核|核减|公示|审查|核查|遴选|择优"
)
CHOSEN_BEFORE = re.compile(
    r"(?:确定|遴选|推荐|纳入|入选|选定|选出|筛选|清单|保留|通过)(?:出|了|为)?(?:试点)?\s*$"
)
# 「分行业看」 begins anew with all projects.
BREAKDOWN = re.compile(
    r"\s*(?:[(\uff08]?[\d一二三四五六七八九十]{1,3}[)\uff09.、\uff0e]\s*|[一二三四五六七八九十]+是)?(?:按(?!照|要求|规定|标准|通知|期|时|月|年|季).{1,8}|分(?:行业|县|地区|区域|属地|年度|等级|水平|阶段|构成|类型)|从.{1,8}看|论.{1,4}$)"
)
BEFORE_CHANGE = re.compile(r"改造前|现状|目前|原来|基期|现为|实施前|转型前")
AFTER_CHANGE = re.compile(r"改造后|完成后|转型后|实施后|达到|目标|提升[到至]")

_VERBS = (
    r"(?:数量|总数|总量|数)?\s*[:\uff1a]?\s*(?:已|将|计划|预计)?"
    r"(?:共计|共有|总计|合计|累计|共|达到|达|为|是|计|有|分别为|增至|目标值|期末目标|目标|完成|启动|开工|竣工|数量)*"
    r"\s*[:\uff1a]?\s*"
)
# A number behind nothing but these goes on from the clause before.
FILLERS = re.compile(
    r"^(?:目标值|期末目标|期末|目标|合计|共计|总计|共|申请|安排|预计|约|计划|达到|为|已|将|累计|[\s\u3000:\uff1a])*$"
)
PROJECTS_BEFORE = re.compile(rf"(?P<kind>[^,\uff0c]*?)项目(?:的)?{_VERBS}$")
PROJECTS_BEHIND = re.compile(r"^(?P<kind>[^,\uff0c、。;\uff1b\d]{0,16}?)项目(?![库组部])")
FIRMS_BEFORE = re.compile(rf"(?P<kind>[^,\uff0c]*?)企业{_VERBS}$")
FIRMS_BEHIND = re.compile(r"^(?P<kind>[^,\uff0c、。;\uff1b\d]{0,12}?)(?:企业|公司|单位)(?!库)")
TOTAL_BEFORE = re.compile(
    r"(?P<kind>[^,\uff0c]*?)(?:总投资(?:额|规模)?|投资总额|投资总规模|投资合计|计划投资合计|概算投资)(?:金额)?"
    r"(?:合计|共计|总计|预计|计划|达到|达|为|是|共|约为|:|\uff1a)*\s*$"
)
INVESTMENT_BEFORE = re.compile(
    r"(?P<kind>[^,\uff0c]*?)(?:计划|预计)?(?:总)?(?:投资|投入)(?:额|规模|金额)?(?:合计|共计|总计|达到|达|为|是|共|:|\uff1a)*\s*$"
)
INVESTMENT_BEHIND = re.compile(r"^\s*(?:的)?(?:总)?投资")
# What is to come out of the projects may be more than they invest.
BROUGHT = re.compile(r"带动|拉动|撬动|完成|实现")
OTHER_INVESTMENT = re.compile(
    r"固定资产|工业|技改|设备|研发|软件|硬件|服务|社会|财政|招商|已|年度|平均|户均|单个|最|每|新增|民间|企业自筹"
)
AVERAGE = re.compile(r"平均|户均|每个项目平均|单个项目平均")
# What may stand between the name of a part and its number, with the noun left out.
ELIDED = re.compile(
    r"^(?:行业|产业|领域|类|地区|方向|方面|水平|等级|的|有|共有|共|共计|计|合计|为|各|分别|则|项目|企业"
    r"|启动|开工|完成|完工|竣工|实施|安排|申报|推荐|建设|投资|总投资|占比|占|比重|[:\uff1a\s])*$"
)
# 「完成60个」 where projects were counted before: the verb tells which of them.
VERB_BEFORE = re.compile(
    r"(?:启动|开工|完成|完工|竣工|验收|实施|建成)(?:改造|建设|验收)?(?:的)?(?:有|共)?\s*$"
)
OF_THESE = re.compile(r"^[^,\uff0c、。]{0,14}项目(?:中|当中|里)")
SHARE_BEHIND = re.compile(
    r"^(?:以上|左右)?(?:的)?(?P<of>项目|企业|投资)?(?:集中在|集中于|分布在|来自|属于|为|是|落在)"
)
# Objects that have a total investment of their own.
OTHER_OBJECT = re.compile(r"园区|产业园|中心|平台|基地|厂房|工程(?!师)|道路|管网|机房|实验室")
# A heading of its own line: its number, and what stands below it is about.
HEADING = re.compile(
    r"\s*(?:[(\uff08]?[\d一二三四五六七八九十]{1,3}[)\uff09.、\uff0e]|[①-⑳]|第.{1,3}[章节])?\s*(?P<name>[^\n。]{2,24}?)"
    r"(?:方面|项目|领域|情况|板块)?[。:\uff1a]?\s*$"
)
COUNT_VERBS = re.compile(
    r"(?:数量|总数|数)?(?:已达|现有|已有|共有|共计|总计|共|达到|达|增加到|增至|为|有|发展到|突破)*\s*[:\uff1a]?\s*$"
)
# A whole city's figure; not a part's, another year's or a growth.
WHOLE_AREA = re.compile(r"全市|我市|现有|共有|本地区|本市|^\s*规")
OTHER_AREA = re.compile(r"全省|全国|其中|增加到|由\d|新增|增长|的\d|占|家以上")
# Words with which the form's money is asked for or set aside.
FORM_SURE = re.compile(r"申请|安排|争取|拟|用于|支持|配套|方向|总额|额度")
EACH_INVESTMENT = re.compile(
    r"(?:单个|单体|每个|各)(?:的)?项目(?:计划|总)?(?:的)?(?:总)?投资|项目(?:的)?(?:总)?投资额?(?:在|最|介于)|投资(?:最|额?在)|投资规模(?:在|最)"
)
LIMIT = re.compile(r"要求|限额|不低于|不少于|标准|门槛|规定")
SMALLEST = re.compile(r"最[低小少](?:的|者|为|的为)*\s*(?:项目)?\s*(?:为|是|投资|仅|只有)*\s*$")
LARGEST = re.compile(
    r"最[高大多](?:的|者|为|的为)*\s*(?:单体)?(?:项目|一个)?\s*(?:为|是|投资|达到|达|不超过)*\s*$"
)
LARGEST_BEHIND = re.compile(r"^\s*(?:为最[高大])")
OF_SHARE = re.compile(r"^(?:以上|左右)?的(?:[^,\uff0c。]{0,6})(?:项目|企业|投资)")
NOTES = re.compile(r"【[^】]*】|[(\uff08][^()\uff08\uff09\n]*[责单][^()\uff08\uff09\n]*[)\uff09]")
BEHIND_ELIDED = re.compile(
    r"^\s*(?:$|[,\uff0c;\uff1b、。()\uff08\uff09占的以]|达到|提升|属于|来自|分布|集中|位于|启动|开工|完成|竣工)"
)
SHARE_BEFORE = re.compile(r"(?:占比|占|比重|比例|份额)[^,\uff0c\d]{0,14}$")


@lru_cache(maxsize=64)
def part_before(part: str) -> re.Pattern[str]:
    """「软件投入」 or 「软件」 right before a number."""
    return re.compile(
        rf"{re.escape(part)}(?:部分|类)?(?:总)?(?:投入|投资|支出|费用)?(?:金额|额)?"
        r"(?:合计|共计|总计|达到|达|为|是|共|占|[:\uff1a])*\s*$"
    )


# What happens to firms that are not those of the projects: a weak count of firms is not of ours.
OTHER_DOINGS = re.compile(
    r"诊断|评测|自测|抽样|抽查|调查|调研|问卷|上云|用云|贯标|认证|集聚|入驻|产能|产值|受益|结对|接待|推广|签约|升规"
    r"|体检|培训|走访|监测|服务商|演练|活动|配合|场景|龙头|上下游|接入|开放|认定|培育"
)
# Money that is spent or promised, not invested in the projects.
FUNDS = re.compile(
    r"补助|奖励|补贴|上限|拨付|到位|使用|预算|配套|安排|经费|基金|券|贷款|授信|税|低于|不足|起补|扣减|收回|保费|年产|产值|收入"
)
GROWTH = re.compile(
    r"(?:由|从)[^,\uff0c。]{0,16}(?:增加|增长|提高|提升|上升|发展|下降|降低|降|减少)[到至为]|增加到|增至|提高到|发展到|降到|降至"
)
OTHER_SHARES = re.compile(
    r"人口|用地|上云|收入|产值|覆盖|普及|数控|认可|补助|补贴|规上|满意|GDP|税|出口|合格|开机|利用率|能耗|成本|效率|良率|不良|比例不"
)
# What may stand between the name of a part and the share it has.
SHARE_LEAD = re.compile(
    r"^(?:申报|推荐|入选|实施|承担|本次|全市|我市|总数|比重|分别|行业|产业|地区|的|项目|企业|数|数量|总|投资|额|金额|奖补|申请|拟|合计|共|总计|启动|开工|完成|完工|竣工|水平|等级|及以上|以上"
    r"|占比|占|比重|比例|为|达到|达|约|接近|近|超|全部|整体|总投资|[:\uff1a\s\d个家,\uff0c])*$"
)

# What follows the name of a part before the noun: 「铸造行业的项目」, 「2025年启动的项目」.
PART_TAIL = re.compile(
    r"^(?:行业|产业|领域|方向|地区|类|水平|等级|及以上|以上|底前|前|开始|启动|开工|完成|完工|竣工|实施|目标|达到|改造后|安排|的|有"
    r"|万元|亿元|[年月])*"
)

NUMBERED = re.compile(
    r"\s*(?:[(\uff08]?[\d一二三四五六七八九十]{1,3}[)\uff09.、\uff0e]|[①-⑳]|[一二三四五六七八九十]+是)"
)
# 「某某公司等8家企业」 are a sample, 「第一批100家」 a batch, 「力争完成100家」 a wish.
SAMPLE = re.compile(r"(?:(?:争取|力争|努力)[^,\uff0c]{0,8}|等|第.{1,2}批|首批|每批)\s*$")

# 「共198个」 behind a sentence about the projects handed in.
ALL_BEFORE = re.compile(r"^\s*(?:本次|全市|我市|共|共计|合计|总计|总共|申报|推荐|上报|报送)+\s*$")
NOUNS = {"projects": "项目", "firms": "企业", "investment": "投资"}
# Opens shares that are told part by part: 「占项目总数的比重分别为:铸造68.4%」.
OPENS_SHARES = re.compile(r"比重|占比|份额|所占比例|构成(?:比例)?(?:为|是|如下)")
# 「全市二千家企业」 are not those of the projects.
AREA_BEFORE = re.compile(r"(?:全市|全县|我市|全区|本地)(?:的)?\s*$")
# 「某厂投资580万元建成数字化车间」 is one firm's doing.
STORY_BEHIND = re.compile(r"^\s*(?:建成|建设|新建|购置|引进|上线|改造|打造|用于|对)")
FILLERS_BEHIND = re.compile(
    r"(?:资金|额度|方向|目标值|期末目标|合计|共计|总计|共|为|[,\uff0c:\uff1a\u201c\u201d\s])*$"
)
# Things that are counted without a noun behind the number, but are no projects.
OTHER_THINGS = re.compile(
    r"方案|案例|标准|平台|场景|产品|车间|工厂|培训|中心|样板|基地|问题|数据|模型|专家|系统|机构|园区|服务商|基站|岗位|课程|专利|品牌"
)
