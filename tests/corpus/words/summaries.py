"""附件3, the summary table, in a Word file."""

from collections.abc import Sequence
from itertools import count

from desktop_app.core.numerals import in_chinese
from tests.corpus.words.blocks import NAMESPACES, Block, Grid, Para, Xml, grid
from tests.corpus.words.content import CLOUD, GROUPS, PROJECTS, Project
from tests.corpus.words.files import HEAD, WordFile, case, project_grid, project_row
from tests.corpus.words.names import sum_of
from tests.corpus.words.truth import Cells, Truth
from tests.word_files import BY, deleted, inserted

CAPTION = (Para("附件3"), Para("云港市中小企业数字化转型城市试点项目汇总表", bold=True))
FOOT = (Para("填报单位(盖章):          填报人:          联系电话:"),)
ALL = tuple(one.cells() for one in PROJECTS)


def summary(
    *blocks: Block, rows: Sequence[Cells] = ALL, told: Sequence[str] = (), hand: bool = False, **how
) -> WordFile:
    truth = Truth("projects", projects=tuple(rows), told=tuple(told))
    return WordFile((*CAPTION, *blocks, *FOOT), truth, hand, **how)


@case("汇总表:整齐的")
def _() -> WordFile:
    return summary(project_grid())


@case("汇总表:手写的OOXML")
def _() -> WordFile:
    return summary(project_grid(), hand=True, pieces=4)


@case("汇总表:列名用同义的说法,次序不同")
def _() -> WordFile:
    head = ("编号", "所属县区", "企业全称", "建设项目名称", "计划总投资（万元）", "所属细分行业")
    rows = [
        (str(n), one.county, one.enterprise, one.name, one.investment, one.industry)
        for n, one in enumerate(PROJECTS, start=1)
    ]
    return summary(Grid((head, *rows)))


@case("汇总表:分县区小节")
def _() -> WordFile:
    rows, merged, numbers = [HEAD], [], count(1)
    for n, (_, county, group) in enumerate(GROUPS, start=1):
        merged.append((len(rows), 0, len(rows), 5))
        rows.append((f"{in_chinese(n)}、{county}", *[""] * 5))
        rows += [project_row(next(numbers), one) for one in group]
    return summary(Grid(tuple(rows), tuple(merged)))


@case("汇总表:分县区小节,没有县区一列")
def _() -> WordFile:
    rows, merged, numbers = [HEAD[:3] + HEAD[4:]], [], count(1)
    for n, (_, county, group) in enumerate(GROUPS, start=1):
        merged.append((len(rows), 0, len(rows), 4))
        rows.append((f"{in_chinese(n)}、{county}", *[""] * 4))
        rows += [project_row(next(numbers), one)[:3] + project_row(0, one)[4:] for one in group]
    return summary(Grid(tuple(rows), tuple(merged)))


@case("汇总表:小计和合计")
def _() -> WordFile:
    rows, merged, numbers = [HEAD], [], count(1)
    for _, county, group in GROUPS:
        rows += [project_row(next(numbers), one) for one in group]
        merged.append((len(rows), 0, len(rows), 4))
        rows.append((f"{county}小计", "", "", "", "", sum_of(group)))
    merged.append((len(rows), 0, len(rows), 4))
    rows.append(("合计", "", "", "", "", sum_of(PROJECTS)))
    return summary(Grid(tuple(rows), tuple(merged)))


@case("汇总表:合计不对")
def _() -> WordFile:
    table = project_grid()
    return summary(Grid((*table.rows, ("合计", "", "", "", "", "3000"))), told=["3000"])


@case("汇总表:县区竖向合并")
def _() -> WordFile:
    rows, merged = [HEAD], []
    for n, one in enumerate(PROJECTS, start=1):
        row = project_row(n, one)
        rows.append(row if n % 4 == 1 else (*row[:3], "", "", row[5]))
    for top in (1, 5, 9):
        merged += [(top, 3, top + 3, 3), (top, 4, top + 3, 4)]
    return summary(Grid(tuple(rows), tuple(merged)))


@case("汇总表:金额带单位")
def _() -> WordFile:
    rows = [
        (*project_row(n, one)[:5], f"{one.investment}万元")
        for n, one in enumerate(PROJECTS, start=1)
    ]
    return summary(Grid((HEAD, *rows)), told=[f"{one.investment}万元" for one in PROJECTS])


