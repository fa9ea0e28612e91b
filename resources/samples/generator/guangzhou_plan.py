"""广州: the plan as the office wrote it, with what the clerk types by hand."""

from collections.abc import Sequence

from generator.anycity import Listed
from generator.guangzhou import FIRST, SECOND, City, Project, plain

_GUIDING = """
# 一、指导思想
坚持以习近平新时代中国特色社会主义思想为指导，深入贯彻党的二十大精神，推动“四化”平台赋能中小企业转型升级，聚焦智能网联与新能源汽车、工业母机和机器人、时尚美妆、定制家居服装箱包等重点细分行业，推动中小企业运用新一代信息技术实现数字化转型。
"""
_PRINCIPLES = """
# 二、基本原则
（一）政府引导，协同推进。市、区两级加强政策支持、资源统筹和管理服务，灵活采取多种方式支持中小企业数字化转型。
（二）问题导向，注重实效。聚焦设计、制造、销售、服务、管理、安全等各环节的痛点难点，推出一批“小快轻准”的数字化解决方案和产品。
（三）试点先行，标杆推广。探索基于产业生态合作的转型路径，加强标杆案例的宣传推广。
"""
_CONTENT = """
# 四、实施内容
（一）打造产业生态联合体。遴选数字化牵引单位，联合1类集成服务企业和N个产业生态企业，组建“1+1+N”的产业生态联合体，牵引单位名单见下表。
（二）推进企业数字化改造。牵引单位与被改造企业签订改造合同，制定改造实施方案，建立“一企一档”；企业改造完成、数字化水平达到二级及以上后，组织申报改造补助。
（三）加强试点经验总结推广。遴选转型标杆和优秀案例，开展验收评价。
"""
_STEPS = """
# 五、实施步骤
（一）第一阶段。2023年12月至2024年4月，编制实施方案，规划建设公共服务平台，开展政策宣贯。
（二）第二阶段。2024年4月至2024年12月，遴选牵引单位，推动第一批企业完成诊断、方案制定和改造实施，组织第一批补助项目申报和评审。
（三）第三阶段。2025年1月至2025年10月，公开征集第二批企业并完成改造，组织第二批补助项目申报和评审。
（四）第四阶段。2025年11月至2025年12月，开展绩效自评估，做好终期验收。
"""
_SAFEGUARDS = """
# 六、组织保障
（一）加强组织领导。按照“市级统筹协调，各区具体落实”的原则推进。
（二）强化资金保障。统筹省、市两级财政资金，落实“政府补一点、平台让一点、企业出一点”的原则，设立内控制度，专款专用。
（三）突出过程监督。形成“一企一档”的全流程监管档案。
"""
_LABELS = (
    ("firms", "实施数字化改造的中小企业数", "家"),
    ("products", "“小快轻准”数字化产品和解决方案", "个"),
    ("cases", "中小企业数字化转型标杆案例", "个"),
    ("excellent", "优秀数字化产品及解决方案", "个"),
    ("samples", "区域转型样本", "个"),
)


def fields(city: City) -> dict[str, str]:
    """What a clerk types by hand, by path."""
    basic = {
        "city": "广州市", "scope": "全市", "bureau": "广州市工业和信息化局",
        "counties": "黄埔区、番禺区、花都区、白云区、增城区、南沙区", "deadline": "2025年10月31日",
        "industries": "智能网联与新能源汽车、工业母机和机器人、时尚美妆、定制家居服装箱包",
        "approval": "穗工信函〔2025〕130号", "filled_by": "黄晓岚", "reviewed_by": "陆川",
        "phone": "020-70000100", "date": "2025年10月20日",
    }  # fmt: skip
    results = {
        "products": "208", "platforms": "7", "cases": "21", "excellent": "42", "samples": "3",
    }  # fmt: skip
    return {
        **{f"basic/{key}": text for key, text in basic.items()},
        "money/rate": "30",
        "money/cap": "20",
        **{f"money/{key}": plain(amount) for key, amount in city.money.items()},
        **{f"results/{key}": text for key, text in results.items()},
        **{f"readings/{key}": text for key, text in city.readings.items()},
    }


def blocks(city: City) -> list[str | Listed]:
    """The whole plan in order."""
    return [
        "为深入贯彻落实国家、省、市关于支持中小企业创新发展的决策部署，制定本方案。",
        _GUIDING,
        _PRINCIPLES,
        _goals(city),
        _targets(city),
        _CONTENT,
        _carriers(city),
        _selection(city),
        _projects(city.plan),
        _STEPS,
        _SAFEGUARDS,
        _funding(city),
    ]


def _goals(city: City) -> str:
    count = city.phrases.get("count", f"共安排改造补助项目{len(city.truth)}个")
    return f"""
# 三、工作目标
到2025年底，推动不少于350家重点细分行业中小企业实施数字化改造，改造完成后数字化水平达到二级及以上。{count}。打造不少于200个“小快轻准”数字化产品和解决方案，推选不少于20个标杆案例、40个以上优秀数字化产品及解决方案，打造3个区域转型样本。
"""


def _targets(city: City) -> Listed:
    rows = [
        (str(n), label, unit, "280" if key == "firms" else "", city.targets[key])
        for n, (key, label, unit) in enumerate(_LABELS, start=1)
    ]
    head = ("序号", "指标名称", "单位", "2024年目标", "2025年目标")
    return Listed("表1　绩效目标表", head, rows, (5, 34, 6, 11, 11), (1,))


def _carriers(city: City) -> Listed:
    head = (
        "序号", "数字化牵引单位", "细分行业", "牵引模式", "集成服务企业", "产业生态企业", "行业平台",
    )  # fmt: skip
    rows = [(str(n), *one.cells()) for n, one in enumerate(city.carriers, start=1)]
    return Listed("表2　数字化牵引单位表", head, rows, (5, 16, 11, 9, 14, 22, 11), (1, 5))


def _selection(city: City) -> str:
    first = sum(one.batch == FIRST for one in city.truth)
    second = sum(one.batch == SECOND for one in city.truth)
    return f"第一批{first}家、第二批{second}家企业的改造补助项目清单如下。"


def _projects(plan: Sequence[Project]) -> Listed:
    head = ("序号", "项目名称", "被改造企业", "区", "细分行业", "改造投入（万元）")
    rows = [
        (str(n), one.name, one.enterprise, one.county, one.industry, one.investment)
        for n, one in enumerate(plan, start=1)
    ]
    return Listed("表3　改造补助项目清单", head, rows, (5, 32, 24, 8, 14, 9), (1, 2))


def _funding(city: City) -> Listed:
    rows = [("改造补助", plain(city.money["province"]), plain(city.money["local"]))]
    head = ("用途", "省级资金", "市级资金")
    return Listed("表4　资金安排表（单位：万元）", head, rows, (20, 14, 14))
