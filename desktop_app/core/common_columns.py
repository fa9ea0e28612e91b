"""Columns that tables of projects and firms everywhere have, and how a heading is taken for one."""

import re

from desktop_app.core.pack_forms import Field, Table
from desktop_app.core.values import Kind

NAME, FIRM = "name", "enterprise"
# The roles of projects.toml that a column of this id plays.
ROLES = (NAME, FIRM, "credit_code", "county", "industry", "investment", "start", "finish", "award")


def _column(
    column_id: str,
    label: str,
    kind: Kind,
    synonyms: str = "",
    unit: str = "",
    *,
    total: bool = False,
) -> Field:
    return Field(
        id=column_id,
        label=label,
        kind=kind,
        unit=unit,
        synonyms=tuple(synonyms.split()),
        compared=column_id == NAME,
        total=total,
        width={Kind.AMOUNT: 8, Kind.CREDIT_CODE: 19, Kind.PHONE: 11, Kind.MONTH: 8}.get(kind, 10),
    )


COMMON = (
    _column(
        NAME, "项目名称", Kind.TEXT,
        "项目 项目名 项目全称 建设项目名称 改造项目名称 申报项目名称",
    ),
    _column(
        FIRM, "实施企业", Kind.TEXT,
        "企业名称 企业全称 实施单位 实施主体 承担单位 申报企业 建设单位 单位名称 企业",
    ),
    _column(
        "credit_code", "统一社会信用代码", Kind.CREDIT_CODE,
        "信用代码 社会信用代码 统一信用代码",
    ),
    _column(
        "county", "所在地区", Kind.TEXT,
        "县区 县(市、区) 区县 县市区 所属地区 所在县区 所属区 所在地 属地 地区 街道 镇街",
    ),
    _column(
        "industry", "所属行业", Kind.TEXT,
        "行业 细分行业 试点行业 所属细分行业 行业类别 行业领域",
    ),
    _column(
        "investment", "项目总投资", Kind.AMOUNT,
        "总投资 投资额 项目投资额 投资总额 项目投资 计划投资 计划总投资 投资规模 投入金额",
        "万元", total=True,
    ),
    _column(
        "award", "拟申请奖补", Kind.AMOUNT,
        "申请奖补资金 奖补资金 补助资金 申请资金 拟申请补助",
        "万元", total=True,
    ),
    _column("start", "开始年月", Kind.MONTH, "开始时间 开工时间 起始时间 开工年月 启动时间"),
    _column("finish", "完成年月", Kind.MONTH, "完成时间 结束时间 竣工时间 完工时间 计划完成时间"),
    _column(
        "content", "主要内容", Kind.LONG_TEXT,
        "建设内容 改造内容 项目内容 主要建设内容 项目简介 实施内容",
    ),
    _column("contact", "联系人", Kind.TEXT, "企业联系人 联系人姓名 负责人 项目负责人"),
    _column("phone", "联系电话", Kind.PHONE, "电话 手机 联系方式 手机号码"),
    _column("note", "备注", Kind.TEXT, "说明 备注说明"),
)  # fmt: skip
# What a pack has whose notice publishes no table.
USUAL = (NAME, FIRM, "credit_code", "county", "investment", "start", "finish", "contact", "phone")
_UNIT = re.compile(
    r"[(\uff08]?(?:单位[:\uff1a])?(亿元|万元|千元|元|%|个|家|人|项|台|套)[)\uff09]?$"
)
_KINDS = (
    (Kind.CREDIT_CODE, re.compile("信用代码")),
    (Kind.PHONE, re.compile("电话|手机|联系方式")),
    (Kind.PERCENT, re.compile(r"[率占]比?$|比例|占比|%|百分比")),
    (Kind.YES_NO, re.compile("^是否|是/否")),
    (Kind.AMOUNT, re.compile("金额|资金|投资|投入|经费|费用|产值|收入|利润|奖补|补助|额$")),
    (Kind.DATE, re.compile("日期$")),
    (Kind.MONTH, re.compile("时间|年月|月份")),
    (Kind.INTEGER, re.compile("数量$|人数$|个数$|家数$|数$")),
    (Kind.LONG_TEXT, re.compile("内容|简介|情况|说明|描述|概况")),
)


def common_table(compared: str = NAME) -> Table:
    """All of these columns as a table, by which a header is recognised; one of them is looked for
    in every header."""
    columns = tuple(
        Field(
            id=one.id,
            label=one.label,
            kind=one.kind,
            unit=one.unit,
            synonyms=one.synonyms,
            compared=one.id == compared,
            required=one.id == compared,
        )
        for one in COMMON
    )
    return Table(id="common", title="项目汇总表", column=columns)


def common_column(column_id: str) -> Field | None:
    return next((one for one in COMMON if one.id == column_id), None)


def guessed(column_id: str, heading: str, unit: str = "") -> Field:
    """A column that nobody knows, by what its heading and unit say."""
    label = " ".join(heading.split())
    found = _UNIT.search(label)
    told = unit or (found[1] if found else "")
    bare = label[: found.start()].strip() or label if found else label
    kind = next((kind for kind, words in _KINDS if words.search(bare)), Kind.TEXT)
    if told in ("亿元", "万元", "千元", "元"):
        kind = Kind.AMOUNT
    elif told == "%":
        kind = Kind.PERCENT
    elif told:
        kind = Kind.INTEGER
    if kind is Kind.AMOUNT and not told:
        told = "万元"
    return Field(
        id=column_id,
        label=bare,
        kind=kind,
        unit="" if told == "%" else told,
        total=kind is Kind.AMOUNT,
        width=max(6, min(20, len(bare) + 2)),
    )
