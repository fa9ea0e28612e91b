"""What stands around the chapters: contents, cover, headers, sections, letters."""

from desktop_app.core.numerals import in_chinese
from tests.corpus.words.blocks import NAMESPACES, Para, Xml, para, runs
from tests.corpus.words.content import CHAPTERS, CITY_TITLE
from tests.corpus.words.files import WordFile, a_plan, case, chinese

TITLE = Para(CITY_TITLE, bold=True)
COVER = (
    Para("附件2"), Para(), TITLE, Para(), Para("云港市工业和信息化局"), Para("2024年11月"), Para(),
)  # fmt: skip


def _entries(tail: str) -> list[str]:
    return [
        f"{in_chinese(n)}、{one.title}{tail.format(n)}" for n, one in enumerate(CHAPTERS, start=1)
    ]


@case("前面:封面")
def _() -> WordFile:
    return a_plan(before=COVER).file()


@case("前面:目录,手打的点线")
def _() -> WordFile:
    return a_plan(before=(*COVER, Para("目  录"), *map(Para, _entries("……………{}")))).file()


@case("前面:目录,手打的制表符")
def _() -> WordFile:
    return a_plan(before=(*COVER, Para("目录"), *map(Para, _entries("\t{}")))).file(hand=True)


@case("前面:目录,没有页码")
def _() -> WordFile:
    return a_plan(before=(*COVER, Para("目 录"), *map(Para, _entries("")))).file()


@case("前面:目录,没有页码,标题没有编号")
def _() -> WordFile:
    entries = [Para(one.title) for one in CHAPTERS]
    return a_plan(
        lambda n, title: [Para(title, level=1)], before=(*COVER, Para("目录"), *entries)
    ).file()  # fmt: skip


@case("前面:目录,没有「目录」二字也没有页码")
def _() -> WordFile:
    return a_plan(before=(*COVER, *map(Para, _entries("")))).file()


@case("前面:自动目录,目录样式")
def _() -> WordFile:
    style = '<w:pStyle w:val="TOC1"/>'
    entries = "".join(para(Para(one, properties=style)) for one in _entries("\t{}"))
    control = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
        f"</w:sdtPr><w:sdtContent>{para(Para('目录'))}{entries}</w:sdtContent></w:sdt>"
    )
    return a_plan(before=(*COVER, Xml(control))).file(hand=True)


@case("前面:自动目录,正文样式的域")
def _() -> WordFile:
    out = ""
    for n, text in enumerate(_entries(""), start=1):
        begin = (
            _field("begin")
            + '<w:r><w:instrText> TOC \\o "1-3" \\h </w:instrText></w:r>'
            + _field("separate")
        )
        page = (
            f"{_field('begin')}<w:r><w:instrText> PAGEREF _Toc{n} \\h </w:instrText></w:r>"
            f"{_field('separate')}{runs(str(n))}{_field('end')}"
        )
        link = (
            f'<w:hyperlink w:anchor="_Toc{n}">{runs(text)}<w:r><w:tab/></w:r>{page}</w:hyperlink>'
        )
        out += para(Para(xml=(begin if n == 1 else "") + link))
    out += para(Para(xml=_field("end")))
    return a_plan(before=(*COVER, Xml(out))).file(hand=True)


@case("前面:页眉页脚")
def _() -> WordFile:
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId3"/>'
        '<w:footerReference w:type="default" r:id="rId4"/></w:sectPr>'
    )
    plan = a_plan(before=COVER)
    plan.blocks.append(Xml(section))
    parts = {
        "header1.xml": f"<w:hdr {NAMESPACES}>{para(Para('一、工作目标'))}</w:hdr>",
        "footer1.xml": f"<w:ftr {NAMESPACES}>{para(Para('第1页'))}</w:ftr>",
    }
    return plan.file(hand=True, parts=parts)


@case("前面:分节分栏,横向页")
def _() -> WordFile:
    columns = '<w:sectPr><w:type w:val="continuous"/><w:cols w:num="2"/></w:sectPr>'
    plan = a_plan(lambda n, title: [*chinese(n, title), Para(properties=columns)])
    return plan.file(hand=True)


@case("后面:落款、附件和函")
def _() -> WordFile:
    plan = a_plan()
    plan.text("云港市工业和信息化局", "2024年11月12日")
    plan.text("附件1:真实性声明", "我单位承诺所报材料真实。")
    return plan.file()


@case("前面:编制说明在第一章之前")
def _() -> WordFile:
    said = (Para("编制说明", bold=True), Para("本方案按照省厅通知编制,实施期为2025年至2026年。"))
    return a_plan(before=(TITLE, *said)).file()


@case("前面:文本框里的各章标题")
def _() -> WordFile:
    def heading(n: int, title: str):
        inner = para(Para(f"{in_chinese(n)}、{title}", bold=True))
        pict = f"<w:pict><v:shape><v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox></v:shape></w:pict>"
        return [Para(xml=f"<w:r>{pict}</w:r>")]

    return a_plan(heading).file(hand=True)


def _field(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'
