"""发邮件: texts to copy, scans in; what is complete, what is missing, how large it is."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.core.changes import Change, Together, set_path
from desktop_app.core.draft import Draft
from desktop_app.core.pack_about import Sending
from desktop_app.core.sendings import MOST_LISTED, in_mb, message_of, subject_of
from desktop_app.core.shown import shown
from desktop_app.jobs.made_bundle import MadeBundle
from desktop_app.jobs.progress import Report
from desktop_app.ui.copied_line import CopiedLine
from desktop_app.ui.job_line import JobLine
from desktop_app.ui.page import Desk
from desktop_app.ui.spacing import between
from desktop_app.ui.theme import mean
from desktop_app.ui.widgets import add_row, button, card, say, text_line, words

if TYPE_CHECKING:
    from desktop_app.jobs.bundle_mails import MailPaper
    from desktop_app.jobs.send_mail import Checked

_SIGNS = 4
_RECORDED = "登记邮件已发出"
_WAIT = "先生成正式材料,打印盖章;盖好章的材料扫描成 PDF 以后,在这里加入,配齐邮件的附件。"
_WAIT_PLAIN = "先生成正式材料,再在这里配齐邮件的附件。"
_READY_PLAIN = "这封邮件不要盖章扫描件:按「重新核对」,附件核对以后放进一个文件夹。"
_READY = "把盖好章的材料扫描成 PDF 加入:一份材料一个或几份连着扫都可以,程序按页脚的识别码分开。"


class MailCard(QWidget):
    """One mail of the pack. `bundle` gives the bundle that was made, if there is one; `open_asked`
    brings the folder of what is ready to attach, `told` what was recorded, with the label under
    which it is undone."""

    open_asked = Signal(object)
    told = Signal(str, str)

    def __init__(
        self, desk: Desk, sending: Sending, bundle: Callable[[], MadeBundle | None]
    ) -> None:
        super().__init__()
        self._desk, self._sending, self._bundle = desk, sending, bundle
        # Another bundle may take the place of the one that is being checked.
        self._is_wanted = False
        self._scans: list[Path] = []
        self._checked: Checked | None = None
        self._address = CopiedLine("邮箱", deed="复制邮箱", name="mail address", signs=_SIGNS)
        self._subject = CopiedLine("标题", deed="复制标题", name="mail subject", signs=_SIGNS)
        self._message = CopiedLine("正文", deed="复制正文", name="mail message", signs=_SIGNS)
        self._about = words("", "soft", "mail about")
        self._largest = text_line("mail largest", "邮件上限(MB)", sending.hint or "不填为不限")
        self._largest.setText(f"{sending.largest:g}" if sending.largest is not None else "")
        self._largest.setToolTip(sending.hint)
        self._add = button("加入盖章扫描件…", "add mail scans", primary=True)
        self._again = button("重新核对", "check mail again", "按现在的扫描件和上限重新核对邮件")
        self._clear = button("清除扫描件", "clear mail scans", "把已经加入的扫描件清除,重新加入")
        self._open = button("打开文件夹", "open mail folder", "打开放邮件附件的文件夹")
        self._record = button("已发出,登记", "record mail", "登记今天发出了邮件,记下日期和标题")
        self._sent = words("", "soft", "mail recorded")
        self._job = JobLine("mail", "核对邮件附件")
        self._verdict = words("", "", "mail verdict")
        self._told = words("", "", "mail told")
        self._lay_out()
        self._connect()
        self.show_draft(desk.session.draft)
        self.show_bundle()

    def show_draft(self, draft: Draft) -> None:
        """The texts to copy, as the draft has them now."""
        programme = self._desk.programme
        self._subject.say(subject_of(programme, draft, self._sending))
        self._message.say(self._text(draft))
        self._show_sent(draft)

    def show_bundle(self) -> None:
        """Whether there is a bundle to send; what was checked of another one is dropped."""
        self._job.cancel()
        self._is_wanted = False
        self._drop()
        self._show_state()

    def stop(self) -> None:
        self._job.stop()

    def _lay_out(self) -> None:
        frame, layout = card()
        between(layout, 2)
        layout.addWidget(words(f"发邮件:{self._sending.title}", "lead"))
        layout.addWidget(self._about)
        self._address.say(self._sending.address)
        for one in (self._address, self._subject, self._message):
            layout.addWidget(one)
        form = QFormLayout()
        between(form, 2)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        add_row(form, self._largest)
        layout.addLayout(form)
        for row in ((self._add, self._again, self._clear), (self._open, self._record)):
            line = QHBoxLayout()
            between(line, 2)
            for one in row:
                line.addWidget(one)
            line.addStretch(1)
            layout.addLayout(line)
        for one in (self._sent, self._job, self._verdict, self._told):
            layout.addWidget(one)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        say(self._verdict, "")
        say(self._told, "")

    def _connect(self) -> None:
        self._add.clicked.connect(self._ask)
        self._again.clicked.connect(self._check)
        self._clear.clicked.connect(self._forget)
        self._open.clicked.connect(self._open_folder)
        self._record.clicked.connect(self._note_sent)
        self._job.succeeded.connect(self._show)
        self._job.failed.connect(self._fail)
        self._job.cancelled.connect(self._stopped)

    def _text(self, draft: Draft) -> str:
        """The message; once the attachments are ready, with their list."""
        if self._checked is not None and self._checked.is_complete:
            return self._checked.mail.text
        return message_of(self._desk.programme, draft, self._sending)

    def _final(self) -> MadeBundle | None:
        made = self._bundle()
        return made if made is not None and not made.is_preview else None

    def _show_state(self) -> None:
        has_bundle, is_free = self._final() is not None, not self._job.is_running
        ready, wait = (_READY, _WAIT) if self._sending.stamped else (_READY_PLAIN, _WAIT_PLAIN)
        self._about.setText(ready if has_bundle else wait)
        self._add.setVisible(self._sending.stamped)
        self._add.setEnabled(has_bundle and is_free)
        # A mail without scans has nothing to add that would bring the check about.
        self._again.setVisible(bool(self._scans) or not self._sending.stamped)
        self._clear.setVisible(bool(self._scans))
        self._again.setEnabled(has_bundle and is_free)
        self._clear.setEnabled(is_free)
        self._open.setVisible(self._checked is not None and self._checked.folder is not None)
        self._record.setVisible(bool(self._sending.recorded_on))

    def _show_sent(self, draft: Draft) -> None:
        """The day that is recorded, and whether today is another."""
        path = self._sending.recorded_on
        recorded = draft.values.get(path, "").strip() if path else ""
        field = self._desk.programme.field(path) if recorded else None
        day = shown(self._desk.programme, field, recorded) if field is not None else recorded
        say(self._sent, f"已登记:{day}发出。" if day else "")
        self._record.setText("改为今天发出" if day else "已发出,登记")
        self._record.setEnabled(self._desk.can_write and recorded != self._today())

    def _drop(self) -> None:
        self._scans.clear()
        self._checked = None
        say(self._verdict, "")
        say(self._told, "")
        self._message.say(self._text(self._desk.session.draft))

    @Slot()
    def _forget(self) -> None:
        self._drop()
        self._show_state()

    @Slot()
    def _ask(self) -> None:
        start = self._desk.session.standing.path.parent
        chosen = self._desk.prompts.scans_to_check(self, start)
        self._scans += [one for one in chosen if one not in self._scans]
        if chosen:
            self._check()

    @Slot()
    def _check(self) -> None:
        made = self._final()
        largest = _bound(self._largest.text())
        if made is None or self._job.is_running:
            return
        if largest is None:
            told = "邮件上限没有看懂,请写一个数,单位 MB,例如 20;不限的请清空。"
            say(self._told, told)
            return
        self._is_wanted = True
        say(self._verdict, "")
        say(self._told, "")
        job = _job(made.folder, tuple(self._scans), self._sending.id, largest)
        self._job.run(job, "正在读扫描件…")
        self._show_state()

    @Slot(object)
    def _show(self, checked: "Checked") -> None:
        if not self._is_wanted:
            self._show_state()
            return
        self._checked = checked
        if checked.is_complete:
            told, weight = f"✓ 已配齐 {len(checked.files)} 个附件,可以发送。", "ok"
        else:
            told, weight = f"▲ 还有 {len(checked.findings)} 处没有配齐:", "must"
        say(self._verdict, told)
        mean(self._verdict, "weight", weight)
        say(self._told, "\n".join(_lines(checked)))
        self._message.say(self._text(self._desk.session.draft))
        self._show_state()

    @Slot(str)
    def _fail(self, sentence: str) -> None:
        say(self._told, sentence if self._is_wanted else "")
        self._show_state()

    @Slot()
    def _stopped(self) -> None:
        self._fail("已取消,没有核对完。")

    @Slot()
    def _open_folder(self) -> None:
        if self._checked is not None and self._checked.folder is not None:
            self.open_asked.emit(self._checked.folder)

    @Slot()
    def _note_sent(self) -> None:
        """Today and the subject into the fields that record them, as if typed there."""
        programme, sending = self._desk.programme, self._sending
        day = self._today()

        def sent(draft: Draft) -> Change:
            changes: list[Change] = [set_path(draft, sending.recorded_on, day)]
            if sending.subject_at:
                subject = subject_of(programme, draft, sending)
                changes.append(set_path(draft, sending.subject_at, subject))
            return Together(_RECORDED, tuple(changes))

        self._desk.session.do(_RECORDED, sent)
        self.told.emit(f"已登记{day}发出「{sending.title}」的邮件。", _RECORDED)

    def _today(self) -> str:
        today = self._desk.now().date()
        return f"{today.year}年{today.month}月{today.day}日"


def _bound(text: str) -> float | None:
    """The bound in MB, 0 for none; None for what is no number."""
    typed = text.strip()
    if not typed:
        return 0.0
    try:
        bound = float(typed)
    except ValueError:
        return None
    return bound if 0 <= bound < float("inf") else None


def _job(
    folder: Path, scans: Sequence[Path], sending: str, largest: float
) -> Callable[[Report], "Checked"]:
    def job(report: Report) -> "Checked":
        from desktop_app.jobs.send_mail import send_mail

        return send_mail(folder, scans, sending=sending, largest=largest, report=report)

    return job


def _lines(checked: "Checked") -> list[str]:
    lines = [
        f"{'✓' if one.is_ready else '✗'} {one.title}" + (f":{told}" if (told := _held(one)) else "")
        for one in checked.mail.papers
    ]
    bound = checked.mail.largest
    fits = bound is None or not any(one.kind == "size" for one in checked.findings)
    limit = f",上限 {bound:g} MB" if bound is not None else ""
    size = f"{in_mb(checked.size)},在邮件中约 {in_mb(checked.mailed)}{limit}"
    lines.append(f"{'✓' if fits else '✗'} 附件合计 {size}")
    lines += [f"{n}. {one.message}" for n, one in enumerate(checked.findings, start=1)]
    return lines + [f"● {remark}" for remark in checked.remarks]


def _held(one: "MailPaper") -> str:
    """What there is of a paper: its scanned pages, and how many files where it is many."""
    told = [f"盖章扫描件 {one.found}/{one.pages} 页"] if one.stamped else []
    told += [f"{len(one.files)} 个文件"] if len(one.files) > MOST_LISTED else []
    return ",".join(told)
