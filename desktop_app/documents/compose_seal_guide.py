"""盖章导航单: for the desk where seals are put: which page, which seal, where, ticked off."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from desktop_app.core.copies import kind_of
from desktop_app.core.draft import Draft
from desktop_app.core.programme import Programme
from desktop_app.documents.compose_text import SERIAL, applicant, revision_mark
from desktop_app.documents.numbering import number
from desktop_app.documents.seals import RING_MM, Ring
from desktop_app.documents.styles import MM
from desktop_app.documents.tree import (
    Block,
    Column,
    Document,
    Figure,
    Heading,
    PageBreak,
    Section,
    Table,
    paragraph,
)

TITLE = "盖章导航单"
# Height of an excerpt: below the ring a little, above it whole lines of text.
EXCERPT_MM = 61.5
_ON_A_PAGE = 3
_RING = f"红圈直径{RING_MM:.0f}毫米，与常用的印章一样大；圆心的位置从纸边量起。"
# So many sheets can be fanned out under one seal.
_FANNED = 20


@dataclass(frozen=True, slots=True)
class ToSeal:
    """One document on paper: its title, copies, pages of a copy, the pack's word on the seal.

    `seam` says whether the notice asks for a seal over the edges of the sheets. `standings` tell
    of each copy whether it is 正本 or 副本, where they are told apart.
    """

    title: str
    copies: int
    pages: int
    rings: tuple[Ring, ...]
    seal: str = ""
    seam: bool = False
    standings: tuple[str, ...] = ()


def figure_key(document: int, ring: int) -> str:
    """The key of the excerpt of a document's ring, both counted from 0."""
    return f"seal-{document}-{ring}"


def seam_groups(sheets: int) -> list[tuple[int, int]]:
    """First and last sheet of each group that one seal crosses; neighbours share a sheet, so that
    no sheet can be exchanged between groups."""
    groups: list[tuple[int, int]] = []
    first = 1
    while sheets > 1:
        last = min(first + _FANNED - 1, sheets)
        groups.append((first, last))
        if last == sheets:
            break
        first = last
    return groups


def compose_seal_guide(
    programme: Programme,
    draft: Draft,
    papers: Sequence[ToSeal],
    *,
    duplex: bool = True,
    standing: str = "",
) -> Document:
    """Lists to tick, groups for seals over the edges, and every place in true scale.

    The excerpts are `Figure`s under `figure_key`; whoever has the pages draws them there.
    """
    blocks: list[Block] = [paragraph(TITLE, "title")]
    blocks += _doubts(papers)
    blocks += [Heading("逐页盖章", 1), _places(papers, duplex)]
    if any(_sheets(one, duplex) > 1 for one in papers):
        blocks += [Heading("骑缝章", 1), _seams(papers, duplex), _how_to_seam()]
    blocks += _excerpts(papers)
    mark = revision_mark(draft, standing)
    author = applicant(programme, draft)
    return number(Document(TITLE, (Section(tuple(blocks)),), mark, author))


def _doubts(papers: Sequence[ToSeal]) -> list[Block]:
    told = [
        f"《{one.title}》第{ring.page}页：{warning}"
        for one in papers
        for ring in one.rings
        for warning in ring.warnings
    ]
    told += [
        f"《{one.title}》：没有找到落款或盖章处，请照通知看清盖在哪里。"
        for one in papers
        if not one.rings
    ]
    if not told:
        return [paragraph("盖章位置已经核对：各页印章上方都有正文，印章压住日期的年、月。", "note")]
    return [paragraph("盖章前请先处理：", "attachment"), *(paragraph(one, "flush") for one in told)]


def _places(papers: Sequence[ToSeal], duplex: bool) -> Table:
    columns = (
        SERIAL,
        Column("文件", 21),
        Column("页码", 5, "center"),
        Column("在第几张", 7, "center"),
        Column("盖谁的章", 11),
        Column("要求", 7, "center"),
        Column("各份盖好后打勾", 14, "center"),
    )
    rows = [
        (one.title, f"第{ring.page}页", _sheet_of(ring.page, duplex), ring.who, one.seal or "盖章",
         _boxes(one))
        for one in papers
        for ring in one.rings
    ]  # fmt: skip
    return Table(columns, tuple((str(n), *row) for n, row in enumerate(rows, start=1)))


def _boxes(one: ToSeal) -> str:
    """「1□　2□」, or 「正本□」 and below it 「副本□□」: a box for each copy."""
    if not one.standings:
        return "　".join(f"{n}□" for n in range(1, one.copies + 1))
    kinds = groupby(kind_of(standing) for standing in one.standings)
    return "\n".join(kind + "□" * len(list(alike)) for kind, alike in kinds)


def _sheet_of(page: int, duplex: bool) -> str:
    if not duplex:
        return f"第{page}张"
    return f"第{(page + 1) // 2}张{'正面' if page % 2 else '背面'}"


def _sheets(one: ToSeal, duplex: bool) -> int:
    return (one.pages + 1) // 2 if duplex else one.pages


def _seams(papers: Sequence[ToSeal], duplex: bool) -> Table:
    columns = (
        Column("文件", 18),
        Column("每份张数", 6, "center"),
        Column("分组（每组盖一次）", 18),
        Column("通知要求", 6, "center"),
        Column("各份盖好后打勾", 11, "center"),
    )
    rows = tuple(
        (
            one.title,
            str(_sheets(one, duplex)),
            "、".join(f"{first}—{last}张" for first, last in seam_groups(_sheets(one, duplex))),
            "是" if one.seam else "未要求",
            _boxes(one),
        )
        for one in papers
        if _sheets(one, duplex) > 1
    )
    return Table(columns, rows)


def _how_to_seam() -> Block:
    return paragraph(
        "骑缝章：把一组纸在右侧错开成阶梯，盖一次章，使每张纸上都留有印迹；"
        "相邻两组共用一张，前后相接。通知没有要求时，按本单位惯例决定是否加盖。",
        "note",
    )


def _excerpts(papers: Sequence[ToSeal]) -> list[Block]:
    blocks: list[Block] = []
    shown = 0
    for document, one in enumerate(papers):
        for n, ring in enumerate(one.rings):
            if shown % _ON_A_PAGE == 0:
                blocks.append(PageBreak())
            if shown == 0:
                blocks += [Heading("盖章位置（与纸面同样大小）", 1), paragraph(_RING, "note")]
            shown += 1
            blocks.append(
                paragraph(
                    f"{one.title}，第{ring.page}页：圆心距左边{ring.x / MM:.0f}毫米、"
                    f"下边{ring.y / MM:.0f}毫米。" + "".join(ring.warnings),
                    "note",
                )
            )
            blocks.append(Figure(figure_key(document, n), EXCERPT_MM))
    return blocks
