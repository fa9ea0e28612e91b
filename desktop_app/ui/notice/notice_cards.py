"""The cards of 通知要点: what the pack says of a notice, each with the words it stands on."""

import re
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from desktop_app.core.copies import both
from desktop_app.core.findings import SEVERITY_WORDS, Severity
from desktop_app.core.programme import Deliverable, Programme, Sending
from desktop_app.core.sendings import WAYS, asked_formats, paper_title, told_originals
from desktop_app.ui.fold_card import FoldCard
from desktop_app.ui.listing import SIGNS
from desktop_app.ui.spacing import SIGN, around, between, sized
from desktop_app.ui.widgets import button, words

_CHINESE = "零壹贰叁肆伍陆柒捌玖拾"
_LABEL_SIGNS = 6
_BLANK = re.compile(r"\{[^{}]*\}")

Find = Callable[[str], object]


def what_is_handed_in(programme: Programme, find: Find) -> FoldCard:
    """The documents with copies, seals and formats."""
    made = FoldCard("报送什么", "deliverables")
    if programme.about.sending:
        for one in programme.about.sending:
            made.body.addWidget(words(_set(programme, one), "", "deliverable"))
            made.body.addWidget(_quoted(one.clause, one.quote, find))
        return made
    for one in programme.about.deliverable:
        made.body.addWidget(words(f"{one.title}:{_asked(one)}", "", "deliverable"))
        made.body.addWidget(_quoted(one.clause, one.quote, find))
    return made


def where_it_goes(programme: Programme, find: Find) -> FoldCard | None:
    """The address, to be copied, and whom to ask; None where the pack has neither."""
    about = programme.about
    if about.post is None and not about.contact and not about.sending:
        return None
    made = FoldCard("报到哪里,问谁", "where")
    for one in about.sending:
        is_mail = one.way == "mail"
        label, deed = ("邮箱", "复制邮箱") if is_mail else ("地址", "复制地址")
        whole = one.address if is_mail else f"{one.address} {one.recipient}"
        made.body.addWidget(copied_line(f"{WAYS[one.way]}", one.recipient))
        made.body.addWidget(copied_line(label, one.address, whole, deed))
        if is_mail:
            subject = one.subject
            made.body.addWidget(copied_line("邮件标题", _BLANK.sub("××", subject)))
    if about.post is not None and not about.sending:
        whole = f"{about.post.address} {about.post.recipient}"
        made.body.addWidget(copied_line("收件单位", about.post.recipient))
        made.body.addWidget(copied_line("地址", about.post.address, whole, "复制地址"))
        made.body.addWidget(_quoted(about.post.clause, about.post.quote, find))
    for one in about.contact:
        who = " ".join(text for text in (one.person, one.phone) if text)
        made.body.addWidget(copied_line(one.office, who, one.phone, "复制电话"))
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


def _set(programme: Programme, one: Sending) -> str:
    """「电子邮件发送(电子邮件):申报函、实施方案,加盖公章的PDF版和可编辑电子版」"""
    papers = "、".join(_in_set(programme, one, paper) for paper in one.papers)
    how = f",{asked_formats(programme, one)}" if one.way == "mail" else ""
    return f"{one.title}({WAYS[one.way]}):{papers}{how}"


def _in_set(programme: Programme, one: Sending, paper: str) -> str:
    """A paper of a set, on paper with its 正本 and 副本 where the notice tells them apart."""
    title = paper_title(programme, None, paper)
    told = told_originals(programme, paper) if one.way != "mail" else ""
    return f"{title}({told})" if told else title


def _asked(one: Deliverable) -> str:
    names = {"docx": "Word", "pdf": "PDF", "xlsx": "Excel"}
    return f"{paper_asked(one)},程序生成 {'、'.join(names[kind] for kind in one.formats)}"


def paper_asked(one: Deliverable) -> str:
    """「一式叁份,加盖公章」"""
    copies = _CHINESE[one.copies] if one.copies < len(_CHINESE) else str(one.copies)
    told = [both(one.copies, one.originals) or (f"一式{copies}份" if one.copies > 1 else "1 份")]
    if one.sealed:
        told.append(one.seal or "盖章")
    if one.seam:
        told.append("盖骑缝章")
    return ",".join(told)


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


def copied_line(label: str, text: str, copied: str = "", deed: str = "") -> QWidget:
    """A label with its text, and a button that copies `copied`."""
    made = QWidget()
    layout = QHBoxLayout(made)
    layout.setContentsMargins(0, 0, 0, 0)
    between(layout, 2)
    name = QLabel(label)
    name.setTextFormat(Qt.TextFormat.PlainText)
    name.setWordWrap(True)
    sized(name, width=(_LABEL_SIGNS + 2) * SIGN)
    layout.addWidget(name)
    layout.addWidget(words(text, "", "line text"), 1)
    if copied:
        copy = button(deed, "copy", f"{deed}:{copied}")
        copy.clicked.connect(partial(_copy, copy, copied, deed))
        layout.addWidget(copy)
    return made


def _ask(find: Find, quote: str) -> None:
    find(quote)


def _copy(pressed: QPushButton, text: str, deed: str) -> None:
    QGuiApplication.clipboard().setText(text)
    pressed.setText("已复制 ✓")
    pressed.setAccessibleName(f"已复制:{text}({deed})")
