"""Documents beside those of the practice city: every block, hostile text, sheets that lie."""

import io
from datetime import datetime
from itertools import pairwise
from typing import get_args

from PIL import Image

from desktop_app.documents.numbering import number
from desktop_app.documents.tree import (
    Block,
    Column,
    Contents,
    Document,
    Figure,
    FormFoot,
    Grid,
    Heading,
    PageBreak,
    Paragraph,
    Picture,
    Run,
    Section,
    SignatureBlock,
    Spacer,
    Table,
    paragraph,
)

# The day on which the practice city is worked through: some papers print it.
PRACTICE_DAY = datetime(2024, 11, 12, 9, 30)
NAME, DATE = "铁岭市人民政府", "2024年11月12日"
_MARK = "数据版本 1 · 校验码 AAAA-BBBB"
# What XML forbids, what it escapes, what Excel takes for a formula, and signs of two halves.
_HOSTILE = (
    "\x00甲\x01\x08\x0b\x0c\x0e\x1f乙", "\ud800丙\udfff", "\ufffe丁\uffff", "A&B<企业>\"'", "]]>",
    "&amp;&#0;", "=1+1", "+86", "-5", "@SUM(A1)", "{{x}}{% y %}", "_x0041_", "𬭎㛃镕", " 前后 ", "两  空格",
    "行一\r\n行二\r行三\n", "甲\t乙", "零\u200b宽", "123456789012345678", "http://example.org/a?b=c&d",
    '“引号”"引号"\\反斜线\\', "", "长" * 3000,
)  # fmt: skip
_PROSE = (
    "为深入贯彻加快中小企业数字化转型的决策部署，落实“政府引导、企业主体、分业分级、链式推进”的要求，"
    "全市共实施数字化转型项目108个，总投资2.48亿元；到2026年底，全部项目完成改造并通过验收，规上工业中小企业"
    "数字化水平二级及以上比例达到60%以上（以省级评测为准），形成可复制、可推广的县域特色产业转型经验。"
)
_COLUMNS = (
    Column("序号", 4, "center"),
    Column("项目名称", 14),
    Column("软件", 6, "number", total=True, group="其中"),
    Column("硬件", 6, "number", group="其中"),
    Column("是否规上", 5, "center", options=("是", "否")),
)


def _table(count: int, caption: str = "项目清单") -> Table:
    rows = tuple(
        (str(n), f"第{n}个企业数字化车间改造项目（一期）", f"{n}.5", str(n), "是")
        for n in range(1, count + 1)
    )
    total = ("合计", "", str(sum(n + 0.5 for n in range(1, count + 1))), "", "")
    return Table(_COLUMNS, rows, caption, unit="单位：万元", total=total)


def a_png(wide: int = 60, high: int = 40) -> bytes:
    """A small picture as the screen gives them: without alpha."""
    target = io.BytesIO()
    Image.new("RGB", (wide, high), "steelblue").save(target, "PNG")
    return target.getvalue()


_EVERY: dict[type[Block], tuple[Block, ...]] = {
    Contents: (Contents(2),),
    PageBreak: (PageBreak(),),
    Heading: (
        Heading("一级", 1),
        Heading("二级“引号”\\", 2, run_in="。接着写的正文。"),
        Heading("三级", 3),
        Heading("", 4, run_in="只有序号的一段。"),
        *(Heading("读物的标题", level, look="book") for level in (1, 2, 3, 4)),
    ),
    Paragraph: tuple(
        Paragraph((Run("文字", "kai"), Run("与 Latin 123", "hei")), style)
        for style in (
            "body", "flush", "title", "subtitle", "note", "cover_title", "cover_line", "attachment",
            "label", "label", "text", "item", "code",
        )
    ),
    # From the head of a page on: at its foot two programs part by the points between two tables.
    Table: (PageBreak(), _table(3), Table((Column("列", 1),), (("格",),)), Table((Column("列", 1),), ())),
    Grid: (
        Grid((
            (("企业名称", "某某机械有限公司"), ("信用代码", "91350100M000100Y43")),
            (("改造内容", _PROSE),),
            (("总投资（万元）", "30"), ("备注", "")),
            (("结束", "是"),),
        )),
    ),
    Spacer: (Spacer(2.5),),
    SignatureBlock: (SignatureBlock(NAME, DATE), SignatureBlock("某某公司", DATE, sealed=False)),
    Figure: (Figure("图", 30),),
    Picture: (Picture(a_png(), "窗口"), Picture(a_png(1400, 900))),
    FormFoot: (FormFoot((("填报人", "张三"), ("日期", ""))),),
}  # fmt: skip


