"""What Word puts into a name or a text beside its letters."""

from collections.abc import Callable

from desktop_app.core.numerals import in_chinese
from tests.corpus.words.blocks import NAMESPACES, Grid, Para, Xml, grid, para, runs
from tests.corpus.words.content import BY_ID, PROJECTS
from tests.corpus.words.files import HEAD, Plan, WordFile, a_plan, bare, case, chinese, project_row
from tests.word_files import comment, commented, deleted, inserted

FOOTNOTES = (
    f'<w:footnotes {NAMESPACES}><w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
    f'<w:footnote w:id="2">{para(Para("以省厅批复为准。"))}</w:footnote></w:footnotes>'
)


def named(
    write: Callable[[str], str], mean: Callable[[str], str] = lambda name: name, *told, **how
) -> WordFile:
    """A table of projects in which each name is written as runs; `mean` is what a reader sees."""

    def projects(plan: Plan) -> None:
        out = _row([para(Para(one)) for one in HEAD])
        for n, one in enumerate(PROJECTS, start=1):
            cells = [para(Para(text)) for text in project_row(n, one)]
            cells[1] = para(Para(xml=write(one.name)))
            out += _row(cells)
            plan.projects.append({**one.cells(), "name": mean(one.name)})
        plan.blocks += [Para("表5 项目清单"), Xml(f"<w:tbl><w:tblPr/>{out}</w:tbl>")]

    return bare(projects=projects).file(*told, hand=True, **how)


@case("名称:拆成一个字一段")
def _() -> WordFile:
    return named(lambda name: runs(name, len(name)))


@case("名称:软回车")
def _() -> WordFile:
    return named(
        lambda name: runs(f"{name[:5]}\n{name[5:]}"), lambda name: f"{name[:5]}\n{name[5:]}"
    )


@case("名称:脚注符号")
def _() -> WordFile:
    mark = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="2"/></w:r>'
    return named(
        lambda name: runs(name) + mark,
        lambda name: name,
        "脚注",
        parts={"footnotes.xml": FOOTNOTES},
    )


@case("名称:修订中")
def _() -> WordFile:
    return named(
        lambda name: runs(name[:3]) + deleted("旧的") + inserted(name[3:6]) + runs(name[6:])
    )


@case("名称:移动的文字")
def _() -> WordFile:
    def write(name: str) -> str:
        gone = '<w:moveFrom w:id="3" w:author="张三"><w:r><w:t>原名</w:t></w:r></w:moveFrom>'
        there = f'<w:moveTo w:id="4" w:author="张三">{runs(name[2:4])}</w:moveTo>'
        return runs(name[:2]) + gone + there + runs(name[4:])

    return named(write)


@case("名称:零宽字符")
def _() -> WordFile:
    return named(
        lambda name: runs(f"{name[:3]}\u200b{name[3:]}\ufeff"),
        lambda name: f"{name[:3]}\u200b{name[3:]}\ufeff",
    )


@case("名称:软连字符和不间断连字符")
def _() -> WordFile:
    def write(name: str) -> str:
        head, _, tail = name.partition("-")
        inner = "<w:noBreakHyphen/>" if tail else ""
        soft = "<w:softHyphen/>"
        return f"{runs(head)}<w:r>{soft}{inner}</w:r>{runs(tail) if tail else ''}"

    return named(write)


@case("名称:隐藏文字")
def _() -> WordFile:
    return named(
        lambda name: runs(name) + runs("(内部)", 1, "<w:vanish/>"), lambda name: name, "隐藏"
    )


@case("名称:智能标记和超链接")
def _() -> WordFile:
    def write(name: str) -> str:
        tag = f'<w:smartTag w:uri="urn:x" w:element="place">{runs(name[:4])}</w:smartTag>'
        return f'{tag}<w:hyperlink w:anchor="a">{runs(name[4:8])}</w:hyperlink>{runs(name[8:])}'

    return named(write)


@case("名称:域的结果")
def _() -> WordFile:
    def write(name: str) -> str:
        field = "".join(f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>{inner}' for kind, inner in (
            ("begin", "<w:r><w:instrText> REF name \\h </w:instrText></w:r>"), ("separate", runs(name[:6])),
            ("end", ""),
        ))  # fmt: skip
        return f'{field}<w:fldSimple w:instr=" DOCPROPERTY x ">{runs(name[6:])}</w:fldSimple>'

    return named(write)


@case("名称:在内容控件里")
def _() -> WordFile:
    return named(lambda name: f"<w:sdt><w:sdtPr/><w:sdtContent>{runs(name)}</w:sdtContent></w:sdt>")


@case("名称:没有填的内容控件")
def _() -> WordFile:
    prompt = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    return named(lambda name: runs(name) + prompt.format(runs("单击此处输入")))


@case("名称:注音")
def _() -> WordFile:
    def write(name: str) -> str:
        ruby = (
            f"<w:ruby><w:rt>{runs('pin')}</w:rt><w:rubyBase>{runs(name[:2])}</w:rubyBase></w:ruby>"
        )
        return f"<w:r>{ruby}</w:r>{runs(name[2:])}"

    return named(write)


