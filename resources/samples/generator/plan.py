"""The plan as another office writes it: eight parts in its own words and order.

Beside what it says of its own projects, the text is full of numbers that are none of the
application's: other years, the whole province, firms, meetings, loans, the notice's limits.
"""

from decimal import Decimal
from pathlib import Path

from docx.document import Document

from generator import word
from generator.city import CITY, INDUSTRIES, Project
from generator.faults import AUXILIARY, STRANGER, TRANSFORMATION
from generator.phrases import (
    DUTIES,
    count_phrase,
    hundred_millions,
    last_industry_phrase,
    share_phrase,
    total_phrase,
)
from generator.sent import City

AUTHOR = "铁岭市人民政府办公室"


def write_plan(city: City, path: Path) -> None:
    """The whole plan; headings are real styles in turn with bold text."""
    document = word.new_document()
    word.title(document, f"{CITY}中小企业数字化转型城市试点实施方案", "（送审稿）")
    _prose(document, _opening())
    _prose(document, _foundation())
    _prose(document, _goals(city))
    _targets(document, city)
    _prose(document, _route())
    _prose(document, _content())
    _schedule(document)
    _prose(document, _selection(city))
    _projects(document, city)
    _prose(document, _funds(city))
    _funding(document, city)
    _prose(document, _safeguards())
    if city.has_duties:
        _prose(document, f"# 八、职责分工\n{DUTIES}")
        _tasks(document, _tables_before_funds(city) + 2)
    word.save(document, path, AUTHOR)


def _prose(document: Document, text: str) -> None:
    """Paragraphs; a line with # is a heading, every second one made by hand."""
    for line in text.strip().splitlines():
        if line.startswith("# "):
            word.heading(document, line[2:], by_hand=line[2] in "二四六八")
        else:
            word.paragraph(document, line)


def _opening() -> str:
    return """
为深入贯彻党中央、国务院关于加快中小企业数字化转型的决策部署，落实辽宁全面振兴新突破三年行动要求，按照《关于组织开展2024年度辽宁省中小企业数字化转型城市试点工作的通知》，结合我市实际，制定本方案。
"""


def _foundation() -> str:
    return f"""
# 一、基本情况与工作基础
（一）产业基础较为扎实。{CITY}位于辽宁省北部，现有工业门类28个，形成了{"、".join(INDUSTRIES)}等特色产业。全市现有规上工业企业170家，其中中小企业163家，省级专精特新中小企业41家，国家级专精特新“小巨人”企业6家。2023年，全市规上工业增加值同比增长7.2%，三个试点行业营业收入占规上工业的46%，从业人员2.3万人。
（二）技术改造持续推进。2021年以来，全市累计实施技术改造项目236个，完成投资38.6亿元；2023年实施千万元以上工业项目57个，总投资21.4亿元。全省同期已建成数字化车间和智能工厂项目500余个，我市建成19个，与先进城市相比还有差距。
（三）数字化基础逐步改善。经初步评测，三个试点行业规上工业中小企业数字化水平二级及以上占比为31%，关键工序数控化率为54%，数字化研发设计工具普及率为71%。全市建成5G基站4100个，工业互联网标识解析二级节点1个，上云企业1260家。
（四）服务资源加快集聚。全市引进和培育数字化服务商17家，近两年举办供需对接活动12场，培训企业管理和技术人员1400人次，征集企业数字化需求430余条。
（五）主要问题。一是中小企业“不会转、不敢转”问题突出，半数以上企业仍停留在单机设备阶段；二是行业共性解决方案不足；三是数字化人才短缺，既懂生产又懂信息技术的人员每百家企业不足20人。
"""


