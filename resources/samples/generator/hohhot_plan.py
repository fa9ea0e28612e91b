"""The text of the fifth programme's plan, in the office's words, and the tables within it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from generator.anycity import Listed

if TYPE_CHECKING:
    from generator.hohhot import City

_TARGETS = (
    ("firms", "数字化改造", "六个细分行业数字化改造升级的中小企业数", "家", "≥350"),
    ("level2_above", "数字化改造", "规上中小企业数字化水平达到二级及以上的家数", "家", "≥211"),
    (
        "two_industries",
        "数字化改造",
        "特色食品加工和生物医药制造完成数字化转型的企业数",
        "家",
        "≥100",
    ),
    ("cloud", "数字化改造", "上云用云的中小企业数", "家", "≥280"),
    ("cloud_share", "数字化改造", "上云用云企业占全部改造企业的比例", "%", "≥80"),
    ("chain_cases", "复制推广", "“链式”转型典型案例数", "个", "≥10"),
    ("scenes", "复制推广", "“5G+工业互联网”应用场景数", "个", "≥10"),
    ("workshops", "复制推广", "数字化车间及智能工厂数", "个", "≥49"),
    ("products", "长效机制", "“小快轻准”产品及解决方案数", "个", "≥60"),
    ("central_share", "资金使用", "中央财政专项资金用于试点企业数字化改造的比例", "%", "≥80"),
)
_BATCHES = ("第一批", "第二批", "第三批")
_PROVIDERS = (
    ("辰帆数字科技有限公司", "集成服务商", "18", "96"),
    ("云栈工业软件有限公司", "集成服务商", "21", "88"),
    ("智枢信息技术有限公司", "场景服务商", "14", "92"),
    ("衡远自动化工程有限公司", "场景服务商", "13", "84"),
)
_REWARD_COLUMNS = {
    "reward": "奖励事项", "enterprise": "申报单位", "credit_code": "统一社会信用代码",
    "county": "旗县区", "spent": "实际完成投资额(万元)", "served": "服务中小企业(家)",
    "level": "认证等级", "recognised": "认定日期", "elsewhere": "是否已在别处享受",
    "applied": "申请奖励(万元)",
}  # fmt: skip


def plan_blocks(city: "City") -> list[str | Listed]:
    """The chapters in order, with their tables."""
    fields = city.fields
    central, local = fields["money/central"], fields["money/local"]
    blocks: list[str | Listed] = [
        f"""# 一、总体目标
到2026年，推动特色食品加工、纺织服装加工、生物医药制造、农矿专用设备制造、新材料制造、结构性金属制品制造六个细分行业中小企业数字化改造升级，本次共确定试点企业{city.counted}家。
树立一批行业示范样板，建立健全数字化转型长效机制，各项绩效目标见下表。""",
        _targets(city),
        _industries(city),
        """# 二、基本原则
政府引导，协同推进；创新驱动，提升能力；问题导向，实效为本；试点先行，示范引领。
# 三、实施内容
（一）扎实做好试点建设准备工作。组织业务培训，建设公共服务平台，加强试点宣传动员。
（二）摸清企业数字化改造需求。动员规上工业中小企业应改尽改、规下工业中小企业愿改尽改，遴选优质数字化服务商，开展数字化转型诊断。
（三）推进企业数字化改造进程。建设促进中心和创新体验中心，推动供需对接，支持试点企业开展数字化改造。
（四）打造数字化改造经验模式。创建标杆示范，推动链式转型和集群发展。
（五）强化全过程监督管理。一企一档，第三方验收，按最新版评测指标评定等级。""",
        f"（六）规范资金使用方向。中央财政专项资金{central}万元，地方配套奖补资金{local}万元，"
        "按照从优、就高、不重复原则使用。",
        _funding(city),
        Listed("服务商资源池", ("服务商名称", "服务商类别", "产品及解决方案数", "服务企业数"),
               _PROVIDERS, (10, 6, 6, 6)),
        _rewards(city),
        _projects(city.listed),
        """# 四、实施计划
前期准备2024年6月至12月，改造实施2024年11月至2026年3月，验收评估2026年3月至6月；三个阶段相互衔接，适当重叠。
# 五、保障措施
加强组织领导，每月向组长、副组长汇报总体工作进展，每季度向分管市领导汇报；落实资金保障，健全过程监督，强化宣传推广。""",
    ]  # fmt: skip
    if city.has_bylaws:
        blocks.append(
            """# 六、附则
本方案适用于试点实施期；政策如有调整，按照最新政策要求执行。支持政策按照从优、就高、不重复原则执行。"""
        )
    return blocks


def _targets(city: "City") -> Listed:
    rows = [
        (group, indicator, unit, city.targets[key], required)
        for key, group, indicator, unit, required in _TARGETS
    ]
    head = ("一级指标", "指标", "单位", "2026年目标", "通知要求值")
    return Listed("绩效目标表", head, rows, (6, 16, 4, 6, 6), (1,))


def by_industry(rows: Sequence[dict[str, Any]]) -> list[tuple[str, ...]]:
    """The firms of each industry, how many are above scale, and those of each batch."""
    out: list[tuple[str, ...]] = []
    first: dict[str, dict[str, Any]] = {}
    for one in rows:
        first.setdefault(one["credit_code"], one)
    for industry in dict.fromkeys(one["industry"] for one in rows):
        mine = [one for one in first.values() if one["industry"] == industry]
        above = sum(one["above_scale"] for one in mine)
        batches = [str(sum(one["batch"] == b for one in mine)) for b in _BATCHES]
        out.append((industry, str(len(mine)), str(above), *batches))
    return out


def _industries(city: "City") -> Listed:
    head = ("细分行业", "改造企业数", "其中：规上企业数", *_BATCHES)
    return Listed("细分行业改造目标表", head, city.industries, (10, 6, 7, 5, 5, 5))


def _funding(city: "City") -> Listed:
    central, local = city.fields["money/central"], city.fields["money/local"]
    used = city.plan_transformation
    rows = [
        ("试点企业数字化改造补贴", "中央财政专项资金", used),
        ("服务体系建设及其他", "中央财政专项资金", str(int(central) - int(used))),
        ("其他奖励(三(六)18至27)", "地方配套奖补资金", local),
    ]
    return Listed("资金安排表", ("使用方向", "资金来源", "金额（万元）"), rows, (12, 9, 6))


def _rewards(city: "City") -> Listed:
    rows = [tuple(one.get(key, "") for key in _REWARD_COLUMNS) for one in city.rewards]
    return Listed(
        "奖励申报表", tuple(_REWARD_COLUMNS.values()), rows, (10, 12, 12, 6, 6, 5, 5, 7, 5, 6)
    )


def _projects(listed: Sequence[dict[str, Any]]) -> Listed:
    rows = [
        (str(n), one["name"], one["enterprise"], one["county"], one["industry"], one["investment"])
        for n, one in enumerate(listed, start=1)
    ]
    head = ("序号", "改造项目名称", "试点企业", "旗县区", "细分行业", "项目总投资（万元）")
    return Listed("试点企业项目清单", head, rows, (3, 14, 11, 6, 7, 6), (1, 2))
