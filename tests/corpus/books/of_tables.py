"""Disorders of several tables: a sheet for each county, sheets that gather others, tables that are
turned, projects side by side, headings in another script."""

from opencc import OpenCC

from tests.corpus.books.disorders import Register
from tests.corpus.books.grid import Page
from tests.corpus.books.making import AMOUNTS, Line, Making, laid_out, making

OF_TABLES = Register()
_enter = OF_TABLES
# What several tables cannot be combined with.
_LAYOUT = (
    "sheets columns tables sections sums order merges numbers second_line again foot looks gaps"
)
_VALUES = "names amounts codes months choices texts"
_MONEY = ("investment", "software", "hardware", "service")


@_enter(_LAYOUT, "several_sheets", "sheets")
def _a_sheet_for_each_county(m: Making) -> None:
    """None of them has a column for the county: it is the sheet's name."""
    m.order.remove("county")
    _one_sheet_each(m)


@_enter(f"{_LAYOUT} {_VALUES}", "several_sheets repeated_rows", "sheets")
def _a_sheet_that_gathers_all_in_few_columns(m: Making) -> None:
    gathering = _gathering(m, ["#", "name", "enterprise", "county", "investment"])
    _one_sheet_each(m)
    m.first_pages.append(gathering)


@_enter(f"{_LAYOUT} {_VALUES}", "repeated_rows", "sheets")
def _a_sheet_that_gathers_all(m: Making) -> None:
    """It says all that the counties' sheets say, and stands behind them."""
    for first, end in m.counties():
        m.first_pages.append(
            _gathering(m, [*m.order], m.projects[first:end], m.projects[first]["county"])
        )
    m.sheet = "全市汇总"


@_enter(f"{_LAYOUT} {_VALUES}", "several_sheets repeated_rows repeated_differs", "sheets")
def _a_sheet_that_gathered_all_before(m: Making) -> None:
    """Since then a county has one project more, and another amount."""
    old = [dict(project) for project in m.projects[1:]]
    old[0]["award"] = "1"
    gathering = _gathering(m, ["name", "enterprise", "investment", "award"], old)
    _one_sheet_each(m)
    m.others.append(gathering)


@_enter(_LAYOUT, "other_sheet", "sheets")
def _an_example_on_another_sheet(m: Making) -> None:
    m.first_pages.append(_gathering(m, [*m.order], making("example", 2).projects, "填写示例"))


@_enter("all", "turned", is_alone=True)
def _turned(m: Making) -> None:
    """The fields stand below one another, each project in a column."""
    m.is_turned = True


@_enter("all", "turned", is_alone=True)
def _turned_below_a_title(m: Making) -> None:
    m.above.append(["2024年度数字化转型城市试点项目汇总表"])
    m.is_turned = True


@_enter("all", "turned", "looks", is_alone=True)
def _turned_with_groups_of_fields(m: Making) -> None:
    m.uppers = [dict.fromkeys(_MONEY, "投资情况(元)")]
    m.headings |= {
        "investment": "总投资",
        "software": "软件",
        "hardware": "硬件",
        "service": "服务",
    }
    m.factor |= dict.fromkeys(_MONEY, 10_000)
    m.is_turned = True


@_enter("words form unit sums header_rows tables sheets", "traditional_heading")
def _traditional_script(m: Making) -> None:
    turned = OpenCC("s2t")
    m.headings = {key: turned.convert(text) for key, text in m.headings.items()}
    m.above.append(["", turned.convert("单位:元")])
    m.factor |= dict.fromkeys(AMOUNTS, 10_000)
    m.add(len(m.projects), Line({"#": turned.convert("总计"), "award": m.sum("award")}))


@_enter(_LAYOUT, "table_beside")
def _two_projects_in_a_row(m: Making) -> None:
    """The whole header stands a second time right behind itself."""
    m.beside.append(_right_of(m, 4, [*m.order]))
    m.gap = 0


@_enter(f"{_LAYOUT} header_rows names unit title codes", "table_beside")
def _two_projects_of_a_firm_in_a_row(m: Making) -> None:
    """What stands of county and firm in front is said of both projects of the row."""
    m.order = ["#", "county", "enterprise", "name", "investment", "start"]
    other = _right_of(m, 3, m.order[3:])
    for n in range(len(other.projects)):
        other.want |= {(n, key): m.projects[n][key] for key in ("county", "enterprise")}
    m.beside.append(other)
    m.gap = 0


def _right_of(m: Making, count: int, order: list[str]) -> Making:
    other = making(f"right {m.chance.random()}", count)
    other.order, other.headings, other.factor = order, dict(m.headings), dict(m.factor)
    other.uppers, other.is_header_merged = m.uppers, m.is_header_merged
    other.above = [[] for _ in m.above]
    return other


def _one_sheet_each(m: Making) -> None:
    """The first county's projects stay; those of the others go to sheets of their own."""
    everything, parts = m.projects, m.counties()
    for first, end in parts[1:]:
        other = making(f"county {first}", end - first)
        other.projects, other.order = everything[first:end], [*m.order]
        other.headings, other.factor = dict(m.headings), dict(m.factor)
        other.uppers, other.is_header_merged = m.uppers, m.is_header_merged
        other.above = [[*line] for line in m.above]
        _give_county(other)
        m.others.append((other.projects[0]["county"], other))
    m.projects = everything[: parts[0][1]]
    m.sheet = m.projects[0]["county"]
    _give_county(m)


def _give_county(m: Making) -> None:
    if "county" not in m.order:
        m.want |= {(n, "county"): one["county"] for n, one in enumerate(m.projects)}


def _gathering(
    m: Making,
    order: list[str],
    projects: list[dict[str, str]] | None = None,
    name: str = "汇总",
) -> Page:
    """A sheet that says again what others say: nothing of it is a project more."""
    table = making("gathering")
    table.projects, table.order = projects or [*m.projects], order
    table.headings, table.factor = dict(m.headings), dict(m.factor)
    table.sheet, table.above = name, [[*line] for line in m.above]
    return laid_out(table)[0].pages[0]
