"""The tables of goals, funds, schedule and duties, in the shapes that offices give them."""

from tests.corpus.words.blocks import Grid, Para, Xml, grid, para
from tests.corpus.words.content import FORM_OF, TABLES
from tests.corpus.words.files import (
    Plan,
    WordFile,
    a_plan,
    as_a_form,
    case,
    form_grid,
    form_truth,
)


def _kept(plan: Plan, line: str) -> None:
    """A line that the program may leave in the chapter's text."""
    last = plan.said[-1]
    plan.said[-1] = type(last)(last.chapter, last.heading, (*last.lines, line))


@case("表格:表名在上")
def _() -> WordFile:
    return a_plan().file(hand=True)


@case("表格:表名在下")
def _() -> WordFile:
    def forms(plan: Plan, chapter: str) -> None:
        plan.blocks += [form_grid(chapter), Para(TABLES[chapter][0])]
        plan.tables |= form_truth(chapter)
        _kept(plan, TABLES[chapter][0])

    return a_plan(forms=forms).file()


@case("表格:没有表名")
def _() -> WordFile:
    def forms(plan: Plan, chapter: str) -> None:
        plan.blocks.append(form_grid(chapter))
        plan.tables |= form_truth(chapter)

    return a_plan(forms=forms).file()


@case("表格:表名是表内第一行")
def _() -> WordFile:
    def forms(plan: Plan, chapter: str) -> None:
        table = form_grid(chapter)
        width = len(table.rows[0])
        first = (TABLES[chapter][0], *[""] * (width - 1))
        plan.blocks.append(Grid((first, *table.rows), ((0, 0, 0, width - 1),)))
        plan.tables |= form_truth(chapter)

    return a_plan(forms=forms).file()


@case("表格:列名用同义的说法")
def _() -> WordFile:
    def forms(plan: Plan, chapter: str) -> None:
        plan.blocks += [Para(TABLES[chapter][0]), form_grid(chapter, synonyms=True)]
        plan.tables |= form_truth(chapter)

    return a_plan(forms=forms).file()


@case("表格:有序号列")
def _() -> WordFile:
    def forms(plan: Plan, chapter: str) -> None:
        head, *rows = form_grid(chapter).rows
        numbered = [(str(n), *row) for n, row in enumerate(rows, start=1)]
        plan.blocks += [Para(TABLES[chapter][0]), Grid((("序号", *head), *numbered))]
        plan.tables |= form_truth(chapter)

    return a_plan(forms=forms).file()


@case("表格:两行表头")
def _() -> WordFile:
    def forms(plan: Plan, chapter: str) -> None:
        if chapter != "funds":
            return as_a_form(plan, chapter)
        head, *rows = form_grid(chapter).rows
        upper = (head[0], head[1], "分年度安排", "", head[4])
        lower = ("", "", "第一年", "第二年", "")
        merged = ((0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 3), (0, 4, 1, 4))
        plan.blocks += [Para(TABLES[chapter][0]), Grid((upper, lower, *rows), merged)]
        plan.tables |= form_truth(chapter)
        return None

    return a_plan(forms=forms).file()


@case("表格:竖向合并")
def _() -> WordFile:
    def forms(plan: Plan, chapter: str) -> None:
        table = form_grid(chapter)
        if chapter != "goals":
            return as_a_form(plan, chapter)
        rows = list(table.rows)
        rows[2] = ("", *rows[2][1:])
        plan.blocks += [Para(TABLES[chapter][0]), Grid(tuple(rows), ((1, 0, 2, 0),))]
        plan.tables |= form_truth(chapter)
        return None

    return a_plan(forms=forms).file(hand=True)


@case("表格:行列互换")
def _() -> WordFile:
    def forms(plan: Plan, chapter: str) -> None:
        turned = tuple(zip(*form_grid(chapter).rows, strict=True))
        plan.blocks += [Para(TABLES[chapter][0]), Grid(turned)]
        plan.tables |= form_truth(chapter)

    return a_plan(forms=forms).file()