@case("汇总表:表头单位是元")
def _() -> WordFile:
    rows = [
        (*project_row(n, one)[:5], f"{float(one.investment) * 10000:,.0f}")
        for n, one in enumerate(PROJECTS, start=1)
    ]
    head = (*HEAD[:5], "项目总投资（元）")
    return summary(Grid((head, *rows)), told=["1,200,000", "865,000"])


@case("汇总表:单位在表上面一行")
def _() -> WordFile:
    rows = [
        (*project_row(n, one)[:5], f"{float(one.investment) / 10000:.6f}")
        for n, one in enumerate(PROJECTS, start=1)
    ]
    head = (*HEAD[:5], "项目总投资")
    return summary(Para("单位：亿元"), Grid((head, *rows)), told=["0.012000"])


@case("汇总表:两行表头,其中软件硬件服务")
def _() -> WordFile:
    upper = ("序号", "项目名称", "实施企业", "县(市、区)", "项目投资(万元)", "", "", "")
    lower = ("", "", "", "", "合计", "软件", "硬件", "服务")
    merged = (*((0, at, 1, at) for at in range(4)), (0, 4, 0, 7))
    parts = [(one, str(n), str(n + 1)) for n, one in enumerate(PROJECTS, start=1)]
    rows, truth = [upper, lower], []
    for n, (one, software, hardware) in enumerate(parts, start=1):
        rows.append(
            (str(n), one.name, one.enterprise, one.county, one.investment, software, hardware, "2")
        )
        cells = one.cells("name", "enterprise", "county", "investment")
        truth.append({**cells, "software": software, "hardware": hardware, "service": "2"})
    return summary(Grid(tuple(rows), merged), rows=truth)


@case("汇总表:跨页,表头重复")
def _() -> WordFile:
    rows = project_grid().rows
    return summary(Grid(rows[:7]), Para("(续)"), Grid((HEAD, *rows[7:])))


@case("汇总表:跨页,没有表头")
def _() -> WordFile:
    rows = project_grid().rows
    return summary(Grid(rows[:7]), Para(), Grid(rows[7:]), hand=True)


@case("汇总表:表名是表内第一行")
def _() -> WordFile:
    title = ("云港市项目汇总表", *[""] * 5)
    return summary(Grid((title, *project_grid().rows), ((0, 0, 0, 5),)))


@case("汇总表:每个县一张表")
def _() -> WordFile:
    blocks: list[Block] = []
    for n, (_, county, group) in enumerate(GROUPS, start=1):
        rows = [project_row(m, one) for m, one in enumerate(group, start=1)]
        blocks += [Para(f"({in_chinese(n)}){county}"), Grid((HEAD, *rows))]
    return summary(*blocks)


@case("汇总表:每个县一张表,县名只在表名里")
def _() -> WordFile:
    blocks: list[Block] = []
    for n, (_, county, group) in enumerate(GROUPS, start=1):
        blocks += [Para(f"({in_chinese(n)}){county}"), _no_county(group)]
    return summary(*blocks)


@case("汇总表:只有一个县,县名在表名里")
def _() -> WordFile:
    rows = [one.cells() for one in PROJECTS[:4]]
    return summary(Para(f"{CLOUD}项目汇总表"), _no_county(PROJECTS[:4]), rows=rows, told=[CLOUD])


@case("汇总表:修订中的行和名称")
def _() -> WordFile:
    first, second, *rest = PROJECTS
    text = grid(project_grid())
    name = f'<w:r><w:t xml:space="preserve">{first.name}</w:t></w:r>'
    assert name in text
    marked = (
        f"<w:r><w:t>{first.name[:4]}</w:t></w:r>{deleted('旧厂')}{inserted(first.name[4:9])}"
        f"<w:r><w:t>{first.name[9:]}</w:t></w:r>"
    )
    text = text.replace(name, marked)
    rows = text.split("<w:tr>")
    gone = f"<w:trPr><w:del {BY.format('王五')}/></w:trPr>"
    added = f"<w:trPr><w:ins {BY.format('王五')}/></w:trPr>"
    rows[3] = gone + rows[3]
    rows[4] = added + rows[4]
    truth = [one.cells() for one in (first, *rest)]
    assert second.name in rows[3]
    return summary(Xml("<w:tr>".join(rows)), rows=truth, told=["修订"], hand=True)


