"""Columns that tables of projects and firms everywhere have, and how a heading is taken for one."""

import re

from desktop_app.core.pack_forms import Field, Table
from desktop_app.core.unfinished import TO_FINISH
from desktop_app.core.values import MONEY_UNITS, Kind

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
# Without brackets only money and % are sure to be units: 法定代表人 and 国家 end like one.
_UNIT = re.compile(
    r"[(\uff08](?:单位[:\uff1a])?(亿元|万元|千元|元|%|个|家|人|项|台|套)[)\uff09]$"
    r"|[/、,\uff0c\s]*(?:单位[:\uff1a])?(亿元|万元|千元|(?<=[:\uff1a/、\s])元|%)$"
)
# What a column is, its last words say: 投资额 is money, 投资方 and 投资情况 are not.
_KINDS = (
    (Kind.CREDIT_CODE, re.compile("信用代码")),
    (Kind.PHONE, re.compile("(?:电话|手机|联系方式|号码)$")),
    (Kind.PERCENT, re.compile("(?<![效功频速汇倍])率$|占比$|比例$|比重$|百分比|%")),
    (Kind.YES_NO, re.compile("^是否|是/否")),
    (
        Kind.AMOUNT,
        re.compile("(?:金额|资金|投资|投入|经费|费用|产值|收入|利润|奖补|补助|(?<!名)额)$"),
    ),
    (Kind.DATE, re.compile("日期$")),
    (Kind.MONTH, re.compile("(?:时间|年月|月份)$")),
    (Kind.INTEGER, re.compile("(?<![系参指函])数量?$")),
    (Kind.LONG_TEXT, re.compile("内容|简介|情况|说明|描述|概况")),
)
# A remark behind the words that tell: 营业收入(上年度).
_REMARK = re.compile(r"[(\uff08][^()\uff08\uff09]*[)\uff09]$")
_LOOK_AT_IT = "{}按列名猜作{},请核对 kind 和 unit,再改写或删去这一行"
# Kinds that the words of a heading suggest and do not say: 完成时间 may be 「年底前」.
_UNSURE = {
    Kind.PERCENT: "百分比",
    Kind.AMOUNT: "金额",
    Kind.DATE: "日期",
    Kind.MONTH: "年月",
    Kind.INTEGER: "整数",
}


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


def guessed(column_id: str, heading: str) -> Field:
    """A column that nobody knows, by what its heading says; a kind that is no more than suggested
    is marked, so that lint asks a person to look at it."""
    label = " ".join(heading.split())
    found = _UNIT.search(label)
    told = (found[1] or found[2]) if found else ""
    bare = label[: found.start()].strip() or label if found else label
    words = _REMARK.sub("", bare) or bare
    kind = next((kind for kind, known in _KINDS if known.search(words)), Kind.TEXT)
    if told in MONEY_UNITS:
        kind = Kind.AMOUNT
    elif told == "%":
        kind = Kind.PERCENT
    elif told:
        kind = Kind.INTEGER
    suggested = "" if told else _UNSURE.get(kind, "")
    if kind is Kind.AMOUNT and not told:
        told = "万元"
        suggested = f"{suggested}(单位:{told})"
    return Field(
        id=column_id,
        label=label,
        kind=kind,
        unit="" if told == "%" else told,
        hint=_LOOK_AT_IT.format(TO_FINISH, suggested) if suggested else "",
        synonyms=(bare,) if bare != label else (),
        total=kind is Kind.AMOUNT,
        width=max(6, min(20, len(bare) + 2)),
    )
