"""What every file of the corpus says, in one disorder or another: one city's plan and its projects."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Project:
    """A project as the sender means it; the investment is in 万元."""

    name: str
    enterprise: str
    county: str
    industry: str
    investment: str

    def cells(self, *columns: str) -> dict[str, str]:
        """What a file that gives these columns says of it; all five when none is named."""
        wanted = columns or ("name", "enterprise", "county", "industry", "investment")
        return {column: getattr(self, column) for column in wanted}


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter: its id, its title as the notice words it, another wording, its paragraphs."""

    id: str
    title: str
    synonym: str
    lines: tuple[str, ...]


CARS, FOOD, CAST = "汽车零部件制造", "农产品加工", "铸造行业"
CLOUD, STONE, PORT = "云岭县", "青石县", "临港区"

PROJECTS = (
    Project(
        "汽车座椅骨架智能焊接车间改造项目（一期）", "云岭甲汽车部件有限公司", CLOUD, CARS, "120"
    ),
    Project("制动盘生产线数字化升级项目", "云岭乙制动器有限公司", CLOUD, CARS, "86.5"),
    Project("轮毂加工MES系统建设项目", "云岭丙轮毂有限公司", CLOUD, CARS, "1030"),
    Project("线束装配“黑灯工厂”示范项目", "云岭丁电装有限公司", CLOUD, CARS, "45"),
    Project("稻米加工全流程质量追溯系统建设项目", "青石甲米业有限公司", STONE, FOOD, "66"),
    Project("冷鲜肉分割包装智能化改造项目(二期)", "青石乙食品有限公司", STONE, FOOD, "230.25"),
    Project("杂粮精选生产线智能升级项目", "青石丙粮油有限公司", STONE, FOOD, "20"),
    Project("果蔬汁无菌灌装数字化车间项目", "青石丁饮品有限公司", STONE, FOOD, "310"),
    Project("精密铸件5G+工业互联网平台应用项目", "临港甲铸造有限公司", PORT, CAST, "158"),
    Project("球墨铸铁管件熔炼工序智能管控项目", "临港乙管业有限公司", PORT, CAST, "99.9"),
    Project("阀门铸造ERP-MES集成改造项目", "临港丙阀门有限公司", PORT, CAST, "72"),
    Project("大型铸钢件仿真设计与3D打印砂型项目", "临港丁重工有限公司", PORT, CAST, "480"),
)
GROUPS = tuple((PROJECTS[n].industry, PROJECTS[n].county, PROJECTS[n : n + 4]) for n in (0, 4, 8))

CHAPTERS = (
    Chapter("foundation", "现有工作基础", "城市概况及工作基础", (
        "截至2023年底,全市规上工业企业170家,其中省级专精特新中小企业38家。",
        "(一)产业基础",
        "全市形成汽车零部件、农产品加工、铸造三个主导产业。",
        "(二)服务能力",
        "现有数字化服务商12家。",
    )),
    Chapter("goals", "工作目标", "总体目标", (
        "到2026年,实施数字化转型项目12个,带动数字化改造投入2717.65万元。",
        "规上工业中小企业数字化水平二级及以上占比达到55%。",
    )),
    Chapter("route", "实现路径", "技术路线", (
        "分业分级推进,先易后难。",
        "1.先诊断、后改造。",
        "2.先样板、后推广。",
    )),
    Chapter("projects", "具体项目", "重点项目", ("本次推荐数字化转型项目12个,分布在三个县区。",)),
    Chapter("content", "实施内容", "主要任务", (
        "(一)开展数字化水平诊断。",
        "(二)遴选数字化服务商,建立项目储备库。",
    )),
    Chapter("funds", "资金使用方向", "资金安排", (
        "申请奖补资金额度3000万元,其中“智改数转网联”方向2700万元,辅助工作方向300万元。",
        "市财政配套1000万元。",
    )),
    Chapter("safeguards", "保障措施", "组织保障", (
        "成立工作专班,由市政府分管领导任组长。",
        "加强资金监管,专款专用。",
    )),
    Chapter("duties", "责任分工", "职责分工", ("各责任单位按下列分工抓好落实。",)),
)  # fmt: skip
BY_ID = {chapter.id: chapter for chapter in CHAPTERS}

# Each of the plan's forms: caption, column ids, the heading of each, other headings, rows.
TABLES: dict[str, tuple[str, tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[tuple[str, ...], ...]]] = {
    "goals": ("表1 绩效目标表", ("group", "indicator", "unit", "base", "first", "final"),
        ("一级指标", "指标", "单位", "基期值", "第一年目标", "期末目标"),
        ("指标类别", "指标名称", "计量单位", "现状值", "2025年", "2026年"), (
        ("数字化改造", "实施数字化转型项目数", "个", "0", "6", "12"),
        ("数字化改造", "被改造企业数", "家", "0", "6", "12"),
        ("数字化水平", "规上工业中小企业数字化水平二级及以上占比", "%", "31", "≥45", "≥55"),
        ("资金带动", "带动数字化改造投入", "万元", "0", "1200", "2717.65"),
    )),
    "funds": ("表2 资金安排表", ("direction", "source", "first", "second", "total"),
        ("使用方向", "资金来源", "第一年安排", "第二年安排", "资金合计"),
        ("资金用途", "资金渠道", "2025年", "2026年", "合计"), (
        ("“智改数转网联”方向", "省级奖补资金", "1500", "1200", "2700"),
        ("辅助工作方向", "省级奖补资金", "180", "120", "300"),
        ("“智改数转网联”方向", "市财政配套资金", "600", "400", "1000"),
    )),
    "content": ("表3 进度安排表", ("stage", "period", "work", "bureau"),
        ("阶段", "起止时间", "主要工作", "责任单位"),
        ("实施阶段", "时间安排", "工作内容", "负责单位"), (
        ("第一年", "批复之日起至2025年12月", "组织诊断和项目实施", "市工业和信息化局"),
        ("第二年", "2026年1月至2026年12月", "完成改造和评测,推广样板", "市工业和信息化局"),
    )),
    "duties": ("表4 责任分工表", ("task", "lead", "support", "due"),
        ("任务", "牵头单位", "配合单位", "完成时限"),
        ("任务事项", "责任单位", "协助单位", "时限"), (
        ("统筹试点工作,组织年度考核自评", "市工业和信息化局", "市财政局", "2026年12月"),
        ("奖补资金拨付和监管", "市财政局", "市工业和信息化局", "2026年12月"),
        ("推进本地区项目实施", "各县(市、区)人民政府", "市工业和信息化局", "2026年12月"),
    )),
}  # fmt: skip
FORM_OF = {"goals": "targets", "funds": "funding", "content": "schedule", "duties": "tasks"}

CITY_TITLE = "2024年辽宁省云港市中小企业数字化转型城市试点实施方案"