def _goals(city: City) -> str:
    firms = len({one.enterprise for one in city.truth})
    return f"""
# 二、总体目标
坚持“政府引导、企业主体、分业分级、链式推进”，用两年时间完成试点任务。试点期内，{count_phrase(city.stated_count)}，涉及{firms}家中小企业，覆盖9个县（市、区）。
到2025年底，第一批60个项目完成改造；到2026年底，全部项目完成改造并通过验收。试点期满时，三个试点行业规上工业中小企业和省级专精特新中小企业数字化水平二级及以上比例达到60%，国家级专精特新“小巨人”企业全部达到二级及以上，规上工业中小企业和专精特新中小企业实现“应改尽改”，推动20家规下企业“升规”。
打造转型样板企业15家，推广“小快轻准”数字化产品和解决方案60个以上，形成可复制、可推广的县域特色产业转型经验。
"""


def _targets(document: Document, city: City) -> None:
    count = f"{len(city.truth)}"
    firms = f"{len({one.enterprise for one in city.truth})}"
    invested = f"{sum((Decimal(one.investment) for one in city.truth), Decimal(0)):f}"
    head = (
        "序号",
        "一级指标",
        "指标名称",
        "单位",
        "基期值",
        "第一年目标",
        "第二年目标",
        "责任单位",
    )
    rows = [
        ("1", "数字化改造", "实施数字化转型项目数", "个", "0", "60", count, "市工信局"),
        ("2", "数字化改造", "被改造企业数", "家", "0", "58", firms, "市工信局"),
        ("3", "数字化水平", "规上工业中小企业和省级专精特新中小企业二级及以上占比", "%", "31%", "45%", "60%", "市工信局"),
        ("4", "数字化水平", "国家级专精特新“小巨人”企业二级及以上占比", "%", "67%", "83%", "100%", "市工信局"),
        ("5", "数字化水平", "规上工业中小企业和专精特新中小企业“应改尽改”完成率", "%", "0", "50%", "100%", "市工信局"),
        ("6", "数字化水平", "规下工业中小企业“升规”数", "家", "0", "8", "20", "市统计局"),
        ("7", "复制推广", "转型样板企业数", "家", "0", "6", "15", "市工信局"),
        ("8", "复制推广", "“小快轻准”数字化产品和解决方案数", "个", "12", "30", "60", "市工信局"),
        ("9", "资金带动", "带动数字化改造投入", "万元", "0", "13000", invested, "市工信局"),
        ("10", "政策体系", "市财政配套资金", "万元", "0", "600", "1200", "市财政局"),
    ]  # fmt: skip
    word.caption(document, "表1　绩效目标表")
    word.table(document, head, rows, (5, 10, 28, 5, 8, 9, 9, 10), to_the_left=(2,))


def _route() -> str:
    return """
# 三、实施路径
（一）分业推进。针对三个试点行业工艺特点，组织行业专家和服务商梳理共性需求，每个行业形成1套典型场景清单和2个以上标准化解决方案，做到“一行一策”。
（二）分级改造。对尚未达到一级的企业，重点推进设备联网和基础管理上云；对达到一级的企业，重点推进生产执行、质量追溯等关键环节改造；对达到二级的企业，支持系统集成和数据应用，向三级迈进。
（三）链式带动。发挥整车配套、粮食加工和矿山装备等领域链主企业作用，通过订单协同、平台共享带动上下游中小企业协同改造，力争带动配套企业40家以上。
（四）样板引领。选择基础条件好、投入产出比高、可复制性强的企业作为转型样板，组织同行业企业“看样学样”，每年组织现场观摩不少于4场。
"""


def _content() -> str:
    return """
# 四、主要任务
（一）开展诊断评测。遴选不少于10家服务商组成诊断服务团，对试点企业开展入企诊断，逐户形成诊断报告和改造方案，建立“一企一档”。企业改造前后均须完成数字化水平评测。
（二）推进深度改造。聚焦生产过程、产品生命周期和产业链供应链等关键业务环节，推进数据采集、场景集成和系统互联互通，鼓励应用视觉质检、参数优化、能耗管理等人工智能场景。
（三）强化服务供给。建立需求场景库、服务商库和产品库，制定服务商评价办法，对评价不合格的予以退出；开展数字化人才培训，每年培训不少于500人次。
（四）加强项目管理。项目全部纳入省级“两个平台”管理，实行县区月调度、市级季调度。企业完成改造后3个月内提出验收申请，由县（市、区）初验、市级组织专家验收。
（五）强化复制推广。总结提炼典型案例10个以上，编印案例集，在三个试点行业全面推广。
"""


