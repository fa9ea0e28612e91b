"""Disorders among the rows: sections, sums, notes, merged cells, hidden rows, further tables."""

from collections.abc import Callable
from decimal import Decimal

from tests.corpus.books.disorders import Register
from tests.corpus.books.grid import Page, Value
from tests.corpus.books.making import AMOUNTS, Line, Making, laid_out, making

OF_ROWS = Register()
_enter = OF_ROWS
_ORDINALS = ("一", "二", "三")


def _sums(m: Making, first: int = 0, last: int | None = None) -> dict[str | int, Value]:
    return {key: m.sum(key, first, last) for key in AMOUNTS}


def _sections(form: str, *, is_merged: bool) -> Callable[[Making], None]:
    def apply(m: Making) -> None:
        for n, (first, _) in enumerate(m.counties()):
            county = m.projects[first]["county"]
            text = form.format(_ORDINALS[n], county)
            m.add(first, Line({0: text}, is_merged))

    return apply


_enter.add("sections_merged", _sections("{}、{}", is_merged=True), "sections", needs="looks")
_enter.add("sections_plain", _sections("({}){}", is_merged=False), "sections")
_enter.add("sections_by_name", _sections("{1}", is_merged=True), "sections", needs="looks")
_enter.add("sections_by_name_plain", _sections("{1}", is_merged=False), "sections")


@_enter("sections columns tables")
def _county_only_in_sections(m: Making) -> None:
    m.order.remove("county")
    m.above.insert(0, ["某某市2024年数字化转型项目汇总表"])
    _sections("{}、{}", is_merged=True)(m)
    m.want |= {(n, "county"): project["county"] for n, project in enumerate(m.projects)}


def _subtotals(error: int, word: str = "小计") -> Callable[[Making], None]:
    def apply(m: Making) -> None:
        for n, (first, end) in enumerate(m.counties()):
            sums = _sums(m, first, end)
            if n == 0:
                sums["investment"] = m.sum("investment", first, end) + error * m.factor.get(
                    "investment", 1
                )
            m.before.setdefault(end, []).insert(0, Line({"#": word, **sums}))

    return apply


_enter.add("subtotals", _subtotals(0), "sums")
_enter.add("subtotals_wrong", _subtotals(5), "sums", tells="total_differs")


@_enter("sums")
def _total(m: Making) -> None:
    m.add(len(m.projects), Line({"#": "合计", **_sums(m)}))


@_enter("sums")
def _total_in_the_name_column(m: Making) -> None:
    m.add(len(m.projects), Line({"name": "总 计", **_sums(m)}))


@_enter("sums", tells="total_differs")
def _total_wrong(m: Making) -> None:
    m.add(len(m.projects), Line({"#": "总计", **_sums(m), "award": m.sum("award") * 2}))


@_enter("sums second_line unit")
def _total_first(m: Making) -> None:
    m.before.setdefault(0, []).insert(0, Line({"#": "合计", **_sums(m)}))


@_enter("sums gaps")
def _total_without_a_word(m: Making) -> None:
    m.add(len(m.projects), Line(_sums(m)))


@_enter("sums gaps", tells="total_differs")
def _total_without_a_word_and_wrong(m: Making) -> None:
    m.add(len(m.projects), Line({**_sums(m), "software": m.sum("software") * 3}))


@_enter("sums")
def _page_sums(m: Making) -> None:
    m.add(3, Line({"name": "本页小计", **_sums(m, 0, 3)}))
    m.add(len(m.projects), Line({"name": "本页小计", **_sums(m, 3)}))
    m.add(len(m.projects), Line({"name": "合计", **_sums(m)}))


@_enter("sums", tells="count_differs")
def _count_wrong(m: Making) -> None:
    m.add(len(m.projects), Line({"#": f"合计:{len(m.projects) + 1}个项目", **_sums(m)}))


@_enter("numbers")
def _unnumbered(m: Making) -> None:
    m.order.remove("#")


@_enter("numbers")
def _numbered_partly(m: Making) -> None:
    m.put |= {(n, "#"): "" for n in range(0, len(m.projects), 2)}


@_enter("numbers")
def _numbered_in_words(m: Making) -> None:
    m.put |= {(n, "#"): f"({n + 1})" for n in range(len(m.projects))}


@_enter("gaps")
def _blank_rows_between(m: Making) -> None:
    for n in (2, 4):
        m.add(n, Line())


@_enter("gaps numbers")
def _prepared_rows(m: Making) -> None:
    for n in range(3):
        m.add(len(m.projects), Line({"#": len(m.projects) + n + 1}))


@_enter("second_line")
def _columns_counted(m: Making) -> None:
    m.before.setdefault(0, []).insert(0, Line({n: n + 1 for n in range(len(m.order))}))


@_enter("second_line numbers", tells="example_row")
def _example_row(m: Making) -> None:
    cells: dict[str | int, Value] = {key: m.projects[0].get(key, "") for key in m.order}
    m.before.setdefault(0, []).insert(0, Line({**cells, "#": "示例", "name": "某某改造项目"}))


@_enter("again")
def _header_again(m: Making) -> None:
    m.before.setdefault(4, []).append(Line({key: m.headings[key] for key in m.order}))


@_enter("foot")
def _signatures(m: Making) -> None:
    m.add(len(m.projects), Line({0: "填报单位(盖章):", 3: "填报人:", 6: "联系电话:"}))
    m.add(len(m.projects), Line({0: "审核人:", 5: "日期:2024年11月5日"}))


@_enter("foot")
def _notes(m: Making) -> None:
    m.add(len(m.projects), Line())
    m.add(len(m.projects), Line({0: "注:1.项目名称须与实施方案一致。"}))
    m.add(len(m.projects), Line({0: "2.金额保留两位小数,单个项目投资额不低于20万元。"}))
    m.add(len(m.projects), Line({0: "3.本表一式三份。"}))


