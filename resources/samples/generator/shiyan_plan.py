"""十堰: the plan as the office wrote it, with what the clerk types by hand."""

from collections.abc import Sequence
from decimal import Decimal

from generator.anycity import Listed
from generator.shiyan import CHAINS, COUNTIES, FIRST, LEADERS, SECOND, City, Project, plain

_OVERALL = """
# 一、总体要求
以数字化转型为契机，以“千企千亿”技改提升行动为依托，统筹各类资源优化供给，坚持企业主体、链式带动、分批推进，提高中小企业核心竞争力，促进实体经济高质量发展。
"""
_TASKS = (
    ("提升数字化转型基础支撑能力", "贯彻落实“数化湖北”行动计划，通过统一编码赋码，为中小企业数字化转型提供数据要素服务。开展“信号升格”专项行动，争取建成5G基站10000座。", "市经信局、市行政审批局、市发改委"),
    ("深入开展数字化转型诊断工作", "对接省技术改造咨询诊断服务平台，开展“线上自测+线下诊断”，摸清细分行业企业数字化发展现状。", "市经信局"),
    ("提升中小企业数字化转型服务水平", "与高校和研究机构合作开展数字化人才培训，择优遴选一批数字化转型服务商，梳理发布改造需求和服务商产品目录。", "市经信局、市发改委"),
    ("强化中小企业数字化转型供给能力", "支持“链主”企业向链上中小企业开放技术、人才、服务等资源，支持中小企业上云用云。", "市经信局"),
    ("以技术改造引领中小企业数字化转型", "支持中小企业应用高级计划与排程（APS）、制造执行系统（MES）、仓库管理（WMS）、订单管理（OMS）和无人搬运车（AGV）等数字化产品和硬件，以实际投资比例给予分档奖补。", "市经信局"),
    ("打造中小企业数字化转型典型应用场景", "围绕设计、生产、管理、服务等制造全过程，重点开展数字化设计、智能化生产、绿色化制造、精益化管理等工厂（车间）场景创新。", "市经信局、市发改委"),
    ("促进工业互联网创新发展", "遵循“大企业建平台、中小企业用平台”思路，加快工业互联网标识解析二级节点建设，争取建成20个5G全连接工厂。", "市发改委、市科技局、市经信局"),
    ("打造“链式”数字化转型典型案例", "重点围绕八个细分产业链，引导产业链龙头企业发挥“链主”作用，形成产业链数字化转型生态。", "市经信局、市发改委"),
    ("强化财税金融支持", "建立数字化改造企业“白名单”推送制度，用好融资担保工具，加大新型政银担产品推广力度。", "市财政局、人民银行十堰市分行、市地方金融工作局、市科技局"),
)  # fmt: skip
_STEPS = """
# 四、实施步骤
（一）试点工作准备阶段。2023年10月至12月，组建专项工作团队，全面排摸企业数字化改造情况，研究制定资金支持政策。
（二）第一批试点推进实施阶段。2024年1月至7月，组织征集第一批试点企业、遴选服务商，争取完成第一批试点企业数字化改造；8月至9月，开展水平评级、改造验收、奖补资金拨付；10月至12月，总结评估第一年工作。
（三）第二批试点推进实施阶段。2025年1月至7月，征集第二批试点企业，完成第二批试点企业数字化改造；8月至9月，开展水平评级、改造验收、奖补资金拨付。
（四）试点工作总结验收阶段。2025年10月至12月，编制工作成效评估报告和行业数字化转型研究报告，配合省级验收评估。
"""
_SAFEGUARDS = """
# 五、保障措施
（一）完善推进机制。建立市区联动、各部门协同推进的工作机制，由市经信局、市财政局牵头，各县（市、区）全力推进试点工作。
（二）加强政策资金支持。按照“政府补一点，服务商让一点，企业出一点”的原则，对改造费用予以补助，地方财政配套资金按照现行财政体制分担。
（三）强化宣传推广。通过政策宣贯会、案例发布会、技术研讨会等形式，加强成果推广应用。
（四）加快人才培养。组建汽车产业数字化人才培训共同体，推进产教融合、校企合作。
"""
_POLICY = """
# 六、配套支持政策
（一）加大数字化改造补助。达到二级水平的企业按照改造投入20%补助，每家最高补助20万元；达到三级及以上水平的企业按照改造投入30%补助，每家最高补助40万元。
（二）鼓励推广链式数字化转型。对获评省级以上工业互联网平台或入选省级“链式”数字化转型典型案例的企业，给予20万元一次性奖补；按照每新接入一家4万元的标准，给予“链主”企业最高100万元的奖励。
（三）支持培育转型升级标杆示范。对新获评省级两化融合、智能制造等试点示范的，给予20万元一次性奖励。
"""
_LABELS = (
    ("firms", "开展数字化改造的中小企业数", "家"),
    ("level2", "规上企业数字化水平二级及以上比例", "%"),
    ("cases", "“链式”数字化转型典型案例", "个"),
    ("factories", "智能制造示范工厂", "家"),
    ("lighthouses", "数字化转型“小灯塔”企业", "家"),
    ("fusion", "省级两化融合示范企业", "个"),
    ("products", "“小快轻准”数字化解决方案和产品", "个"),
    ("stations", "5G基站", "座"),
    ("plants_5g", "5G全连接工厂", "个"),
)
_SOURCES = (("province", "省级奖补资金"), ("city", "市级财政配套"), ("county", "县级财政配套"))