@case("表格:跨页,表头重复")
def _() -> WordFile:
    def forms(plan: Plan, chapter: str) -> None:
        head, *rows = form_grid(chapter).rows
        plan.blocks += [
            Para(TABLES[chapter][0]),
            Grid((head, *rows[:1])),
            Para("(续表)"),
            Grid((head, *rows[1:])),
        ]
        plan.tables |= form_truth(chapter)

    return a_plan(forms=forms).file()


@case("表格:跨页,没有表头")
def _() -> WordFile:
    def forms(plan: Plan, chapter: str) -> None:
        head, *rows = form_grid(chapter).rows
        plan.blocks += [
            Para(TABLES[chapter][0]),
            Grid((head, *rows[:1])),
            Para(),
            Grid(tuple(rows[1:])),
        ]
        plan.tables |= form_truth(chapter)

    return a_plan(forms=forms).file()


@case("表格:金额带单位,表头单位是元")
def _() -> WordFile:
    def forms(plan: Plan, chapter: str) -> None:
        if chapter != "funds":
            return as_a_form(plan, chapter)
        head, *rows = form_grid(chapter).rows
        typed = [
            (*row[:2], f"{row[2]}万元", f"{row[3]}0000", f"{int(row[4]) * 10000:,}") for row in rows
        ]
        plan.blocks += [Para(TABLES[chapter][0]), Para("单位：元"), Grid((head, *typed))]
        plan.tables |= form_truth(chapter)
        return None

    return a_plan(forms=forms).file("1500万元", "12000000", "27,000,000")


@case("表格:资金表有合计行")
def _() -> WordFile:
    def forms(plan: Plan, chapter: str) -> None:
        if chapter != "funds":
            return as_a_form(plan, chapter)
        plan.blocks += [
            Para(TABLES[chapter][0]),
            Grid((*form_grid(chapter).rows, ("合计", "", "2280", "1720", "4000")), ((4, 0, 4, 1),)),
        ]
        plan.tables |= form_truth(chapter)
        return None

    return a_plan(forms=forms).file()


@case("表格:资金表合计不对")
def _() -> WordFile:
    def forms(plan: Plan, chapter: str) -> None:
        if chapter != "funds":
            return as_a_form(plan, chapter)
        plan.blocks.append(Grid((*form_grid(chapter).rows, ("合计", "", "2280", "1720", "4001"))))
        plan.tables |= form_truth(chapter)
        return None

    return a_plan(forms=forms).file("4001")


@case("表格:在文本框里")
def _() -> WordFile:
    def forms(plan: Plan, chapter: str) -> None:
        inner = grid(form_grid(chapter))
        box = (
            '<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic>'
            f"<a:graphicData><wps:wsp><wps:txbx><w:txbxContent>{inner}<w:p/></w:txbxContent></wps:txbx>"
            "</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback>"
            f"<w:pict><v:shape><v:textbox><w:txbxContent>{inner}<w:p/></w:txbxContent></v:textbox>"
            "</v:shape></w:pict></mc:Fallback></mc:AlternateContent>"
        )
        plan.blocks += [Para(TABLES[chapter][0]), Para(xml=f"<w:r>{box}</w:r>")]
        plan.tables |= form_truth(chapter)

    return a_plan(forms=forms).file(hand=True)


@case("表格:在内容控件里,行和格也是")
def _() -> WordFile:
    def forms(plan: Plan, chapter: str) -> None:
        inner = grid(form_grid(chapter), _controlled)
        inner = inner.replace("<w:tr>", "<w:sdt><w:sdtContent><w:tr>").replace(
            "</w:tr>", "</w:tr></w:sdtContent></w:sdt>"
        )
        plan.blocks += [
            Para(TABLES[chapter][0]), Xml(f"<w:sdt><w:sdtContent>{inner}</w:sdtContent></w:sdt>")
        ]  # fmt: skip
        plan.tables |= form_truth(chapter)

    return a_plan(forms=forms).file(hand=True)


