"""Project names as plans give them: in tables, lists, cards, prose."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import count

from desktop_app.core.numerals import in_chinese
from tests.corpus.words.blocks import Grid, Para, Xml, grid
from tests.corpus.words.content import GROUPS, PROJECTS, Project
from tests.corpus.words.files import HEAD, Plan, WordFile, bare, case, project_grid, project_row

NAME_ONLY = ("name",)


def as_items(
    number: Callable[[int], str], tail: Callable[[Project], str], columns: Sequence[str], **how
) -> Callable[[Plan], None]:
    """The projects in paragraphs: number, name, what follows."""

    def projects(plan: Plan) -> None:
        plan.blocks += [
            Para(f"{number(n)}{one.name}{tail(one)}", **how)
            for n, one in enumerate(PROJECTS, start=1)
        ]
        plan.projects += [one.cells(*columns) for one in PROJECTS]

    return projects


def listed(
    number: Callable[[int], str], tail: Callable[[Project], str], columns: Sequence[str], **how
) -> WordFile:
    return bare(projects=as_items(number, tail, columns, **how)).file(hand=True)


def details(one: Project) -> str:
    return f"({one.enterprise},{one.county},总投资{one.investment}万元)"


TOLD = ("name", "enterprise", "county", "investment")


@case("项目:一张表")
def _() -> WordFile:
    return bare().file()


@case("项目:只有序号和名称的表")
def _() -> WordFile:
    def projects(plan: Plan) -> None:
        rows = [(str(n), one.name) for n, one in enumerate(PROJECTS, start=1)]
        plan.blocks.append(Grid((("序号", "项目名称"), *rows)))
        plan.projects += [one.cells("name") for one in PROJECTS]

    return bare(projects=projects).file()


def in_tables_by_industry(plan: Plan) -> None:
    for n, (industry, _, group) in enumerate(GROUPS, start=1):
        plan.blocks += [Para(f"({in_chinese(n)}){industry}"), _without_industry(group)]
        plan.said[-1] = _more(plan, f"({in_chinese(n)}){industry}")
        plan.projects += [one.cells() for one in group]


def in_tables_by_county(plan: Plan) -> None:
    for n, (_, county, group) in enumerate(GROUPS, start=1):
        rows = [
            (str(m), one.name, one.enterprise, one.investment) for m, one in enumerate(group, 1)
        ]
        head = ("序号", "项目名称", "实施企业", "总投资(万元)")
        plan.blocks += [Para(f"表{n} {county}项目清单"), Grid((head, *rows))]
        plan.projects += [one.cells("name", "enterprise", "county", "investment") for one in group]


def in_parts_of_a_table(plan: Plan) -> None:
    rows, merged, numbers = [HEAD[:4] + HEAD[5:]], [], count(1)
    for n, (industry, _, group) in enumerate(GROUPS, start=1):
        merged.append((len(rows), 0, len(rows), 4))
        rows.append((f"{in_chinese(n)}、{industry}", "", "", "", ""))
        rows += [
            (str(next(numbers)), one.name, one.enterprise, one.county, one.investment)
            for one in group
        ]
        rows.append(("小计", "", "", "", sum_of(group)))
    rows.append(("合计", "", "", "", sum_of(PROJECTS)))
    plan.blocks += [Para("表5 项目清单"), Grid(tuple(rows), tuple(merged))]
    plan.projects += [one.cells() for one in PROJECTS]


@case("项目:分行业几张表")
def _() -> WordFile:
    return bare(projects=in_tables_by_industry).file()


@case("项目:分县区几张表,县名在表名里")
def _() -> WordFile:
    return bare(projects=in_tables_by_county).file(hand=True)


@case("项目:表内分行业小节、小计和合计")
def _() -> WordFile:
    return bare(projects=in_parts_of_a_table).file()


@case("项目:合计与各行之和不符")
def _() -> WordFile:
    def projects(plan: Plan) -> None:
        table = project_grid()
        plan.blocks.append(Grid((*table.rows, ("合计", "", "", "", "", "9999"))))
        plan.projects += [one.cells() for one in PROJECTS]

    return bare(projects=projects).file("9999")


@case("项目:跨页的两张表,表头重复")
def _() -> WordFile:
    return bare(projects=in_two_tables((HEAD,))).file()


@case("项目:跨页的两张表,第二张没有表头")
def _() -> WordFile:
    return bare(projects=in_two_tables(())).file()


@case("项目:左右两栏的表")
def _() -> WordFile:
    def projects(plan: Plan) -> None:
        pairs = [
            (str(n), left.name, str(n + 6), right.name)
            for n, (left, right) in enumerate(zip(PROJECTS[:6], PROJECTS[6:], strict=True), start=1)
        ]
        plan.blocks.append(Grid((("序号", "项目名称", "序号", "项目名称"), *pairs)))
        plan.projects += [one.cells("name") for one in PROJECTS]

    return bare(projects=projects).file()


@case("项目:每个项目一张卡片表")
def _() -> WordFile:
    def projects(plan: Plan) -> None:
        for one in PROJECTS:
            plan.blocks += [
                Grid(
                    (
                        ("项目名称", one.name),
                        ("实施企业", one.enterprise),
                        ("总投资", one.investment),
                    )
                ),
                Para(),
            ]
            plan.projects.append(one.cells("name", "enterprise", "investment"))

    return bare(projects=projects).file()


@case("项目:行列互换的表")
def _() -> WordFile:
    def projects(plan: Plan) -> None:
        some = PROJECTS[:4]
        plan.blocks.append(Grid((
            ("项目名称", *(one.name for one in some)),
            ("实施企业", *(one.enterprise for one in some)),
            ("总投资(万元)", *(one.investment for one in some)),
        )))  # fmt: skip
        plan.projects += [one.cells("name", "enterprise", "investment") for one in some]

    return bare(projects=projects).file()


@case("项目:1.编号段落,括号里有企业")
def _() -> WordFile:
    return listed(lambda n: f"{n}.", details, TOLD)


@case("项目:(1)编号段落,冒号后有企业")
def _() -> WordFile:
    return listed(
        lambda n: f"（{n}）", lambda one: f"：{one.enterprise}，总投资{one.investment}万元。",
        ("name", "enterprise", "investment"),
    )  # fmt: skip


@case("项目:①编号段落,只有名称")
def _() -> WordFile:
    return listed(lambda n: chr(0x245F + n), lambda one: ";", NAME_ONLY)


@case("项目:1)编号段落,书名号")
def _() -> WordFile:
    def projects(plan: Plan) -> None:
        for n, one in enumerate(PROJECTS, start=1):
            plan.blocks.append(
                Para(f"{n})《{one.name}》，{one.enterprise}，总投资{one.investment}万元；")
            )
            plan.projects.append(one.cells("name", "enterprise", "investment"))

    return bare(projects=projects).file()


@case("项目:自动编号段落")
def _() -> WordFile:
    return listed(lambda n: "", details, TOLD, listed=2)


@case("项目:项目1:、项目2:")
def _() -> WordFile:
    return listed(lambda n: f"项目{n}：", details, TOLD)


@case("项目:项目一:、项目二:")
def _() -> WordFile:
    return listed(lambda n: f"项目{in_chinese(n)}：", details, TOLD)


@case("项目:圆点列表")
def _() -> WordFile:
    return listed(lambda n: "• ", details, TOLD)


@case("项目:没有编号的列表")
def _() -> WordFile:
    return listed(lambda n: "", details, TOLD)


@case("项目:编号后各占一段的明细")
def _() -> WordFile:
    def projects(plan: Plan) -> None:
        for n, one in enumerate(PROJECTS, start=1):
            plan.text(
                f"{n}.{one.name}", f"实施单位：{one.enterprise}", f"总投资：{one.investment}万元"
            )
            plan.projects.append(one.cells("name", "enterprise", "investment"))

    return bare(projects=projects).file()


@case("项目:项目名称:之后")
def _() -> WordFile:
    def projects(plan: Plan) -> None:
        for one in PROJECTS:
            plan.text(
                f"项目名称：{one.name}",
                f"实施单位：{one.enterprise}",
                f"总投资：{one.investment}万元",
            )
            plan.projects.append(one.cells("name", "enterprise", "investment"))

    return bare(projects=projects).file()


@case("项目:分行业编号,每组从1开始")
def _() -> WordFile:
    def projects(plan: Plan) -> None:
        for n, (industry, _, group) in enumerate(GROUPS, start=1):
            plan.text(f"({in_chinese(n)}){industry}")
            plan.said[-1] = _more(plan, f"({in_chinese(n)}){industry}")
            plan.text(*(f"{m}.{one.name}{details(one)}" for m, one in enumerate(group, start=1)))
            plan.projects += [one.cells() for one in group]

    return bare(projects=projects).file()


@case("项目:分县区编号")
def _() -> WordFile:
    def projects(plan: Plan) -> None:
        for _, county, group in GROUPS:
            plan.text(f"{county}：")
            plan.said[-1] = _more(plan, f"{county}：")
            plan.text(
                *(f"{m}.{one.name}({one.enterprise})" for m, one in enumerate(group, start=1))
            )
            plan.projects += [one.cells("name", "enterprise", "county") for one in group]

    return bare(projects=projects).file()


@case("项目:标题3样式,下面是说明")
def _() -> WordFile:
    def projects(plan: Plan) -> None:
        for n, one in enumerate(PROJECTS, start=1):
            plan.blocks.append(Para(f"{n}.{one.name}", level=3))
            plan.text(f"建设单位：{one.enterprise}")
            plan.projects.append(one.cells("name", "enterprise"))

    return bare(projects=projects).file()


@case("项目:正文中书名号")
def _() -> WordFile:
    def projects(plan: Plan) -> None:
        line = "推荐" + "、".join(f"《{one.name}》" for one in PROJECTS[:4]) + "等项目。"
        plan.text(line)
        plan.said[-1] = _more(plan, line)
        plan.projects += [one.cells("name") for one in PROJECTS[:4]]

    return bare(projects=projects).file()


@case("项目:正文中引号")
def _() -> WordFile:
    def projects(plan: Plan) -> None:
        some = [one for one in PROJECTS if "“" not in one.name][:4]
        line = "重点实施" + "".join(f"“{one.name}”" for one in some) + "。"
        plan.text(line)
        plan.said[-1] = _more(plan, line)
        plan.projects += [one.cells("name") for one in some]

    return bare(projects=projects).file()


@case("项目:只有两个编号项目")
def _() -> WordFile:
    def projects(plan: Plan) -> None:
        plan.text(*(f"{n}.{one.name}{details(one)}" for n, one in enumerate(PROJECTS[:2], start=1)))
        plan.projects += [one.cells(*TOLD) for one in PROJECTS[:2]]

    return bare(projects=projects).file()


@case("项目:只在附件里")
def _() -> WordFile:
    plan = bare(projects=lambda plan: None)
    plan.blocks += [Para("附件1:项目清单"), project_grid()]
    plan.projects += [one.cells() for one in PROJECTS]
    return plan.file()


@case("项目:正文和附件各一次")
def _() -> WordFile:
    plan = bare()
    plan.blocks += [Para("附件1:项目清单"), project_grid()]
    return plan.file("重复")


@case("项目:名称合并两行")
def _() -> WordFile:
    def projects(plan: Plan) -> None:
        rows = [HEAD, *(project_row(n, one) for n, one in enumerate(PROJECTS, start=1))]
        rows.insert(2, ("", "", "云岭甲零部件有限公司", "", "", "15"))
        plan.blocks.append(
            Grid(tuple(rows), ((1, 0, 2, 0), (1, 1, 2, 1), (1, 3, 2, 3), (1, 4, 2, 4)))
        )
        plan.projects += [one.cells() for one in PROJECTS]

    return bare(projects=projects).file("合并为一格")


@case("项目:县区和行业竖向合并")
def _() -> WordFile:
    def projects(plan: Plan) -> None:
        rows, merged = [HEAD], []
        for n, one in enumerate(PROJECTS, start=1):
            row = project_row(n, one)
            rows.append(row if n % 4 == 1 else (*row[:3], "", "", row[5]))
        for top in (1, 5, 9):
            merged += [(top, 3, top + 3, 3), (top, 4, top + 3, 4)]
        plan.blocks.append(Grid(tuple(rows), tuple(merged)))
        plan.projects += [one.cells() for one in PROJECTS]

    return bare(projects=projects).file(hand=True)


@case("项目:上一年已实施的另列一表")
def _() -> WordFile:
    def projects(plan: Plan) -> None:
        plan.blocks += [
            Para("表5 已完成的项目清单"),
            Grid((HEAD, ("1", "旧厂房改造项目", "甲厂", "", "", "9"))),
        ]
        plan.said[-1] = _more(plan, "表5 已完成的项目清单")
        plan.blocks += [Para("表6 本次申报项目清单"), project_grid()]
        plan.projects += [one.cells() for one in PROJECTS]

    return bare(projects=projects).file("已实施")


@case("项目:列表中夹着说明")
def _() -> WordFile:
    def projects(plan: Plan) -> None:
        lines = [f"{n}.{one.name}{details(one)}" for n, one in enumerate(PROJECTS, start=1)]
        lines.insert(5, "6.坚持项目为王,加快推进上述各项工作。")
        plan.text(*lines)
        plan.said[-1] = _more(plan, lines[5])
        plan.projects += [one.cells(*TOLD) for one in PROJECTS]

    return bare(projects=projects).file("坚持项目为王")


@case("项目:表在文字框外的单元格里")
def _() -> WordFile:
    def projects(plan: Plan) -> None:
        inner = grid(project_grid())
        plan.blocks.append(Xml(f"<w:tbl><w:tr><w:tc>{inner}<w:p/></w:tc></w:tr></w:tbl>"))
        plan.projects += [one.cells() for one in PROJECTS]

    return bare(projects=projects).file(hand=True)


def _without_industry(group: Sequence[Project]) -> Grid:
    rows = [(*project_row(n, one)[:4], one.investment) for n, one in enumerate(group, start=1)]
    return Grid((HEAD[:4] + HEAD[5:], *rows))


def in_two_tables(second: tuple[tuple[str, ...], ...]) -> Callable[[Plan], None]:
    """The projects in a table over a page's end; `second` is the header of its other part."""

    def projects(plan: Plan) -> None:
        rows = project_grid().rows
        plan.blocks += [
            Para("表5 项目清单"),
            Grid(rows[:7]),
            Para("续表5"),
            Grid((*second, *rows[7:])),
        ]
        plan.projects += [one.cells() for one in PROJECTS]

    return projects


def _more(plan: Plan, *lines: str):
    last = plan.said[-1]
    return type(last)(last.chapter, last.heading, (*last.lines, *lines))


def sum_of(group: Sequence[Project]) -> str:
    return str(sum(Decimal(one.investment) for one in group))