@_enter("foot")
def _stamp_to_the_right(m: Making) -> None:
    m.add(len(m.projects), Line({9: "东县工业和信息化局(盖章)"}))
    m.add(len(m.projects), Line({9: "2024年11月5日"}))


@_enter("merges", needs="looks")
def _county_merged_down(m: Making) -> None:
    m.merge_down.add("county")


@_enter("merges", needs="looks")
def _several_merged_down(m: Making) -> None:
    for key in ("county", "industry", "platform"):
        for first, end in m.counties():
            for n in range(first, end):
                m.projects[n][key] = m.projects[first][key]
        m.merge_down.add(key)


@_enter("merges amounts gaps sections sums", "merged_amount", "looks")
def _amount_merged_down(m: Making) -> None:
    m.merge_cells.append((0, "award", 1, "award"))


@_enter("merges order columns", "merged_across", "looks")
def _merged_across(m: Making) -> None:
    m.merge_cells.append((2, "software", 2, "hardware"))


@_enter("merges gaps sections sums again", "merged_row", "looks")
def _name_merged_down(m: Making) -> None:
    m.merge_cells.append((3, "name", 4, "name"))


@_enter("looks", tells="hidden_rows", needs="looks")
def _hidden_rows(m: Making) -> None:
    m.hidden |= {1, 3}


@_enter("looks", tells="hidden_columns", needs="looks")
def _hidden_columns(m: Making) -> None:
    m.hidden_columns |= {"phone", "award"}


@_enter("looks", tells="struck", needs="looks")
def _struck_rows(m: Making) -> None:
    m.struck.add(2)


@_enter("looks", needs="looks filter")
def _filtered(m: Making) -> None:
    m.is_filtered = True


@_enter("looks", needs="looks")
def _frozen_and_styled(m: Making) -> None:
    m.is_frozen = m.is_styled = True


@_enter("sheets", needs="sheets")
def _notes_on_other_sheets(m: Making) -> None:
    notes = Page("填表说明", {(n, 0): f"{n + 1}、请如实填写。" for n in range(6)})
    m.first_pages.append(notes)
    m.others.append(Page("Sheet3"))


@_enter("sheets", needs="sheets", tells="hidden")
def _hidden_sheet(m: Making) -> None:
    m.others.append(Page("旧数据", {(0, 0): "旧", (1, 0): "请勿使用"}, state="hidden"))


@_enter("sheets", needs="sheets", tells="hidden")
def _very_hidden_sheet(m: Making) -> None:
    options = Page("选项", {(0, 0): "中型", (1, 0): "小型"}, state="veryHidden")
    m.first_pages.append(options)


@_enter("sheets", "several_sheets", "sheets")
def _projects_on_two_sheets(m: Making) -> None:
    m.others.append(("第二批", _another(m, 3)))


@_enter("sheets", needs="sheets", tells="hidden")
def _hidden_projects(m: Making) -> None:
    """Last year's table, put away on a hidden sheet in front."""
    old = making("last year", 9)
    page = laid_out(old)[0].pages[0]
    page.name, page.state = "去年", "hidden"
    m.first_pages.append(page)


@_enter("tables")
def _table_below(m: Making) -> None:
    other = _another(m, 3)
    if "county" not in other.order:
        # It is the same sheet, whose title says so.
        other.want |= {(n, "county"): m.want[0, "county"] for n in range(3)}
    m.below.append(other)


@_enter("tables", "further_table")
def _table_below_in_another_order(m: Making) -> None:
    other = _another(m, 4)
    other.order = ["#", "county", "enterprise", "name", *reversed(AMOUNTS), "start", "platform"]
    m.below.append(other)


@_enter("tables unit", "further_table")
def _table_below_in_another_unit(m: Making) -> None:
    other = _another(m, 3)
    other.headings |= {key: f"{other.headings[key]}(元)" for key in AMOUNTS}
    other.factor = dict.fromkeys(AMOUNTS, Decimal(10_000))
    m.below.append(other)


@_enter("tables", tells="other_table")
def _summary_below(m: Making) -> None:
    """Sums by county below the table: no projects, though its columns have known names."""
    end = len(m.projects)
    m.add(end, Line())
    m.add(end, Line({0: "县区", 1: "项目数", 2: "总投资"}))
    for first, last in m.counties():
        sums = m.sum("investment", first, last)
        m.add(end, Line({0: m.projects[first]["county"], 1: last - first, 2: sums}))


@_enter("tables", tells="ignored_column")
def _other_table_beside(m: Making) -> None:
    """A table of something else to the right."""
    beside = making("beside", 2)
    beside.order, beside.headings = ["?1", "?2"], {"?1": "行业门类", "?2": "家数"}
    beside.above = [[] for _ in range(len(m.above) + len(m.uppers))]
    beside.put |= {(n, key): f"{n + 3}" for n in range(2) for key in beside.order}
    m.beside.append(beside)


@_enter("tables unit", "table_beside")
def _projects_beside(m: Making) -> None:
    """A second project table to the right, with other projects in the same rows."""
    other = making("beside too", 3)
    other.order = ["name", "investment", "start"]
    other.above = [[] for _ in range(len(m.above) + len(m.uppers))]
    m.beside.append(other)


def _another(m: Making, count: int) -> Making:
    """A further table in the manner of the first."""
    other = making(f"another {m.chance.random()}", count)
    other.order = [key for key in m.order if not key.startswith("?")]
    other.headings, other.factor = dict(m.headings), dict(m.factor)
    other.uppers, other.is_header_merged = m.uppers, m.is_header_merged
    return other