@case("表格:行前空一格")
def _() -> WordFile:
    def forms(plan: Plan, chapter: str) -> None:
        if chapter != "goals":
            return as_a_form(plan, chapter)
        table = form_grid(chapter)
        text = grid(table)
        row = "".join(f"<w:tc><w:tcPr></w:tcPr>{para(Para(one))}</w:tc>" for one in table.rows[4])
        short = "".join(f"<w:tc>{para(Para(one))}</w:tc>" for one in table.rows[4][1:])
        given = f'<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>{short}</w:tr>'
        assert f"<w:tr>{row}</w:tr>" in text
        plan.blocks += [Para(TABLES[chapter][0]), Xml(text.replace(f"<w:tr>{row}</w:tr>", given))]
        truth = form_truth(chapter)
        *rows, last = truth["targets"]
        plan.tables |= {"targets": (*rows, {**last, "group": ""})}
        return None

    return a_plan(forms=forms).file(hand=True)


@case("表格:格里又有表")
def _() -> WordFile:
    def forms(plan: Plan, chapter: str) -> None:
        if chapter != "content":
            return as_a_form(plan, chapter)
        inner = grid(Grid((("季度", "投入"), ("一季度", "10"), ("二季度", "20"))))
        text = grid(form_grid(chapter))
        marked = para(Para("组织诊断和项目实施"))
        plan.blocks += [
            Para(TABLES[chapter][0]),
            Xml(text.replace(marked, f"{marked}{inner}<w:p/>")),
        ]
        plan.tables |= form_truth(chapter)
        return None

    return a_plan(forms=forms).file("没有读入", hand=True)


@case("表格:多出一张别的表")
def _() -> WordFile:
    plan = a_plan()
    plan.blocks += [
        Para("表6 历年产值"),
        Grid((("年份", "产值"), ("2022", "31亿元"), ("2023", "35亿元"))),
    ]
    _kept(plan, "表6 历年产值")
    return plan.file("历年产值")


@case("表格:多出一列")
def _() -> WordFile:
    def forms(plan: Plan, chapter: str) -> None:
        if chapter != "duties":
            return as_a_form(plan, chapter)
        head, *rows = form_grid(chapter).rows
        plan.blocks += [
            Para(TABLES[chapter][0]),
            Grid(((*head, "考核分值"), *((*row, "5") for row in rows))),
        ]
        plan.tables |= form_truth(chapter)
        return None

    return a_plan(forms=forms).file("考核分值")


@case("表格:单元格自动编号,多段文字")
def _() -> WordFile:
    def forms(plan: Plan, chapter: str) -> None:
        if chapter != "duties":
            return as_a_form(plan, chapter)
        head, *rows = form_grid(chapter).rows
        inner = ""
        for row in rows:
            first = f"<w:tc>{para(Para(listed=4))}</w:tc>"
            cells = "".join(
                f"<w:tc>{''.join(para(Para(p)) for p in one.split(chr(10)))}</w:tc>"
                for one in _two(row)
            )
            inner += f"<w:tr>{first}{cells}</w:tr>"
        top = "".join(f"<w:tc>{para(Para(one))}</w:tc>" for one in ("序号", *head))
        plan.blocks += [Para(TABLES[chapter][0]), Xml(f"<w:tbl><w:tr>{top}</w:tr>{inner}</w:tbl>")]
        columns = TABLES[chapter][1]
        plan.tables[FORM_OF[chapter]] = tuple(
            dict(zip(columns, _two(row), strict=True)) for row in rows
        )
        return None

    return a_plan(forms=forms).file(hand=True)


def _two(row: tuple[str, ...]) -> tuple[str, ...]:
    """A task of two parts is two paragraphs of its cell."""
    return (row[0].replace(",", ",\n"), *row[1:])


def _controlled(text: str) -> str:
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{para(Para(text))}</w:sdtContent></w:sdt>"
