"""The plan as another office writes it in Word."""

from pathlib import Path

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt

from generator.city import CITY, INDUSTRIES, Project
from generator.faults import DUTIES, City, total_text
from generator.fixed import normalised

_TABLES = {INDUSTRIES[0], INDUSTRIES[2]}


def write_plan(city: City, path: Path) -> None:
    """Eight parts in the office's own words and order, headings partly real, partly by hand."""
    document = docx.Document()
    _fonts(document)
    title = document.add_paragraph(f"{CITY}中小企业数字化转型城市试点实施方案")
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.runs[0].font.size = Pt(22)
    document.add_paragraph("(送审稿)").alignment = WD_ALIGN_PARAGRAPH.CENTER
    count = len(city.truth)
    _text(
        document,
        f"""
为贯彻落实省委、省政府关于加快制造业数字化转型的工作部署,按照省工业和信息化厅通知要求,结合我市实际,制定本方案。
# 一、基本情况与工作基础
(一)产业基础。{CITY}位于省域北部,形成了{"、".join(INDUSTRIES)}等特色产业。全市现有规上工业企业170家,其中中小企业163家,省级专精特新中小企业41家,国家级专精特新“小巨人”企业6家。2023年全市规上工业增加值同比增长7.2%,三个试点行业营业收入占规上工业的46%。
(二)数字化基础。2022年以来全市已实施技术改造项目236个,完成投资38亿元。经初步评测,规上工业中小企业数字化水平二级及以上占比为31%,与全省平均水平还有差距。全省已累计上云企业超过12万家,我市仅占3%。
(三)服务基础。引进数字化服务商17家,举办供需对接活动12场次,培训企业人员1400人次。
# 二、总体目标
坚持分业分级、链式推进,用两年时间完成试点任务。试点期内,全市共实施数字化转型项目{city.stated_count}个,覆盖9个县(市、区)。试点期满时,三个试点行业规上工业中小企业和省级专精特新中小企业数字化水平二级及以上比例达到60%,国家级专精特新“小巨人”企业全部达到二级及以上,实现“应改尽改”。打造转型样板企业15家,推广“小快轻准”数字化产品和解决方案60个以上。
""",
    )
    document.add_paragraph("表1 绩效目标表")
    _table(document, ("序号", "一级指标", "指标名称", "单位", "基期值", "第一年目标", "第二年目标"), [
        ("1", "数字化改造", "实施数字化转型项目数", "个", "0", "60", f"{count}"),
        ("2", "数字化改造", "被改造企业数", "家", "0", "60", f"{count}"),
        ("3", "数字化水平", "规上工业中小企业和省级专精特新中小企业二级及以上占比", "%", "31%", "45%", "60%"),
        ("4", "数字化水平", "国家级专精特新“小巨人”企业二级及以上占比", "%", "67%", "83%", "100%"),
        ("5", "数字化水平", "规上工业中小企业和专精特新中小企业“应改尽改”完成率", "%", "0", "50%", "100%"),
        ("6", "复制推广", "转型样板企业数", "家", "0", "6", "15"),
        ("7", "复制推广", "“小快轻准”数字化产品和解决方案数", "个", "12", "30", "60"),
    ])  # fmt: skip
    _text(
        document,
        """
# 三、实施路径
(一)分业推进。梳理三个试点行业共性改造需求,形成行业改造清单和典型场景库。
(二)链式带动。发挥链主企业牵引作用,带动上下游中小企业协同改造。
(三)样板引领。选择基础条件好、可复制性强的企业作为样板,引导同行业企业“看样学样”。
# 四、主要任务
(一)开展诊断评测。组织服务商对试点企业开展免费诊断,建立“一企一档”。
(二)推进深度改造。聚焦生产过程、产品生命周期和产业链供应链等关键环节,推进数据采集、场景集成和系统互联互通。
(三)强化复制推广。每年组织现场观摩不少于4场次,宣传推广典型案例10个。
""",
    )
    document.add_paragraph("表2 进度安排")
    _table(document, ("阶段", "起止时间", "主要工作", "责任单位"), [
        ("第一年", "自实施方案批复之日起至2025年12月", "诊断评测、首批项目改造和验收", "市工业和信息化局"),
        ("第二年", "2026年1月至2026年12月", "全面改造、总结推广", "市工业和信息化局"),
    ])  # fmt: skip
    _text(
        document,
        f"""
# 五、项目安排
经企业申报、县区初审、市级复核,本次共遴选{count}个数字化转型项目,总投资{total_text(city.truth)}{city.total_unit}。各项目均为中小企业实施的生产制造环节改造项目。
""",
    )
    for n, industry in enumerate(INDUSTRIES):
        _projects(document, city, "一二三"[n], industry)
    forbidden = city.forbidden
    _text(
        document,
        f"""
# 六、资金使用计划
(一)奖补资金安排。申请省级奖补资金额度3000万元,按照“智改数转网联”和辅助工作两个方向安排,专款专用。
(二)使用方向。“智改数转网联”方向用于企业软件、云服务、工业软件、数据采集设备和智能化设备的改造投入;辅助工作方向用于诊断评测、人才培训、供需对接等综合服务。{forbidden}
(三)资金监管。严格执行专项资金管理规定,不得用于财政供养单位人员福利、公用经费、机构运转经费等支出,不得用于楼堂馆所等基建工程,不得用于平衡本级预算。
""",
    )
    document.add_paragraph("表3 资金安排")
    _table(document, ("使用方向", "资金来源", "第一年", "第二年", "合计"), [
        ("“智改数转网联”项目补助", "省级奖补资金", "1350", "1350", "2700"),
        ("辅助工作综合服务", "省级奖补资金", "150", "150", "300"),
        ("数字化改造配套补助", "市财政配套资金", "600", "600", "1200"),
    ])  # fmt: skip
    _text(
        document,
        """
# 七、组织保障
(一)加强组织领导。成立由市政府分管领导任组长的工作专班,定期调度。
(二)强化政策支持。市财政安排配套资金,引导金融机构开展数字化转型贷款。
(三)严格考核评价。分年度开展考核自评,对进度滞后的县区进行通报。
""",
    )
    if city.has_duties:
        _text(document, f"\n# 八、职责分工\n{DUTIES}\n")
    document.core_properties.author = "市政府办公室"
    document.core_properties.title = ""
    document.save(str(path))
    normalised(path)


