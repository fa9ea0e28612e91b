"""Further disorders: layouts of whole pages, odd headings, rows that are no projects."""

from tests.corpus.words.blocks import Grid, Para, Xml, body, grid, para
from tests.corpus.words.content import CHAPTERS, CITY_TITLE, PROJECTS
from tests.corpus.words.files import (
    HEAD,
    Plan,
    WordFile,
    a_plan,
    bare,
    case,
    chinese,
    in_one_table,
    project_grid,
    project_row,
)
from tests.corpus.words.headings import SHORT
from tests.corpus.words.summaries import summary
from tests.corpus.words.truth import Said, Truth


@case("标题:1 后面是空格")
def _() -> WordFile:
    return a_plan(lambda n, title: [Para(f"{n} {title}", bold=True)]).file()


@case("标题:第1章")
def _() -> WordFile:
    return a_plan(lambda n, title: [Para(f"第{n}章 {title}")]).file(hand=True)


@case("标题:在方括号里")
def _() -> WordFile:
    return bare(lambda n, title: [Para(f"【{title}】", bold=True)]).file()


@case("标题:圆点加粗")
def _() -> WordFile:
    return bare(lambda n, title: [Para(f"● {title}", bold=True)]).file()


@case("标题:前面加市名")
def _() -> WordFile:
    return a_plan(titles=lambda one: f"云港市中小企业数字化转型{one.title}").file()


@case("标题:后面有年份括号")
def _() -> WordFile:
    return a_plan(titles=lambda one: f"{one.title}（2025—2026年）").file()


@case("标题:有文字的上级标题")
def _() -> WordFile:
    plan = Plan([Para(CITY_TITLE)])
    plan.blocks += [Para("一、总体要求", level=1), Para("本部分说明总体要求。")]
    for n, chapter in enumerate(SHORT, start=1):
        plan.blocks.append(
            Para(
                f"(一){chapter.title}"
                if n == 1
                else f"({'一二三四五六七八'[n - 1]}){chapter.title}",
                level=2,
            )
        )
        plan.chapter(chapter)
        if chapter.id == "projects":
            in_one_table(plan)
    return plan.file(hand=True)


@case("标题:只有一半有编号")
def _() -> WordFile:
    return bare(lambda n, title: chinese(n, title) if n % 2 else [Para(title, bold=True)]).file()


@case("标题:编号有跳号和重号")
def _() -> WordFile:
    signs = "一二二四五七八九"
    return a_plan(lambda n, title: [Para(f"{signs[n - 1]}、{title}", level=1)]).file()


@case("版式:整篇在一个边框里")
def _() -> WordFile:
    plan = a_plan()
    inner = body(plan.blocks)
    plan.blocks = [Xml(f"<w:tbl><w:tr><w:tc>{inner}<w:p/></w:tc></w:tr></w:tbl>")]
    return plan.file(hand=True)


@case("版式:左边章名、右边正文的表")
def _() -> WordFile:
    rows = tuple((one.title, "\n".join(one.lines)) for one in CHAPTERS)
    said = tuple(Said(one.id, one.title, one.lines) for one in CHAPTERS)
    return WordFile((Para(CITY_TITLE), Grid(rows)), Truth("plan", said))


@case("版式:章名各在一个单格表里")
def _() -> WordFile:
    def heading(n: int, title: str):
        inner = para(Para(f"{'一二三四五六七八'[n - 1]}、{title}", bold=True))
        return [Xml(f"<w:tbl><w:tr><w:tc>{inner}</w:tc></w:tr></w:tbl>")]

    return a_plan(heading).file(hand=True)


def _projects(*rows: tuple[str, ...], merged=(), told=(), head=HEAD, hand=False) -> WordFile:
    def projects(plan: Plan) -> None:
        plan.blocks += [Para("表5 项目清单"), Grid((head, *rows), tuple(merged))]
        plan.projects += [one.cells() for one in PROJECTS]

    return bare(projects=projects).file(*told, hand=hand)


ROWS = tuple(project_row(n, one) for n, one in enumerate(PROJECTS, start=1))


@case("项目:表头里有软回车和空格")
def _() -> WordFile:
    head = (
        "序\n号",
        "项 目\n名 称",
        "实施\n企业",
        "县(市、区)",
        "试点\n细分行业",
        "项目总投资\n(万元)",
    )
    return _projects(*ROWS, head=head)


@case("项目:末尾有空行和只有序号的行")
def _() -> WordFile:
    return _projects(*ROWS, ("13", "", "", "", "", ""), ("", "", "", "", "", ""))


@case("项目:省略号一行")
def _() -> WordFile:
    return _projects(*ROWS, ("……", "……", "……", "……", "……", "……"))


@case("项目:每个行业序号从1开始")
def _() -> WordFile:
    rows = [(str((n - 1) % 4 + 1), *row[1:]) for n, row in enumerate(ROWS, start=1)]
    return _projects(*rows)


@case("项目:隐藏的行")
def _() -> WordFile:
    def projects(plan: Plan) -> None:
        rows = grid(project_grid()).split("<w:tr>")
        rows[3] = f"<w:trPr><w:hidden/></w:trPr>{rows[3]}"
        plan.blocks += [Para("表5 项目清单"), Xml("<w:tr>".join(rows))]
        plan.projects += [one.cells() for one in PROJECTS]

    return bare(projects=projects).file("隐藏", hand=True)


