"""报送清单: for each set what goes where, in how many copies, sealed or not, by when."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from desktop_app.core.draft import Draft
from desktop_app.core.pack_about import Sending
from desktop_app.core.programme import Programme
from desktop_app.core.schedule import due
from desktop_app.core.sendings import FORMATS, WAYS, in_mb, mailed_size, subject_of
from desktop_app.documents.compose_handover import TICK, Handed, handed_table
from desktop_app.documents.compose_text import SERIAL, applicant, revision_mark
from desktop_app.documents.numbering import number
from desktop_app.documents.punctuation import full_width
from desktop_app.documents.tree import Block, Column, Document, Heading, Section, Table, paragraph

TITLE = "报送清单"


@dataclass(frozen=True, slots=True)
class Gone:
    """One paper of a set, in a mail without copies; there with the editable formats and the bytes
    of all its files (`rows`: one for each row), and what it holds as `pdf`."""

    paper: Handed
    editable: tuple[str, ...] = ()
    sizes: tuple[int, ...] = ()
    pdf: Literal["none", "scan", "file", "joined"] = "none"
    rows: int = 0


@dataclass(frozen=True, slots=True)
class SetToSend:
    """A sending and what it holds."""

    sending: Sending
    papers: tuple[Gone, ...]


def compose_sendings(
    programme: Programme,
    draft: Draft,
    sets: Sequence[SetToSend],
    watermark: str = "",
    standing: str = "",
) -> Document:
    """The sheet; who sends ticks off what lies in each set."""
    about = programme.about
    blocks: list[Block] = [
        paragraph(TITLE, "title"),
        paragraph(f"申报事项：{full_width(about.title)}", "note"),
        paragraph(f"申报主体：{applicant(programme, draft)}{_by(programme, draft)}", "note"),
    ]
    for one in sets:
        blocks += _set(programme, draft, one)
    kept = _kept(sets)
    if kept:
        told = f"{kept}不送纸质，打印一份盖章、扫描后发送，纸质件留存。"
        blocks.append(paragraph(told, "note"))
    mark = revision_mark(draft, standing)
    author = applicant(programme, draft)
    return number(Document(TITLE, (Section(tuple(blocks)),), mark, author, watermark))


def _by(programme: Programme, draft: Draft) -> str:
    until = due(programme, draft)
    if until is None:
        return ""
    return f"　　截止日期：{until.year}年{until.month}月{until.day}日（各套都要在此以前送到）"


def _set(programme: Programme, draft: Draft, one: SetToSend) -> list[Block]:
    sending = one.sending
    is_mail = sending.way == "mail"
    clause = f"（通知{full_width(sending.clause)}）" if sending.clause else ""
    told = [
        ("报送方式", f"{WAYS[sending.way]}{clause}"),
        ("接收单位", f"{sending.recipient}（{sending.address}）"),
    ]
    if is_mail:
        told.append(("邮件标题", subject_of(programme, draft, sending)))
        told.append(("附件大小", _size(one)))
    rows = tuple((name, text) for name, text in told if text)
    about = Table((Column("事项", 8), Column("内容", 34)), rows)
    return [Heading(sending.title, 1), about, _mailed(one) if is_mail else _on_paper(one)]


def _on_paper(one: SetToSend) -> Table:
    return handed_table(
        [gone.paper for gone in one.papers],
        sealed=("盖章", "不盖章"),
        ticked=(Column("齐了打勾", 6, "center"),),
    )


def _mailed(one: SetToSend) -> Table:
    columns = (
        SERIAL,
        Column("材料名称", 24),
        Column("PDF版", 12, "center"),
        Column("可编辑电子版", 10, "center"),
        Column("通知条款", 8, "center"),
        Column("齐了打勾", 6, "center"),
    )
    rows = tuple(
        (
            str(n),
            gone.paper.title,
            _pdf(gone),
            _editable(gone),
            full_width(gone.paper.clause) or "—",
            TICK,
        )
        for n, gone in enumerate(one.papers, start=1)
    )
    return Table(columns, rows)


def _pdf(gone: Gone) -> str:
    pages = gone.paper.pages
    if gone.pdf == "scan":
        return f"盖章扫描件{pages}页" if pages else "盖章扫描件"
    if gone.pdf == "joined":
        return f"合订PDF，{pages}页"
    if gone.pdf == "file":
        return f"PDF，{gone.rows}份" if gone.rows else "PDF"
    return "—"


def _editable(gone: Gone) -> str:
    kinds = "、".join(FORMATS[kind] for kind in gone.editable)
    each = "各" if len(gone.editable) > 1 else ""
    many = f"，{each}{gone.rows}份" if kinds and gone.rows else ""
    return f"{kinds}{many}" or "—"


def _size(one: SetToSend) -> str:
    """What the editable files come to; what a scan comes to is known when there is one."""
    editable = in_mb(mailed_size([size for gone in one.papers for size in gone.sizes]))
    has_pdf = any(gone.pdf in ("file", "joined") for gone in one.papers)
    what = "电子版" if has_pdf else "可编辑电子版"
    told = [f"{what}在邮件中约{editable}" + ("，另加扫描件" if one.sending.stamped else "")]
    if one.sending.largest is not None:
        told.append(f"合计按{one.sending.largest:g} MB提醒")
    if one.sending.hint:
        told.append(full_width(one.sending.hint))
    return "；".join(told)


def _kept(sets: Sequence[SetToSend]) -> str:
    """Papers that are sealed only for their scan."""
    sent = {gone.paper.title for one in sets if one.sending.way != "mail" for gone in one.papers}
    scanned = [
        f"《{gone.paper.title}》"
        for one in sets
        if one.sending.stamped
        for gone in one.papers
        if gone.paper.title not in sent and gone.pdf == "scan"
    ]
    return "、".join(dict.fromkeys(scanned))