def _projects(document: Document, city: City, numeral: str, industry: str) -> None:
    rows = [one for one in city.plan if one.industry == industry]
    true = [one for one in city.truth if one.industry == industry]
    document.add_paragraph(f"({numeral}){industry}")
    if industry in _TABLES:
        document.add_paragraph(f"{industry}共安排项目{len(true)}个,清单如下:")
        head = ("序号", "项目名称", "实施企业", "县区", "总投资(万元)")
        _table(document, head, [
            (str(n), one.name, one.enterprise, one.county, one.investment)
            for n, one in enumerate(rows, start=1)
        ])  # fmt: skip
        return
    total = total_text(true)
    document.add_paragraph(f"{industry}共安排项目{len(true)}个,总投资{total}亿元,具体为:")
    for n, one in enumerate(rows, start=1):
        document.add_paragraph(_sentence(n, one))


def _sentence(number: int, one: Project) -> str:
    return f"{number}.{one.name}({one.enterprise},{one.county},总投资{one.investment}万元)"


def _text(document: Document, text: str) -> None:
    """Paragraphs; a line with # is a heading: odd ones a real style, even ones bold by hand."""
    for line in text.strip().splitlines():
        if not line.startswith("# "):
            document.add_paragraph(line)
            continue
        heading = line[2:]
        if heading[0] in "一三五七":
            document.add_heading(heading, 1)
        else:
            document.add_paragraph().add_run(heading).bold = True


def _table(document: Document, head: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    table = document.add_table(rows=0, cols=len(head), style="Table Grid")
    for row in (head, *rows):
        cells = table.add_row().cells
        for cell, text in zip(cells, row, strict=True):
            cell.text = text
            for run in cell.paragraphs[0].runs:
                run.font.size = Pt(10.5)


def _fonts(document: Document) -> None:
    style = document.styles["Normal"]
    style.font.name = "仿宋_GB2312"
    style.font.size = Pt(16)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "仿宋_GB2312")
    style.paragraph_format.first_line_indent = Pt(32)