@case("项目:两行表头")
def _() -> WordFile:
    upper = ("序号", "项目情况", "", "所在地", "", "项目总投资(万元)")
    lower = ("", "项目名称", "实施企业", "县(市、区)", "试点细分行业", "")
    merged = ((0, 0, 1, 0), (0, 1, 0, 2), (0, 3, 0, 4), (0, 5, 1, 5))
    return _projects(lower, *ROWS, head=upper, merged=merged)


@case("项目:备注一列空着")
def _() -> WordFile:
    return _projects(*((*row, "") for row in ROWS), head=(*HEAD, "打分"))


@case("项目:备注一列有内容")
def _() -> WordFile:
    return _projects(*((*row, "5") for row in ROWS), head=(*HEAD, "打分"), told=("打分",))


@case("项目:没有具体项目一章,编号段落在别的章里")
def _() -> WordFile:
    plan = Plan([Para(CITY_TITLE)])
    for n, chapter in enumerate((one for one in CHAPTERS if one.id != "projects"), start=1):
        plan.blocks += chinese(n, chapter.title)
        plan.chapter(chapter)
        if chapter.id == "content":
            plan.text(
                *(
                    f"{m}.{one.name}({one.enterprise},总投资{one.investment}万元)"
                    for m, one in enumerate(PROJECTS, 1)
                )
            )
            plan.projects += [one.cells("name", "enterprise", "investment") for one in PROJECTS]
    return plan.file()


@case("项目:四列卡片表")
def _() -> WordFile:
    def projects(plan: Plan) -> None:
        for one in PROJECTS:
            card = (
                ("项目名称", one.name, "实施企业", one.enterprise),
                ("县(市、区)", one.county, "总投资", one.investment),
            )
            plan.blocks += [Grid(card), Para()]
            plan.projects.append(one.cells("name", "enterprise", "county", "investment"))

    return bare(projects=projects).file(hand=True)


@case("项目:清单之后又有每个项目的卡片")
def _() -> WordFile:
    def projects(plan: Plan) -> None:
        in_one_table(plan)
        for one in PROJECTS:
            card = (
                ("项目名称", one.name),
                ("实施企业", one.enterprise),
                ("总投资", one.investment),
            )
            plan.blocks += [Grid(card), Para()]

    return bare(projects=projects).file(*("重复",), hand=True)


@case("项目:名称分两段写在一格里")
def _() -> WordFile:
    def projects(plan: Plan) -> None:
        rows = [(row[0], f"{row[1][:6]}\n{row[1][6:]}", *row[2:]) for row in ROWS]
        plan.blocks += [Para("表5 项目清单"), Grid((HEAD, *rows))]
        plan.projects += [
            {**one.cells(), "name": f"{one.name[:6]}\n{one.name[6:]}"} for one in PROJECTS
        ]

    return bare(projects=projects).file()


def _counted(*lines: str) -> WordFile:
    """A table below numbered lines that say how many projects each industry has."""

    def projects(plan: Plan) -> None:
        plan.text(*lines)
        last = plan.said[-1]
        plan.said[-1] = Said(last.chapter, last.heading, (*last.lines, *lines))
        in_one_table(plan)

    return bare(projects=projects).file()


@case("项目:表前有各行业个数的编号段落")
def _() -> WordFile:
    return _counted(
        "1.汽车零部件制造改造项目：4个，总投资1281.5万元。",
        "2.农产品加工改造项目：4个，总投资626.25万元。",
        "3.铸造行业改造项目：4个，总投资809.9万元。",
    )


@case("项目:表前有一句编号的概述")
def _() -> WordFile:
    return _counted("1.数字化改造项目：共12个，总投资2717.65万元。", "2.项目均已入库。")


@case("汇总表:在边框里")
def _() -> WordFile:
    return summary(
        Xml(f"<w:tbl><w:tr><w:tc>{grid(project_grid())}<w:p/></w:tc></w:tr></w:tbl>"), hand=True
    )


@case("汇总表:在文本框里")
def _() -> WordFile:
    inner = f"<w:txbxContent>{grid(project_grid())}<w:p/></w:txbxContent>"
    return summary(
        Para(xml=f"<w:r><w:pict><v:shape><v:textbox>{inner}</v:textbox></v:shape></w:pict></w:r>"),
        hand=True,
    )


@case("汇总表:打勾的符号")
def _() -> WordFile:
    rows = "".join(
        "<w:tr>"
        + "".join(f"<w:tc>{para(Para(text))}</w:tc>" for text in row)
        + '<w:tc><w:p><w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r></w:p></w:tc></w:tr>'
        for row in ROWS
    )
    head = "".join(f"<w:tc>{para(Para(text))}</w:tc>" for text in (*HEAD, "是否规上"))
    truth = [{**one.cells(), "above_scale": "是"} for one in PROJECTS]
    return summary(Xml(f"<w:tbl><w:tr>{head}</w:tr>{rows}</w:tbl>"), rows=truth, hand=True)


@case("汇总表:只在第一行写县名,下面空着")
def _() -> WordFile:
    rows = [row if n % 4 == 0 else (*row[:3], "", *row[4:]) for n, row in enumerate(ROWS)]
    truth = [
        {**one.cells(), "county": one.county if n % 4 == 0 else ""}
        for n, one in enumerate(PROJECTS)
    ]
    return summary(Grid((HEAD, *rows)), rows=truth)
