"""Linting a pack's sendings: their papers, formats, placeholders and paths."""

from collections.abc import Iterator

from desktop_app.core.file_names import can_be_a_folder
from desktop_app.core.pack import quote_occurs
from desktop_app.core.pack_about import Sending
from desktop_app.core.pack_papers import PAPER_FOLDERS_TAKEN
from desktop_app.core.programme import Programme
from desktop_app.core.sendings import WAYS, formats_of, further_paper
from desktop_app.core.shown import placeholder_problems
from desktop_app.core.signs import drawn
from desktop_app.core.values import Kind

_MAIL_ALONE = ("subject", "message", "largest", "subject_at", "formats", "stamped")


def sending_problems(programme: Programme) -> Iterator[tuple[str, str]]:
    """What is wrong with the sendings: the key in programme.toml, and the message."""
    ids = [one.id for one in programme.about.sending]
    # A title names the folder of a mail and the print file of a set, and tells its copies.
    titles = [drawn(one.title).casefold() for one in programme.about.sending]
    for n, one in enumerate(programme.about.sending):
        key = f"sending[{n}]"
        if one.id in ids[:n]:
            yield key, f"「{one.id}」重复"
        if titles[n] in titles[:n]:
            yield f"{key}.title", f"「{one.title}」重复;每一套报送各用各的名称"
        if not can_be_a_folder(one.title):
            yield f"{key}.title", f"「{one.title}」不能作文件夹和文件的名称"
        for part, message in _one(programme, one):
            yield f"{key}.{part}", message


def unsent_copies(programme: Programme) -> Iterator[tuple[str, str]]:
    """Papers with copies that no set takes: where a pack tells sets apart nothing else goes out.
    The key in papers.toml, and the message."""
    sent = {paper for one in programme.about.sending for paper in one.papers}
    for n, paper in enumerate(programme.papers):
        if sent and paper.copies and paper.id not in sent:
            yield (
                f"paper[{n}].copies",
                f"写了份数,但没有一套报送「{paper.id}」;请写进 programme.toml 的 sending.papers",
            )


def _one(programme: Programme, one: Sending) -> Iterator[tuple[str, str]]:
    if one.quote and not quote_occurs(one.quote, programme.notice):
        yield "quote", f"通知原文中没有「{one.quote}」"
    folders = {*PAPER_FOLDERS_TAKEN, *(paper.folder for paper in programme.papers)}
    if one.way == "mail" and one.title in folders:
        yield "title", f"「{one.title}」是成册材料中已有的文件夹,请换一个名称"
    if not one.papers:
        yield "papers", "没有写报送哪些材料"
    for at, paper in enumerate(one.papers):
        if paper in one.papers[:at]:
            yield "papers", f"「{paper}」重复"
        yield from _paper(programme, one, paper)
    for part in ("subject", "message"):
        for message in placeholder_problems(programme, getattr(one, part)):
            yield part, message
    if one.way == "mail":
        yield from _mail(one)
        if one.rows == "joined" and not any(
            paper.each for paper in programme.papers if paper.id in one.papers
        ):
            yield "rows", "rows 只用于报送逐行(each)材料的邮件,这里没有这样的材料"
    else:
        if one.rows != "files":
            yield "rows", f"{WAYS[one.way]}总是送合订的一份,不用写 rows"
        for part in _MAIL_ALONE:
            if getattr(one, part):
                yield part, f"{WAYS[one.way]}不用写 {part},只有 mail 才有"
    yield from _paths(programme, one)


def _paper(programme: Programme, one: Sending, paper: str) -> Iterator[tuple[str, str]]:
    formats = formats_of(programme, paper)
    if formats is None:
        yield "papers", f"没有材料「{paper}」(plan、summary、letter:函件编号或 papers.toml 的编号)"
        return
    editable = [kind for kind in one.formats if kind != "pdf"]
    if editable and not set(editable) & set(formats):
        yield "formats", f"材料「{paper}」没有 {'、'.join(editable)} 格式"
    is_printed = one.way != "mail" or one.stamped or "pdf" in one.formats
    if is_printed and "pdf" not in formats:
        yield "papers", f"材料「{paper}」没有 PDF,不能打印盖章"
    further = further_paper(programme, paper)
    if further is not None and further.each and one.rows == "joined" and "pdf" not in formats:
        yield "rows", f"逐行的材料「{paper}」没有 PDF,不能合订"


def _mail(one: Sending) -> Iterator[tuple[str, str]]:
    for part in ("address", "subject", "message"):
        if not getattr(one, part):
            yield part, f"发邮件须写明 {part}"
    if not one.stamped and not one.formats:
        yield "formats", "没有写明发什么格式:stamped(盖章扫描件)或 formats"
    if one.stamped and "pdf" in one.formats:
        yield "formats", "写了 stamped,PDF 就是盖章的扫描件,formats 只写可编辑的格式"
    if one.largest is not None and one.largest <= 0:
        yield "largest", "邮件大小的上限应大于 0(单位 MB)"
    if one.copies_at:
        yield "copies_at", "邮件没有份数"


def _paths(programme: Programme, one: Sending) -> Iterator[tuple[str, str]]:
    wanted = (
        ("copies_at", Kind.INTEGER, "整数"),
        ("recorded_on", Kind.DATE, "日期"),
        ("subject_at", Kind.TEXT, "文字"),
    )
    for part, kind, told in wanted:
        path = getattr(one, part)
        field = programme.field(path) if path else None
        if path and (field is None or field.kind is not kind):
            yield part, f"「{path}」不是{told}填报项的路径"