def fields(city: City) -> dict[str, str]:
    """What a clerk types by hand, by path."""
    basic = {
        "city": "十堰市", "bureau": "十堰市经济和信息化局", "finance": "十堰市财政局",
        "counties": "、".join(COUNTIES), "deadline": "2025年9月30日",
        "industries": "汽车车身制造、汽车零部件制造、汽车装备制造",
        "scale_firms": "240", "scale_level2": "220", "approval": "十政函〔2024〕5号",
        "filled_by": "林晓舟", "reviewed_by": "程远", "phone": "0719-7000100",
        "date": "2025年9月12日",
    }  # fmt: skip
    return {
        **{f"basic/{key}": text for key, text in basic.items()},
        **{f"money/{key}": plain(amount) for key, amount in city.money.items()},
    }


def task_line(at: int) -> str:
    """A task as it stands in the plan; `at` counts from 1."""
    name, text, offices = _TASKS[at - 1]
    return f"（{'一二三四五六七八九'[at - 1]}）{name}。{text}（责任单位：{offices}）"


def blocks(city: City) -> list[str | Listed]:
    """The whole plan in order."""
    tasks = "\n".join(
        city.phrases.get(f"task{at}", task_line(at)) for at in range(1, len(_TASKS) + 1)
    )
    return [
        "为贯彻党中央、国务院和湖北省委、省政府关于加快数字化发展的决策部署，制定本工作方案。",
        _OVERALL,
        _goals(city),
        _targets(city),
        f"# 三、重点任务\n{tasks}",
        *_duties(city),
        _chains(city),
        _STEPS,
        _SAFEGUARDS,
        _funding(city),
        _POLICY,
        _honours(city),
        _selection(city),
        _projects(city.plan),
    ]


def _goals(city: City) -> str:
    count = city.phrases.get("count", f"共安排试点企业改造项目{len(city.truth)}个")
    return f"""
# 二、主要目标
到2025年底，聚焦汽车车身制造、汽车零部件制造、汽车装备制造细分行业，推动不少于200家中小企业开展数字化改造，规上企业数字化水平达到二级及以上比例不低于90%。{count}。提炼8个聚焦细分产业“链式”数字化转型典型案例，打造10家智能制造示范工厂和可复制易推广的数字化转型“小灯塔”企业，培育不少于40个省级两化融合示范企业，开发集成50个以上“小快轻准”的数字化解决方案和产品。
"""


def _targets(city: City) -> Listed:
    rows = [
        (str(n), label, unit, "100" if key == "firms" else "", city.targets[key])
        for n, (key, label, unit) in enumerate(_LABELS, start=1)
    ]
    head = ("序号", "指标名称", "单位", "2024年目标", "2025年目标")
    return Listed("表1　绩效目标表", head, rows, (5, 34, 6, 11, 11), (1,))


def _duties(city: City) -> list[Listed]:
    if not city.typed_duties:
        return []
    rows = [(str(n), *one) for n, one in enumerate(city.typed_duties, start=1)]
    return [Listed("责任分工表", ("序号", "重点任务", "责任单位"), rows, (5, 30, 26), (1, 2))]


def _chains(city: City) -> Listed:
    rows = [
        (str(n), chain, leader, f"{leader[:6]}工业互联网平台", case)
        for n, (chain, leader, case) in enumerate(
            zip(CHAINS, LEADERS, city.cases, strict=True), start=1
        )
    ]
    head = ("序号", "细分产业链", "“链主”企业", "工业互联网平台", "“链式”转型典型案例")
    return Listed("表2　重点细分产业链表", head, rows, (5, 14, 20, 18, 22), (2, 3, 4))


def _funding(city: City) -> Listed:
    rows: list[tuple[str, ...]] = []
    for key, name in _SOURCES:
        total = city.funding[key]
        first = (total / 2).quantize(Decimal("0.1"))
        rows.append((name, plain(first), plain(total - first), plain(total)))
    head = ("资金来源", "2024年(第一批)", "2025年(第二批)", "资金合计")
    return Listed("表3　资金安排表（单位：万元）", head, rows, (20, 14, 14, 14))


def _honours(city: City) -> Listed:
    head = (
        "序号", "获奖励企业", "县(市、区)", "奖励事项", "新接入中小企业", "获评年月", "文件依据", "申请奖励",
    )  # fmt: skip
    rows = [(str(n), *one.cells()) for n, one in enumerate(city.honours, start=1)]
    caption = "表4　平台、案例、“链主”和示范奖励表（单位：万元）"
    return Listed(caption, head, rows, (5, 24, 8, 16, 7, 9, 14, 7), (1,))


def _selection(city: City) -> str:
    first = sum(one.batch == FIRST for one in city.truth)
    second = sum(one.batch == SECOND for one in city.truth)
    return f"""
# 七、试点企业改造项目
按照企业自愿、县区审核、市级复核的程序，第一批遴选{first}家、第二批遴选{second}家，项目清单如下。
"""


def _projects(plan: Sequence[Project]) -> Listed:
    head = ("序号", "项目名称", "试点企业", "县(市、区)", "细分行业", "改造总投入（万元）")
    rows = [
        (str(n), one.name, one.enterprise, one.county, one.industry, one.investment)
        for n, one in enumerate(plan, start=1)
    ]
    return Listed("表5　试点企业改造项目清单", head, rows, (5, 32, 24, 8, 12, 9), (1, 2))
