"""北京: the plan as the district's office wrote it, with what the clerk types by hand."""

from decimal import Decimal

from generator.anycity import Listed
from generator.beijing import DISTRICT, INDUSTRIES, District, Row

_FOUNDATION = """
# 一、现有工作基础
（一）产业基础。大兴区是首都南部的制造业承载区，通用设备制造、专用设备制造、医药制造、电气机械和器材制造、计算机和通讯设备制造五个细分行业产值规模较大、中小企业集聚度较高，符合京津冀协同发展的产业导向。
（二）数字化基础。依据《中小企业数字化水平评测指标》组织企业开展自测，多数企业处于一级水平，生产制造环节的数据采集和系统贯通不足，“不愿转、不敢转、不会转”的问题仍然存在。
（三）服务基础。区内已有工业互联网平台和数字化服务商，具备提供诊断、咨询、改造一体化服务的能力。
"""
_CONTENT = """
# 三、具体实施内容
（一）聚焦重点行业。在五个细分行业中优先选择数字化转型需求迫切、发展潜力大的中小企业。
（二）优选数字化服务商。由区中小企业主管部门牵头，公开公平公正择优遴选数字化服务商，供被改造企业自主选择。
（三）完成改造任务。明确改造标准，实现生产经营主要环节数据的采集和系统互联互通，改造完成后组织验收。
（四）扩大复制推广。引导同行业企业“看样学样”，推广“小快轻准”的数字化解决方案和产品。
（五）推动“链式”转型。支持链主企业、龙头企业开放平台能力和应用场景，带动上下游企业协同转型。
"""
_FUNDS = """
# 四、资金使用方向
奖补资金统筹用于两个方面：一是中小企业数字化改造，支持与数字化改造相关的软件、云服务支出，网关、路由等必要的数据采集传输设备支出，以及咨询诊断等服务支出；二是其他支持工作，支持提高服务商服务能力、企业深度应用平台服务、“链式”转型产品和服务以及人才培训。按照“企业出一点、服务商让一点、政府补一点”的原则安排。
专款专用，不得用于财政供养单位人员福利、公用经费、机构运转经费等支出，不得用于楼堂馆所等基建工程支出，不得用于平衡本级预算。
"""
_SAFEGUARDS = """
# 五、保障措施
（一）组织保障。建立区人民政府牵头，区财政和中小企业主管部门为主体、相关部门共同推进的工作机制。
（二）政策保障。出台配套支持政策，提升政策宣传、资源对接、评估诊断、平台支撑等公共服务能力。
（三）资金监管。加强专项资金全过程管理，开展绩效运行监控和年度绩效自评。
"""
_DUTIES = """
# 六、责任分工
区人民政府统筹试点工作；区经济和信息化局负责服务商遴选、企业改造和验收；区财政局负责奖补资金拨付和监管；各镇组织辖区企业参加诊断和改造。
"""
_TARGETS = (
    ("firms", "被改造企业数量", "被改造中小企业数", "家", "0", "260"),
    ("level2", "企业改造后的数字化水平", "被改造企业改造后数字化水平达到二级及以上的比例", "%", "0", "100"),
    ("above", "企业改造后的数字化水平", "各细分行业规上工业中小企业数字化水平二级及以上比例(最低的行业)", "%", "22", "60"),
    ("below", "企业改造后的数字化水平", "规下工业中小企业数字化水平二级及以上比例", "%", "10", "22"),
    ("products", "加强复制推广", "“小快轻准”数字化解决方案和产品数", "个", "8", "20"),
    ("models", "加强复制推广", "数字化转型“小灯塔”企业数", "家", "0", "10"),
    ("specialised", "提升创新能力", "新增专精特新中小企业数", "家", "0", "30"),
    ("chains", "推动“链式”转型", "带动中小企业协同转型的链主企业、龙头企业数", "家", "3", "8"),
    ("policies", "完善政策体系", "出台的配套支持政策数", "项", "1", "4"),
    ("match", "完善政策体系", "区财政配套资金", "万元", "0", "1500"),
)  # fmt: skip


def fields(district: District) -> dict[str, str]:
    """What a clerk types by hand, by path."""
    basic = {
        "city": DISTRICT, "government": district.government, "bureau": f"{DISTRICT}经济和信息化局",
        "industries": "、".join(INDUSTRIES), "standard": "中小企业数字化水平评测指标(2022年版)",
        "approval": "京兴政纪要〔2023〕21号", "approval_date": "2023年7月3日", "paper_copies": "1",
        "filled_by": "林晓舟", "reviewed_by": "程远", "phone": "010-70000100",
        "date": "2023年7月4日",
    }  # fmt: skip
    return {
        **{f"basic/{key}": text for key, text in basic.items()},
        **{f"money/{key}": text for key, text in district.money.items()},
    }


def blocks(district: District) -> list[str | Listed]:
    """The whole plan in order."""
    out: list[str | Listed] = [
        district.phrases.get("foundation", _FOUNDATION),
        _goals(district),
        _targets(district),
        _levels(district),
        _CONTENT,
        *_lists(district.plan),
        district.phrases.get("funds", _FUNDS),
        _funding(district),
        _SAFEGUARDS,
    ]
    return [*out, *([_DUTIES] if district.has_duties else []), _materials(district)]


