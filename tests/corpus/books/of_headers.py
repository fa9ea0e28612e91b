"""Disorders above the rows: titles, blank lines, headings of every make, columns."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from tests.corpus.books.disorders import Register
from tests.corpus.books.making import AMOUNTS, LABELS, Line, Making

OF_HEADERS = Register()
_enter = OF_HEADERS

_SYNONYMS = {
    "name": "建设项目名称", "enterprise": "承担单位", "credit_code": "社会信用代码",
    "county": "所属县区", "industry": "所属行业", "size": "企业规模", "above_scale": "是否规上企业",
    "level_before": "改造前数字化水平", "level_after": "目标等级", "investment": "总投资额",
    "software": "软件投入", "hardware": "设备投资", "service": "服务费用", "award": "奖补资金",
    "start": "开工时间", "finish": "竣工时间", "platform": "入库情况", "phone": "联系方式",
    "note": "备注说明",
}  # fmt: skip
_SHORT = {
    "name": "项目", "enterprise": "企业", "credit_code": "信用代码", "county": "县区",
    "industry": "行业", "size": "规模", "above_scale": "规上", "level_before": "改造前",
    "level_after": "改造后", "investment": "投资额", "software": "软件", "hardware": "硬件",
    "service": "服务", "award": "奖补金额", "start": "开工年月", "finish": "竣工年月",
    "platform": "是否入库", "phone": "手机",
}  # fmt: skip
_FULL = str.maketrans("():", "（）：")


@_enter("title")
def _title(m: Making) -> None:
    m.above.insert(0, ["2024年度数字化转型城市试点项目汇总表"])


@_enter("title")
def _titles_with_senders(m: Making) -> None:
    m.above[:0] = [
        ["附件3"],
        ["数字化转型试点项目汇总表"],
        ["填报单位:东县工信局", "", "", "2024.11"],
    ]


@_enter("title", needs="looks")
def _title_merged(m: Making) -> None:
    m.above.insert(0, ["数字化转型试点项目汇总表"])
    m.is_styled = True


@_enter("blank_rows")
def _blank_rows_above(m: Making) -> None:
    m.above[:0] = [[], []]


@_enter("blank_columns")
def _blank_columns_before(m: Making) -> None:
    m.left = m.chance.randint(1, 3)


def _header_in_row(row: int) -> Callable[[Making], None]:
    def apply(m: Making) -> None:
        lines = ["附件3", "项目汇总表", "", "报送日期:2024年11月", "联系电话:略", "", "各县区:"]
        m.above[:0] = [[text] for text in lines][: row - 1]

    return apply


for _row in range(2, 9):
    _enter.add(f"header_in_row_{_row}", _header_in_row(_row), "title")


def _renamed(words: Mapping[str, str]) -> Callable[[Making], None]:
    def apply(m: Making) -> None:
        m.headings |= {key: word for key, word in words.items() if key in m.headings}

    return apply


def _reworded(change: Callable[[str], str]) -> Callable[[Making], None]:
    def apply(m: Making) -> None:
        m.headings = {key: change(text) for key, text in m.headings.items()}

    return apply


_enter.add("synonyms", _renamed(_SYNONYMS), "words")
_enter.add("abbreviations", _renamed(_SHORT), "words")
_enter.add("line_breaks_in_headings", _reworded(lambda text: f"{text[:2]}\n{text[2:]}"), "form")
_enter.add("blanks_in_headings", _reworded(lambda text: " " + "\u3000".join(text) + " "), "form")
_enter.add("full_width_headings", _reworded(lambda text: text.translate(_FULL)), "form")
_enter.add("stars_in_headings", _reworded(lambda text: f"*{text}"), "form")


@_enter("words", tells="similar_heading")
def _misspelt_headings(m: Making) -> None:
    m.headings |= {"investment": "项目总投资情况额", "platform": "是否已入库“两个平台”名单"}


@_enter("order")
def _shuffled_columns(m: Making) -> None:
    m.chance.shuffle(m.order)


@_enter("columns", tells="ignored_column")
def _unknown_columns(m: Making) -> None:
    for n, word in enumerate(("是否上市", "从业人数", "法人性别")):
        key = f"?{n}"
        m.order.insert(m.chance.randrange(1, len(m.order)), key)
        m.headings[key] = word
        m.put |= {(row, key): str(row * 7 + n) for row in range(len(m.projects))}


@_enter("columns")
def _missing_columns(m: Making) -> None:
    gone = ("phone", "note", "level_before", "service", "finish")
    m.order = [key for key in m.order if key not in gone]


@_enter("columns sections tables")
def _county_only_in_title(m: Making) -> None:
    m.order.remove("county")
    m.above.insert(0, ["西区数字化转型项目汇总表"])
    m.want |= {(row, "county"): "西区" for row in range(len(m.projects))}


def _heading_unit(form: str, factor: int) -> Callable[[Making], None]:
    def apply(m: Making) -> None:
        for key in AMOUNTS:
            m.headings[key] = m.headings[key] + form
            m.factor[key] = Decimal(factor)

    return apply


for _name, _form, _factor in (
    ("wan_in_brackets", "(万元)", 1), ("wan_in_full_brackets", "（万元）", 1),
    ("wan_behind_a_slash", "/万元", 1), ("yuan_in_brackets", "(元)", 10_000),
    ("yuan_in_full_brackets", "（元）", 10_000), ("yuan_with_a_word", "(单位:元)", 10_000),
    ("yuan_behind_a_line_break", "\n（元）", 10_000), ("yuan_behind_a_slash", "/元", 10_000),
    ("thousands_of_yuan", "(千元)", 10),
):  # fmt: skip
    _enter.add(_name, _heading_unit(_form, _factor), "unit")


@_enter("unit")
def _one_column_in_yuan(m: Making) -> None:
    m.headings["award"] += "(元)"
    m.factor["award"] = Decimal(10_000)


def _title_unit(text: str, factor: int, place: int) -> Callable[[Making], None]:
    def apply(m: Making) -> None:
        m.above.append([*[""] * place, text])
        m.factor |= dict.fromkeys(AMOUNTS, Decimal(factor))

    return apply


_enter.add("wan_in_the_title", _title_unit("单位:万元", 1, 9), "unit")
_enter.add("yuan_in_the_title", _title_unit("单位:元", 10_000, 0), "unit")
_enter.add("yuan_in_the_title_in_full_width", _title_unit("（金额单位：元）", 10_000, 12), "unit")
_enter.add("yuan_in_the_title_spaced", _title_unit("单 位 : 元", 10_000, 9), "unit")


@_enter("unit second_line header_rows sheets")
def _unit_row(m: Making) -> None:
    """The units stand in a row of their own below the headings."""
    m.before.setdefault(0, []).insert(0, Line(dict.fromkeys(AMOUNTS, "元")))
    m.factor |= dict.fromkeys(AMOUNTS, Decimal(10_000))


_MONEY = "投资情况"


@_enter("header_rows unit columns")
def _header_of_two_rows(m: Making) -> None:
    m.uppers = [dict.fromkeys(("investment", "software", "hardware", "service"), _MONEY)]
    m.headings |= {
        "investment": "总投资",
        "software": "软件",
        "hardware": "硬件",
        "service": "服务",
    }


@_enter("header_rows unit columns", needs="looks")
def _header_of_two_rows_in_yuan(m: Making) -> None:
    """The unit of all stands in the upper row."""
    parts = ("investment", "software", "hardware", "service")
    m.uppers = [dict.fromkeys(parts, "投资情况（元）")]
    m.headings |= {
        "investment": "总投资",
        "software": "软件",
        "hardware": "硬件",
        "service": "服务",
    }
    m.factor |= dict.fromkeys(parts, Decimal(10_000))


@_enter("header_rows unit columns merges", needs="looks")
def _header_of_two_rows_not_merged(m: Making) -> None:
    """Blank cells where others merge, in a sheet with merges elsewhere."""
    _header_of_two_rows(m)
    m.is_header_merged = False
    m.merge_down.add("county")


@_enter("header_rows")
def _header_of_two_rows_with_levels(m: Making) -> None:
    m.uppers = [
        {"level_before": "数字化水平等级", "level_after": "数字化水平等级"}
        | {"start": "实施期限", "finish": "实施期限"}
    ]
    m.headings |= {"level_before": "改造前", "level_after": "改造后"}
    m.headings |= {"start": "开始时间", "finish": "结束时间"}


@_enter("header_rows unit columns")
def _header_of_three_rows(m: Making) -> None:
    parts = ("software", "hardware", "service")
    m.uppers = [
        dict.fromkeys(("investment", *parts, "award"), "资金情况"),
        dict.fromkeys(("investment", *parts), "投资(万元)"),
    ]
    m.headings |= {
        "investment": "总投资",
        "software": "软件",
        "hardware": "硬件",
        "service": "服务",
    }


@_enter("header_rows unit columns order")
def _header_of_three_rows_over_all(m: Making) -> None:
    """企业 and 项目 over all columns, and a middle row over some."""
    firm = ("enterprise", "credit_code", "county", "industry", "size", "above_scale")
    m.order = ["#", *firm, *(key for key in m.order if key not in ("#", *firm))]
    m.uppers = [
        dict.fromkeys(firm, "企业情况")
        | {key: "项目情况" for key in LABELS if key not in ("#", "note", *firm)},
        dict.fromkeys(("investment", "software", "hardware", "service"), "投资额"),
    ]
    m.headings |= {"investment": "合计", "software": "软件", "hardware": "硬件", "service": "服务"}


@_enter("columns words", tells="duplicate_column")
def _duplicate_column(m: Making) -> None:
    """A second 项目总投资 with other numbers: the first is read, and that is told."""
    m.order.append("?again")
    m.headings["?again"] = m.headings["investment"]
    m.put |= {(row, "?again"): 1000 + row for row in range(len(m.projects))}


@_enter("all", is_alone=True)
def _only_a_wrong_header(m: Making) -> None:
    m.order = ["?1", "?2", "?3"]
    m.headings |= {"?1": "姓名", "?2": "部门", "?3": "年龄"}
    m.put |= {(n, key): "略" for n in range(len(m.projects)) for key in m.order}


@_enter("all", "no_rows", is_alone=True)
def _header_without_rows(m: Making) -> None:
    m.has_rows = False


@_enter("all", is_alone=True)
def _empty(m: Making) -> None:
    m.order, m.has_rows = [], False