@case("汇总表:繁体字")
def _() -> WordFile:
    from opencc import OpenCC

    turned = OpenCC("s2t")
    rows = tuple(tuple(turned.convert(cell) for cell in row) for row in project_grid().rows)
    truth = [
        {column: turned.convert(text) for column, text in one.cells().items()} for one in PROJECTS
    ]
    return summary(Grid(rows), rows=truth)


@case("汇总表:行列互换")
def _() -> WordFile:
    turned = tuple(zip(*project_grid(PROJECTS[:5]).rows, strict=True))
    return summary(Grid(turned), rows=[one.cells() for one in PROJECTS[:5]])


def _below_a_head(table: Grid, *told: str) -> WordFile:
    """A summary on pages whose head holds a table."""
    section = '<w:sectPr><w:headerReference w:type="default" r:id="rId3"/></w:sectPr>'
    head = f"<w:hdr {NAMESPACES}>{grid(table)}<w:p/></w:hdr>"
    blocks, parts = (project_grid(), Xml(section)), {"header1.xml": head}
    return summary(*blocks, told=told, hand=True, parts=parts)


@case("汇总表:页眉里也有一张表")
def _() -> WordFile:
    return _below_a_head(Grid((("补充项目", "投资"), ("示例补充项目", "30"))), "补充项目")


@case("汇总表:页眉用表排版")
def _() -> WordFile:
    return _below_a_head(Grid((("云港市工业和信息化局", "内部资料"),)))


@case("汇总表:左右两栏")
def _() -> WordFile:
    return summary(Grid((HEAD * 2, *_in_two(PROJECTS))), rows=_by_columns(PROJECTS))


@case("汇总表:左右两栏,跨页")
def _() -> WordFile:
    rows = _in_two(PROJECTS)
    pages = Grid((HEAD * 2, *rows[:2])), Para(), Grid(tuple(rows[2:]))
    return summary(*pages, rows=_by_columns(PROJECTS), hand=True)


@case("汇总表:两张列不同的表")
def _() -> WordFile:
    """The projects of two years' lists, of which the second gives no industry."""
    first, second = PROJECTS[:8], PROJECTS[8:]
    rows = [project_row(n, one) for n, one in enumerate(second, start=1)]
    other = Grid((HEAD[:4] + HEAD[5:], *(row[:4] + row[5:] for row in rows)))
    known = ("name", "enterprise", "county", "investment")
    truth = [*(one.cells() for one in first), *(one.cells(*known) for one in second)]
    return summary(project_grid(first), Para("第二批"), other, rows=truth)


@case("汇总表:多出一列")
def _() -> WordFile:
    head, *rows = project_grid().rows
    return summary(Grid(((*head, "考核打分"), *((*row, "无") for row in rows))), told=["考核打分"])


@case("汇总表:前面有填表说明的表")
def _() -> WordFile:
    notes = Grid((("说明", "内容"), ("一", "金额单位为万元"), ("二", "名称与方案一致")))
    return summary(notes, Para(), project_grid())


@case("汇总表:横向的节里")
def _() -> WordFile:
    section = '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr>'
    return summary(Para(properties=section), project_grid(), Para(properties=section), hand=True)


def _no_county(group: Sequence[Project]) -> Grid:
    rows = [project_row(n, one) for n, one in enumerate(group, start=1)]
    return Grid((HEAD[:3] + HEAD[4:], *(row[:3] + row[4:] for row in rows)))


def _in_two(projects: Sequence[Project]) -> list[tuple[str, ...]]:
    """Two projects in each row, numbered as they are read."""
    rows = [project_row(n, one) for n, one in enumerate(projects, start=1)]
    return [left + right for left, right in zip(rows[::2], rows[1::2], strict=True)]


def _by_columns(projects: Sequence[Project]) -> list[Cells]:
    """The projects of the left column, then those of the right."""
    return [one.cells() for one in (*projects[::2], *projects[1::2])]