def forbidden(sentence: str) -> str:
    """The chapter on money with one more sentence."""
    return f"{_FUNDS.rstrip()}\n{sentence}\n"


def unfinished(sentence: str) -> str:
    """The first chapter with one more sentence."""
    return f"{_FOUNDATION.rstrip()}\n{sentence}\n"


def count_phrase(many: int) -> str:
    """How the plan states the number of firms."""
    return f"本次共改造企业{many}家"


def _goals(district: District) -> str:
    count = district.phrases.get("count", count_phrase(len(district.truth)))
    return f"""
# 二、工作目标
{count}，改造完成后数字化水平均达到二级及以上。每个细分行业规上工业中小企业数字化水平二级及以上比例达到90%以上，规下工业中小企业二级及以上比例由一成左右提升到三成以上。从六个方面确定绩效目标，如下表。
"""


def _targets(district: District) -> Listed:
    rows = [
        (str(n), group, label, unit, base, first, district.targets[key])
        for n, (key, group, label, unit, base, first) in enumerate(_TARGETS, start=1)
    ]
    head = ("序号", "绩效方面", "指标", "单位", "基期值", "第一年目标", "期末目标")
    return Listed("表1　绩效目标表", head, rows, (5, 14, 30, 6, 8, 10, 10), (2,))


def _levels(district: District) -> Listed:
    rows = [(str(n), *one.cells()) for n, one in enumerate(district.levels, start=1)]
    head = (
        "序号", "细分行业", "规上工业中小企业数", "已达二级及以上", "拟改造规上企业数",
        "规上期末二级及以上比例", "拟改造规下企业数", "规下基期二级及以上比例", "规下期末二级及以上比例",
    )  # fmt: skip
    caption = "表2　细分行业数字化水平目标表"
    return Listed(caption, head, rows, (5, 18, 10, 10, 10, 11, 10, 11, 11), (1,))


def _funding(district: District) -> Listed:
    money = (
        ("中小企业数字化改造", "中央奖补资金", Decimal(8000)),
        ("其他支持工作", "中央奖补资金", Decimal(2000)),
        ("中小企业数字化改造", "区财政配套资金", Decimal(3000)),
        ("中小企业数字化改造", "服务商让利", Decimal(1200)),
        ("中小企业数字化改造", "企业自筹资金", Decimal(12000)),
    )
    rows = [
        (str(n), direction, source, str(total / 2), str(total / 2), str(total))
        for n, (direction, source, total) in enumerate(money, start=1)
    ]
    head = ("序号", "使用方向", "资金来源", "第一年安排", "第二年安排", "资金合计")
    return Listed("表3　资金安排表（单位：万元）", head, rows, (5, 24, 16, 12, 12, 12), (1,))


def _materials(district: District) -> Listed:
    """附件4, at the end of the same file."""
    bureau, many = f"{DISTRICT}经济和信息化局", len(district.truth)
    rows = (
        ("拟改造企业清单", "", bureau, "2023年7月4日", "30", "三、具体实施内容", f"{many}家"),
        ("规上工业中小企业名录及评测结果", "", f"{DISTRICT}统计局", "2023年6月28日", "16", "一、现有工作基础", ""),
        ("规下企业二级及以上比例测算说明", "", bureau, "2023年6月29日", "4", "二、工作目标", ""),
        ("支持中小企业数字化转型的若干措施", "京兴经信发〔2023〕9号", bureau, "2023年5月12日", "8", "五、保障措施", ""),
        ("数字化服务商遴选工作方案", "", bureau, "2023年6月20日", "6", "三、具体实施内容", ""),
        ("区财政配套资金安排的函", "京兴财函〔2023〕44号", f"{DISTRICT}财政局", "2023年6月30日", "2", "四、资金使用方向", ""),
        ("区政府常务会议纪要", "京兴政纪要〔2023〕21号", f"{DISTRICT}人民政府", "2023年7月3日", "3", "六、责任分工", ""),
    )  # fmt: skip
    head = ("序号", "资料名称", "文号", "出具单位", "日期", "页数", "对应章节", "备注")
    cells = [(str(n), *row) for n, row in enumerate(rows, start=1)]
    return Listed("附件4　资料清单", head, cells, (5, 24, 16, 14, 12, 6, 14, 8), (1,))


def _lists(rows: list[Row]) -> list[Listed]:
    """The firms, a table for each industry, numbered through."""
    out: list[Listed] = []
    serial = 0
    head = ("序号", "企业名称", "街镇", "细分行业", "计划改造投入（万元）")
    for industry in dict.fromkeys(one.industry for one in rows):
        cells: list[tuple[str, ...]] = []
        for one in rows:
            if one.industry == industry:
                serial += 1
                cells.append((str(serial), one.name, one.county, one.industry, one.investment))
        out.append(Listed(f"{industry}被改造企业名单", head, cells, (5, 34, 10, 18, 14), (1,)))
    return out
