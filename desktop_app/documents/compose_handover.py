"""移交清单: what lies in the parcel, in how many copies, for who sends and who receives it."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.core.copies import counted
from desktop_app.core.draft import Draft
from desktop_app.core.pack_about import Sending
from desktop_app.core.programme import Programme
from desktop_app.core.sendings import on_paper
from desktop_app.documents.compose_text import SERIAL, applicant, revision_mark
from desktop_app.documents.numbering import number
from desktop_app.documents.punctuation import full_width
from desktop_app.documents.tree import (
    Block,
    Column,
    Document,
    FormFoot,
    Section,
    Spacer,
    Table,
    paragraph,
)

TITLE = "申报材料移交清单"
TICK = "□"
# Who gives and who takes, each on a line: one below the other.
_SIGNERS = (("移交人", "移交日期", "快递单号"), ("接收人", "接收日期"))
_BY_HAND = (("移交人", "移交日期"), ("接收人", "接收日期"))


@dataclass(frozen=True, slots=True)
class Handed:
    """One document on paper: its title, copies, pages of a copy (0 unknown), whether sealed; how
    many of the copies are originals, where they are told apart."""

    title: str
    copies: int
    pages: int
    sealed: bool
    clause: str = ""
    originals: int = 0


def compose_handover(
    programme: Programme,
    draft: Draft,
    handed: Sequence[Handed],
    watermark: str = "",
    standing: str = "",
    sending: Sending | None = None,
) -> Document:
    """The list of what is handed over, with boxes to tick and lines to sign; `sending` is the set
    that it goes with, where the pack tells sets apart."""
    table = handed_table(
        handed,
        sealed=("已盖章□", "—"),
        ticked=(Column("移交", 5, "center"), Column("接收", 5, "center")),
    )
    about = programme.about
    title = TITLE
    if sending is not None and len(on_paper(programme)) > 1:
        title = f"{TITLE}（{sending.title}）"
    by_hand = sending is not None and sending.way == "hand"
    blocks: list[Block] = [
        paragraph(title, "title"),
        paragraph(f"申报事项：{about.title}", "flush"),
        paragraph(f"移交单位：{applicant(programme, draft)}", "flush"),
    ]
    if sending is not None:
        where = "送达地址" if by_hand else "邮寄地址"
        blocks.append(paragraph(f"接收单位：{sending.recipient}", "flush"))
        blocks.append(paragraph(f"{where}：{sending.address}", "flush"))
    elif about.post is not None:
        blocks.append(paragraph(f"接收单位：{about.post.recipient}", "flush"))
        blocks.append(paragraph(f"邮寄地址：{about.post.address}", "flush"))
    blocks += [Spacer(0.5), table, Spacer(1)]
    signers = _BY_HAND if by_hand else _SIGNERS
    blocks += [FormFoot(tuple((one, "") for one in line)) for line in signers]
    mark = revision_mark(draft, standing)
    author = applicant(programme, draft)
    return number(Document(title, (Section(tuple(blocks)),), mark, author, watermark))


def handed_table(
    handed: Sequence[Handed], sealed: tuple[str, str], ticked: tuple[Column, ...]
) -> Table:
    """Documents on paper, one a line; `sealed` says of one that it is and that it is not, and
    `ticked` are the columns with boxes behind."""
    has_originals = any(one.originals for one in handed)
    columns = (
        SERIAL,
        Column("材料名称", 17 if has_originals else 22),
        Column("份数", 10 if has_originals else 5, "center"),
        Column("每份页数", 6, "center"),
        Column("盖章", 6, "center"),
        Column("通知条款", 8, "center"),
        *ticked,
    )
    rows = tuple(
        (
            str(serial),
            one.title,
            counted(one.copies, one.originals),
            str(one.pages or "—"),
            sealed[0] if one.sealed else sealed[1],
            full_width(one.clause) or "—",
            *(TICK for _ in ticked),
        )
        for serial, one in enumerate(handed, start=1)
    )
    return Table(columns, rows)