@case("名称:字体里的符号")
def _() -> WordFile:
    sign = '<w:r><w:sym w:font="Wingdings" w:char="F0E0"/></w:r>'
    return named(lambda name: runs(name[:4]) + sign + runs(name[4:]), lambda name: name, "符号")


@case("名称:前后有空格")
def _() -> WordFile:
    return named(lambda name: runs(f"\u3000{name} "), lambda name: f"\u3000{name} ")


@case("名称:各种括号")
def _() -> WordFile:
    signs = ("（）", "()", "〔〕", "【】", "［］", "「」")

    def name(text: str) -> str:
        left, right = signs[len(text) % len(signs)]
        return f"{text}{left}一期{right}"

    return named(lambda text: runs(name(text)), name)


@case("名称:批注")
def _() -> WordFile:
    parts = {"comments.xml": f"<w:comments {NAMESPACES}>{comment('名称请核对')}</w:comments>"}
    first = PROJECTS[0].name
    return named(
        lambda name: commented(runs(name)) if name == first else runs(name), lambda name: name,
        "批注", parts=parts,
    )  # fmt: skip


@case("正文:脚注")
def _() -> WordFile:
    plan = a_plan()
    lines = (("全市财政配套已列入预算", '<w:r><w:footnoteReference w:id="2"/></w:r>'),)
    for text, mark in lines:
        plan.blocks.append(Para(xml=runs(text) + mark + runs("。")))
        last = plan.said[-1]
        plan.said[-1] = type(last)(last.chapter, last.heading, (*last.lines, f"{text}。"))
    return plan.file("脚注", hand=True, parts={"footnotes.xml": FOOTNOTES})


@case("正文:脚注里有表")
def _() -> WordFile:
    plan = a_plan()
    last, mark = plan.said[-1], '<w:r><w:footnoteReference w:id="2"/></w:r>'
    plan.blocks.append(Para(xml=runs("补助标准见注。") + mark))
    plan.said[-1] = type(last)(last.chapter, last.heading, (*last.lines, "补助标准见注。"))
    notes = FOOTNOTES.replace(
        '<w:footnote w:id="2">',
        f'<w:footnote w:id="2">{grid(Grid((("档次", "标准"), ("一", "20"))))}',
    )
    return plan.file("档次", hand=True, parts={"footnotes.xml": notes})


@case("正文:标题上的脚注")
def _() -> WordFile:
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    return a_plan(
        lambda n, title: [Para(xml=runs(f"{in_chinese(n)}、{title}", 2) + mark, level=1)]
    ).file("脚注", hand=True, parts={"footnotes.xml": FOOTNOTES})


@case("正文:隐藏的段落")
def _() -> WordFile:
    plan = a_plan()
    plan.blocks.append(Para(xml=runs("此段仅供内部参考,不对外。", 1, "<w:vanish/>")))
    return plan.file("隐藏", hand=True)


@case("正文:整段删除、整段插入")
def _() -> WordFile:
    plan = a_plan()
    gone = f'<w:p><w:pPr><w:rPr><w:del w:id="5" w:author="张三"/></w:rPr></w:pPr>{deleted("此句已删。")}</w:p>'
    plan.blocks += [Xml(gone), Para(xml=inserted("建立月调度制度。"))]
    last = plan.said[-1]
    plan.said[-1] = type(last)(last.chapter, last.heading, (*last.lines, "建立月调度制度。"))
    return plan.file("修订", hand=True)


@case("正文:域和内容控件里的数字")
def _() -> WordFile:
    field = "".join(f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>{inner}' for kind, inner in (
        ("begin", "<w:r><w:instrText> FORMTEXT </w:instrText></w:r>"), ("separate", runs("3000")), ("end", ""),
    ))  # fmt: skip
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{runs('2700')}</w:sdtContent></w:sdt>"
    plan = Plan()
    for n, chapter in enumerate(BY_ID.values(), start=1):
        plan.blocks += chinese(n, chapter.title)
        plan.chapter(chapter)
        if chapter.id == "funds":
            plan.blocks.append(
                Para(
                    xml=runs("奖补额度")
                    + field
                    + runs("万元,其中改造方向")
                    + control
                    + runs("万元。")
                )
            )
            last = plan.said[-1]
            line = "奖补额度3000万元,其中改造方向2700万元。"
            plan.said[-1] = type(last)(last.chapter, last.heading, (*last.lines, line))
    return plan.file(hand=True)


@case("正文:图片")
def _() -> WordFile:
    drawing = "<w:r><w:drawing><wp:inline><a:graphic><a:graphicData><pic:pic/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    plan = bare(projects=lambda plan: plan.blocks.append(Para(xml=drawing)))
    return plan.file("图片", hand=True)


@case("正文:嵌入的Excel表")
def _() -> WordFile:
    thing = '<w:r><w:object><o:OLEObject Type="Embed" ProgID="Excel.Sheet.12" r:id="rId9"/></w:object></w:r>'
    plan = bare(projects=lambda plan: plan.blocks.append(Para(xml=thing)))
    return plan.file("嵌入", hand=True)


@case("正文:嵌入的其他文件(altChunk)")
def _() -> WordFile:
    plan = bare(projects=lambda plan: plan.blocks.append(Xml('<w:altChunk r:id="rId9"/>')))
    return plan.file("嵌入", hand=True)


def _row(cells: list[str]) -> str:
    return f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr>"