def every_block() -> Document:
    """One of each block there is, on an upright and on a lying sheet, after a cover."""
    assert set(_EVERY) == set(get_args(Block)), "a new block needs its example here"
    blocks = tuple(block for several in _EVERY.values() for block in several)
    cover = Section((paragraph("封面", "cover_title"),), numbered=False)
    sections = (
        cover, Section(blocks), Section(blocks, landscape=True), Section(blocks, right=True),
    )  # fmt: skip
    return number(Document("各种内容", sections, _MARK, NAME, sheets=(("填表说明", ("一", "二")),)))


def hostile() -> Document:
    """Text that breaks files, wherever text can stand."""
    blocks: list[Block] = [Contents(2)]
    for text in _HOSTILE:
        blocks += [
            Heading(text[:40], 1), Heading(text[:40], 2, run_in=text), paragraph(text, "title"),
            paragraph(text), SignatureBlock(text[:40], text[:40]), FormFoot(((text[:40], text),)),
        ]  # fmt: skip
    cells = tuple((str(n), text, text, text, text[:9]) for n, text in enumerate(_HOSTILE))
    columns = tuple(
        Column(f"{text[:9]}列", 5, kind, group=text[:5], options=(text[:20], "是"))
        for text, kind in zip(
            _HOSTILE[:5], ("center", "text", "number", "number", "text"), strict=True
        )
    )
    pairs = tuple((text[:20], text) for text in _HOSTILE)
    blocks.append(Grid(tuple((one,) for one in pairs) + tuple(pairwise(pairs))))
    whole = "".join(_HOSTILE)[:400]
    blocks.append(Table(columns, cells, whole[:60], unit=whole[:20], total=cells[0]))
    sections = (Section(tuple(blocks)), Section(tuple(blocks[-1:]), landscape=True))
    return number(
        Document(whole, sections, whole[:60], whole, whole[:6], ((whole[:40], _HOSTILE),))
    )


def plain_text() -> Document:
    """Some pages of nothing but text, signed."""
    blocks = [paragraph(_PROSE) for _ in range(24)]
    return number(Document("正文", (Section((*blocks, SignatureBlock(NAME, DATE))),), _MARK))


def signed_pages() -> Document:
    """Signatures below so many lines of text that some find no room on the page of these."""
    sections = (
        Section((*[paragraph("数" * 28, "flush")] * lines, SignatureBlock(NAME, DATE)))
        for lines in range(17, 23)
    )
    return number(Document("落款", tuple(sections), _MARK, NAME))


def lying_sheets() -> Document:
    """Upright and lying sheets in turn, a long table on the lying ones."""
    upright = Section((paragraph(_PROSE),))
    lying = Section((_table(40),), landscape=True)
    return number(Document("横排", (upright, lying, upright, lying, upright), _MARK, NAME))


def right_hand() -> Document:
    """Sections that begin on right-hand pages, behind one page, two pages and one."""
    sections = (
        Section((paragraph(f"第{n}部分", "flush"), *[paragraph(_PROSE)] * count), right=True)
        for n, count in zip("一二三四", (1, 6, 1, 1), strict=True)
    )
    return number(Document("右页", tuple(sections), _MARK, NAME))


def preview() -> Document:
    """A document with a watermark on upright and lying sheets."""
    sections = (Section((paragraph(_PROSE),)), Section((_table(2),), landscape=True))
    return number(Document("预览", sections, _MARK, NAME, "草稿"))