def _schedule(document: Document) -> None:
    head = ("实施阶段", "时间安排", "主要工作", "负责单位")
    rows = [
        ("准备启动", "2024年11月至实施方案批复", "成立专班，遴选服务商，完成企业摸底和项目储备", "市工信局"),
        ("第一年", "自实施方案批复之日起至2025年12月", "开展诊断评测，第一批项目完成改造，开展年度考核自评和中期评估", "市工信局、各县（市、区）"),
        ("第二年", "2026年1月至2026年12月", "全部项目完成改造和验收，评选样板企业，开展试点总结", "市工信局、各县（市、区）"),
    ]  # fmt: skip
    word.caption(document, "表2　进度安排表")
    word.table(document, head, rows, (10, 18, 34, 16), to_the_left=(2,))


def _selection(city: City) -> str:
    total = total_phrase(hundred_millions(city.truth), city.total_unit)
    return f"""
# 五、项目安排
按照“企业自愿、县区初审、市级复核”的程序，今年9月以来各县（市、区）累计征集意向项目165个，经实地核查和专家评审，本次共遴选{len(city.truth)}个数字化转型项目，{total}。所有项目均为2024年6月以来实施，单个项目投资额不低于20万元，符合省里原则上不少于100个项目的要求。
"""


def _projects(document: Document, city: City) -> None:
    """Two industries as tables, the second one in numbered paragraphs."""
    first, second, third = INDUSTRIES
    mine = {name: [one for one in city.truth if one.industry == name] for name in INDUSTRIES}
    _prose(document, f"""
（一）{first}
{first}领域安排项目{len(mine[first])}个，总投资{hundred_millions(mine[first])}亿元，重点推进铸造、冲压、机加等工序的设备联网和质量追溯，项目清单如下表所列。
""")  # fmt: skip
    _project_table(document, city, f"表3　{first}项目清单", first)
    _prose(document, f"""
（二）{second}
{second}领域安排项目{len(mine[second])}个，总投资{hundred_millions(mine[second])}亿元，重点推进加工产线自动化、冷链仓储智能化和质量安全追溯。具体项目如下：
""")  # fmt: skip
    for n, one in enumerate((one for one in city.plan if one.industry == second), start=1):
        details = f"{one.enterprise}，{one.county}，总投资{one.investment}万元"
        word.paragraph(document, f"{n}.{one.name}（{details}）")
    strangers = [one for one in city.plan if one.industry == STRANGER]
    said = last_industry_phrase(len(mine[third]) - len(strangers), STRANGER if strangers else "")
    _prose(document, f"""
（三）{third}
{said}重点推进装配、焊接、数控加工单元的数字化改造和产品远程运维，项目清单如下表所列。
""")  # fmt: skip
    _project_table(document, city, f"表4　{third}项目清单", third)
    if strangers:
        _project_table(document, city, f"表5　{STRANGER}项目清单", STRANGER)


def _tables_before_funds(city: City) -> int:
    return 5 if any(one.industry == STRANGER for one in city.plan) else 4


def _project_table(document: Document, city: City, caption: str, industry: str) -> None:
    listed = [one for one in city.plan if one.industry == industry]
    word.caption(document, caption)
    head = ("序号", "项目名称", "实施企业", "县区", "总投资（万元）")
    rows = [_project_row(n, one) for n, one in enumerate(listed, start=1)]
    word.table(document, head, rows, (5, 34, 25, 8, 9), to_the_left=(1, 2))


