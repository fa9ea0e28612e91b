"""Which county sends what."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from generator.city import Project
from generator.grid import (
    Layout,
    full_width,
    in_yuan,
    local_number,
    number,
    old_area_code,
    real_date,
    serial,
    with_separators,
    with_unit,
)
from generator.workbooks import write_openpyxl, write_xls, write_xlsxwriter

Writer = Callable[[Layout, Sequence[Project], Path], None]

_ORDER = (
    ("number", "序号"), ("name", "项目名称"), ("enterprise", "实施企业"),
    ("credit_code", "统一社会信用代码"), ("county", "县(市、区)"), ("industry", "试点细分行业"),
    ("size", "企业划型"), ("above_scale", "是否规上"), ("quality", "优质企业类型"),
    ("level_before", "改造前等级"), ("level_after", "改造后目标等级"), ("stage", "主要改造环节"),
    ("content", "主要改造内容"), ("investment", "项目总投资(万元)"), ("software", "其中:软件"),
    ("hardware", "其中:硬件"), ("service", "其中:服务"), ("award", "拟申请奖补(万元)"),
    ("start", "开始年月"), ("finish", "完成年月"), ("provider", "服务商"),
    ("platform", "是否入库“两个平台”"), ("contact", "联系人"), ("phone", "电话"),
)  # fmt: skip


def _columns(*leave: str, **other: str) -> tuple[tuple[str, str], ...]:
    """The usual columns with other headings, some left out."""
    return tuple((key, other.get(key, text)) for key, text in _ORDER if key not in leave)


def _moved(columns: tuple[tuple[str, str], ...], *first: str) -> tuple[tuple[str, str], ...]:
    """The columns with some put in front, in this order."""
    ahead = [next(one for one in columns if one[0] == key) for key in first]
    return (*ahead, *(one for one in columns if one[0] not in first))


def _dotted(month: tuple[int, int]) -> str:
    return f"{month[0]}.{month[1]}"


_FOOT = (
    "填报单位（盖章）：{county}工业和信息化局　　　　　　填报人：孙某　　　　　　联系电话：024-70000011",
    "日期：2024年11月5日",
)
_NOTES = (
    "填表说明",
    "1.投资额以合同和发票为准，单位为万元，保留一位小数。",
    "2.项目名称请与企业申报书一致，不得使用简称。",
    "3.企业划型按工信部联企业〔2011〕300号填写。",
    "4.本表由县区工信部门汇总后报市工信局，同时报送盖章扫描件。",
)
_TWO_ROWS = {
    "investment": "项目投资（万元）|总投资", "software": "项目投资（万元）|其中：软件",
    "hardware": "项目投资（万元）|硬件", "service": "项目投资（万元）|服务",
}  # fmt: skip

LAYOUTS: dict[str, tuple[Layout, Writer]] = {
    "银杉县": (
        Layout(
            "1.银杉县项目汇总表.xlsx",
            (*_columns(**_TWO_ROWS), ("turnover", "2023年营业收入(万元)")),
            ("银杉县中小企业数字化转型项目汇总表", "填报单位：银杉县工业和信息化局"),
            number, foot=_FOOT, extra_sheets=(("Sheet2", ()),),
        ),
        write_openpyxl,
    ),
    "青砚县": (
        Layout(
            "2青砚县(上报).xlsx",
            _columns("provider", name="数字化转型项目名称", enterprise="企业名称", county="所属县区",
                     investment="投资额(元)", software="软件投资(元)", hardware="硬件投资(元)",
                     service="咨询服务(元)", award="申请奖补(元)", start="开始时间",
                     finish="结束时间", phone="联系方式"),
            ("青砚县数字化转型项目表",), in_yuan, _dotted, phone=old_area_code, foot=_FOOT,
        ),
        write_openpyxl,
    ),
    "白榆区": (
        Layout(
            "白榆区.xls", _columns(name="项目", enterprise="承担单位", investment="总投资(万元)"),
            (), number, serial, ("√", "×"), blank_rows=True, sum_at=0, tidy=False,
        ),
        write_xls,
    ),
    "松澜县": (
        Layout(
            "松澜县项目清单-最终版.xlsx",
            _moved(_columns(industry="所属行业", investment="计划总投资"), "number", "county",
                   "industry", "enterprise", "name"),
            ("松澜县中小企业数字化转型试点项目清单", "附件1", "", "单位：万元"),
            with_separators, real_date, merged_county=True, foot=_FOOT, sheet="项目清单",
        ),
        write_xlsxwriter,
    ),
    "望溪区": (
        Layout(
            "望溪区汇总表.xlsx", _columns("level_before", enterprise="实施单位", platform="是否入库"),
            ("望溪区项目汇总表",), with_unit, lambda m: f"{m[0]}/{m[1]}", ("已入库", "未入库"),
            tidy=False,
        ),
        write_openpyxl,
    ),
    "沐泉县": (
        Layout(
            "沐泉县2024年项目.xlsx", (*_columns(), ("opinion", "乡镇意见")),
            ("沐泉县2024年数字化转型项目", "", "报送日期：2024年11月6日"),
            full_width, sections=True, sum_at=0, foot=_FOOT,
        ),
        write_openpyxl,
    ),
    "云陌区": (
        Layout(
            "云陌区(工信局).xls", _columns("content", county="所在县区", phone="联系电话"),
            ("云陌区数字化转型项目汇总表", "单位:万元"), number, real_date, phone=local_number,
            foot=_FOOT,
        ),
        write_xls,
    ),
    "金禾县": (
        Layout(
            "金禾县.xlsx", _columns(name="建设项目名称", enterprise="建设单位",
                                   investment="投资总额（万元）"),
            (), number, _dotted, formulas=True, extra_sheets=(("填表说明", _NOTES),),
            sheet="项目表",
        ),
        write_xlsxwriter,
    ),
    "霁川县": (
        Layout(
            "霁川县报送表.xlsx", _columns("county", "quality", enterprise="单位名称"),
            ("霁川县报送表",), number, lambda m: f"{m[0]}-{m[1]:02d}-01", total=False,
            blank_rows=True, sheet="项目",
        ),
        write_xlsxwriter,
    ),
}  # fmt: skip


def write_counties(table: list[Project], folder: Path) -> None:
    """One workbook per county into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for county, (layout, write) in LAYOUTS.items():
        rows = [one for one in table if one.county == county]
        foot = tuple(text.format(county=county) for text in layout.foot)
        write(replace(layout, foot=foot), rows, folder / layout.file)
