"""The cards of 通知要点: what the pack says of a notice, each with the words it stands on."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from desktop_app.core.copies import asked
from desktop_app.core.draft import Draft
from desktop_app.core.findings import SEVERITY_WORDS, Severity
from desktop_app.core.pack_about import Deliverable, Sending
from desktop_app.core.programme import Programme
from desktop_app.core.sendings import (
    WAYS,
    asked_formats,
    asked_on_paper,
    paper_title,
    seals_asked,
    subject_of,
)
from desktop_app.ui.copied_line import CopiedLine, room_for
from desktop_app.ui.fold_card import FoldCard
from desktop_app.ui.listing import SIGNS
from desktop_app.ui.spacing import around, between
from desktop_app.ui.widgets import button, words

Find = Callable[[str], object]
# Takes the state of the draft that is shown from now on.
Follower = Callable[[Draft], None]


def what_is_handed_in(
    programme: Programme, find: Find, followers: list[Follower], draft: Draft
) -> FoldCard:
    """The documents with copies, seals and formats; `followers` gains what hangs on the draft."""
    made = FoldCard("报送什么", "deliverables")
    if programme.about.sending:
        for one in programme.about.sending:
            label = words(_set(programme, draft, one), "", "deliverable")
            followers.append(partial(_tell_set, programme, one, label))
            made.body.addWidget(label)
            made.body.addWidget(_quoted(one.clause, one.quote, find))
        return made
    for one in programme.about.deliverable:
        made.body.addWidget(words(f"{one.title}:{_asked(one)}", "", "deliverable"))
        made.body.addWidget(_quoted(one.clause, one.quote, find))
    return made


def where_it_goes(
    programme: Programme, find: Find, followers: list[Follower], draft: Draft
) -> FoldCard | None:
    """The address, to be copied, and whom to ask; None where the pack has neither."""
    about = programme.about
    if about.post is None and not about.contact and not about.sending:
        return None
    made = FoldCard("报到哪里,问谁", "where")
    line_of = partial(CopiedLine, signs=room_for([one.office for one in about.contact]))
    for one in about.sending:
        is_mail = one.way == "mail"
        label, deed = ("邮箱", "复制邮箱") if is_mail else ("地址", "复制地址")
        whole = one.address if is_mail else one.whole
        made.body.addWidget(line_of(f"{WAYS[one.way]}", one.recipient))
        made.body.addWidget(line_of(label, one.address, whole, deed))
        if is_mail:
            subject = subject_of(programme, draft, one)
            line = line_of("邮件标题", subject, subject, "复制标题")
            followers.append(partial(tell_subject, programme, one, line))
            made.body.addWidget(line)
    if about.post is not None and not about.sending:
        made.body.addWidget(line_of("收件单位", about.post.recipient))
        made.body.addWidget(line_of("地址", about.post.address, about.post.whole, "复制地址"))
        made.body.addWidget(_quoted(about.post.clause, about.post.quote, find))
    for one in about.contact:
        who = " ".join(text for text in (one.person, one.phone) if text)
        made.body.addWidget(line_of(one.office, who, one.phone, "复制电话"))
    return made


def what_to_know(programme: Programme, find: Find) -> FoldCard | None:
    """The clauses that no rule can decide; None where the pack has none."""
    notes = programme.about.note
    if not notes:
        return None
    made = FoldCard(f"通知没有写明、需要留意的({len(notes)})", "notes", is_open=False)
    for one in notes:
        made.body.addWidget(words(f"{one.code}  {one.title}", "heading", "note title"))
        made.body.addWidget(words(one.text, "", "note text"))
        made.body.addWidget(_quoted(one.clause, one.quote, find))
    return made


def what_is_checked(programme: Programme) -> FoldCard:
    """The rules by severity, a line each."""
    made = FoldCard(f"程序核对什么({len(programme.rules)} 条审核公式)", "rules", is_open=False)
    for severity in Severity:
        rules = [rule for rule in programme.rules if rule.severity is severity]
        if not rules:
            continue
        head = f"{SIGNS[severity]} {SEVERITY_WORDS[severity]}({len(rules)} 条)"
        made.body.addWidget(words(head, "heading", f"rules {severity}"))
        lines = (f"{r.code}  {r.title}{f'({r.clause})' if r.clause else ''}" for r in rules)
        made.body.addWidget(words("\n".join(lines)))
    told = "程序只核对这些条件,一切以通知原文为准。逐条结果见「核对」。"
    made.body.addWidget(words(told, "soft"))
    return made


def quotes_of(programme: Programme) -> list[str]:
    """Everything that the pack quotes from the notice."""
    about = programme.about
    quoting = (*programme.rules, *about.deliverable, *about.note, *about.sending)
    found = [one.quote for one in quoting]
    found += [one.quote for one in (*programme.rewards.reward, *programme.rewards.group)]
    if about.post is not None:
        found.append(about.post.quote)
    return [quote for quote in dict.fromkeys(found) if quote]


def _set(programme: Programme, draft: Draft, one: Sending) -> str:
    """What a set holds: a line for each paper, on paper with copies and seals."""
    is_mail = one.way == "mail"
    lines = [
        f"    {paper_title(programme, draft, paper)}"
        + ("" if is_mail else f":{asked_on_paper(programme, draft, one, paper)}")
        for paper in one.papers
    ]
    how = f":{asked_formats(programme, one)}" if is_mail else ""
    return "\n".join((f"{one.title}({WAYS[one.way]}){how}", *lines))


def _tell_set(programme: Programme, one: Sending, label: QLabel, draft: Draft) -> None:
    label.setText(_set(programme, draft, one))


def tell_subject(programme: Programme, one: Sending, line: CopiedLine, draft: Draft) -> None:
    """The subject of a mail as the draft makes it now."""
    line.say(subject_of(programme, draft, one))


def _asked(one: Deliverable) -> str:
    names = {"docx": "Word", "pdf": "PDF", "xlsx": "Excel"}
    return f"{paper_asked(one)},程序生成 {'、'.join(names[kind] for kind in one.formats)}"


def paper_asked(one: Deliverable) -> str:
    """「一式叁份,加盖公章」"""
    return ",".join((asked(one.copies, one.originals), *seals_asked(one)))


def _quoted(clause: str, quote: str, find: Find) -> QWidget:
    """A clause with its words, and a button to see them where they stand."""
    made = QWidget()
    layout = QHBoxLayout(made)
    around(layout, 0, 0, 0, 1)
    between(layout, 2)
    told = f"通知 {clause}" if clause else "通知"
    layout.addWidget(words(f"{told}:「{quote}」" if quote else told, "soft", "quoted"), 1)
    if quote:
        in_text = button("看原文", "in notice", f"在通知原文中看「{quote}」")
        in_text.clicked.connect(partial(_ask, find, quote))
        layout.addWidget(in_text, 0, Qt.AlignmentFlag.AlignTop)
    return made


def _ask(find: Find, quote: str) -> None:
    find(quote)