def _project_row(number: int, one: Project) -> tuple[str, ...]:
    return (str(number), one.name, one.enterprise, one.county, one.investment)


def _funds(city: City) -> str:
    share = share_phrase(city.money["transformation"], city.money["auxiliary"])
    return f"""
# 六、资金使用计划
（一）奖补资金安排。申请省级奖补资金额度3000万元，{share}。市财政安排配套资金1200万元，已列入2025年和2026年预算草案，分年度拨付。
（二）使用方向。“智改数转网联”方向以项目补助方式支持企业实施改造，软件部分包括云服务、工业软件和咨询诊断等支出，硬件部分包括数据采集传输设备、工业机器人、传感器等支出，单个项目补助原则上不超过50万元。辅助工作方向通过政府购买服务，用于诊断评测、人才培训、供需对接和专题功能模块建设。{city.forbidden}
（三）资金监管。按照“先改造、后验收、再补助”的原则拨付资金，专款专用。严格执行专项资金管理规定，不得用于财政供养单位人员福利、公用经费、机构运转经费等支出，不得用于楼堂馆所等基建工程，不得用于平衡本级预算。对弄虚作假、骗取资金的，依法依规收回资金并追究责任。
"""


def _funding(document: Document, city: City) -> None:
    def halves(total: str) -> tuple[str, str, str]:
        return (str(int(total) // 2), str(int(total) // 2), total)

    money = city.money
    head = ("使用方向", "资金来源", "第一年", "第二年", "合计")
    rows = [
        (TRANSFORMATION, "省级奖补资金", *halves(money["transformation"])),
        (AUXILIARY, "省级奖补资金", *halves(money["auxiliary"])),
        ("数字化改造配套补助", "市财政配套资金", *halves(money["local_match"])),
        ("合计", "", *halves(str(int(money["award"]) + int(money["local_match"])))),
    ]
    word.caption(document, f"表{_tables_before_funds(city) + 1}　资金安排表（单位：万元）")
    word.table(document, head, rows, (26, 18, 10, 10, 10), to_the_left=(0,))


def _safeguards() -> str:
    return """
# 七、组织保障
（一）加强组织领导。成立由市政府分管领导任组长，工信、财政、统计、大数据等部门参加的工作专班，建立月调度、季通报制度，办公室设在市工业和信息化局。
（二）强化政策支持。落实市级配套资金，对验收达到二级和三级水平的企业分档给予支持；引导金融机构推出“数转贷”，力争两年为45个项目发放贷款3.6亿元。
（三）严格过程监管。委托第三方机构对项目进行抽查，每年抽查项目不少于20个；建立项目退出机制，中期调整的项目不超过申报项目总数的30%，并报省工业和信息化厅批准。
（四）加强宣传推广。通过报纸、电视和新媒体宣传转型成效，营造企业愿转、敢转、会转的良好氛围。
"""


def _tasks(document: Document, number: int) -> None:
    head = ("序号", "重点任务", "牵头部门", "配合部门", "完成时限")
    rows = [
        ("1", "成立工作专班，制定配套政策和项目管理办法", "市工信局", "市财政局、市大数据局", "2025年1月"),
        ("2", "遴选诊断服务商，完成试点企业诊断评测", "市工信局", "各县（市、区）", "2025年6月"),
        ("3", "落实市级配套资金，拨付奖补资金并开展监管", "市财政局", "市工信局", "2026年12月"),
        ("4", "推进项目实施和验收，组织项目在省级“两个平台”入库", "各县（市、区）", "市工信局", "2026年12月"),
        ("5", "培育转型样板，推广“小快轻准”产品和解决方案", "市工信局", "市商务局、各县（市、区）", "2026年10月"),
        ("6", "开展年度考核自评和试点总结", "市工信局", "市财政局、市统计局", "2026年12月"),
    ]  # fmt: skip
    word.caption(document, f"表{number}　责任分工表")
    word.table(document, head, rows, (5, 32, 13, 18, 12), to_the_left=(1,))
