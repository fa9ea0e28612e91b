"""The sentences of the plan that a fault changes: said once, for the plan and for the key."""

from collections.abc import Iterable

from generator.city import INDUSTRIES, Project

FORBIDDEN = "安排200万元用于建设市中小企业数字化转型服务中心办公楼。"
DUTIES = (
    "建立市政府统筹、部门协同、县区落实、企业实施的责任体系。市工业和信息化局牵头组织实施，负责项目遴选、"
    "过程管理和绩效评价；市财政局负责资金拨付和监管，落实市级配套；市统计局负责规上工业企业名单核定；"
    "各县（市、区）工业和信息化部门负责本地区项目推进和初审；各实施企业对项目进度和材料真实性负责。"
)


def count_phrase(count: int) -> str:
    """What the goals say of all projects."""
    return f"全市共实施数字化转型项目{count}个"


def total_phrase(hundred_millions: str, unit: str) -> str:
    """What the chapter of projects says of all money."""
    return f"总投资{hundred_millions}{unit}"


def share_phrase(transformation: str, auxiliary: str) -> str:
    """How the award is divided."""
    return (
        f"其中“智改数转网联”方向安排{transformation}万元，辅助工作方向安排{auxiliary}万元，"
        "两年各安排一半"
    )


def last_industry_phrase(count: int, stranger: str = "") -> str:
    """What is said of the third industry; `stranger` is an industry that nobody chose."""
    own = f"{INDUSTRIES[2]}领域安排项目{count}个"
    return f"{own}，另有{stranger}项目1个，一并列入。" if stranger else f"{own}。"


def hundred_millions(found: Iterable[Project]) -> str:
    """The sum of investments in 亿元 with two decimals."""
    return f"{sum(float(one.investment) for one in found) / 10000:.2f}"
