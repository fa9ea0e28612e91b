"""生成材料: what will be made and how, the making itself with progress, and what came of it."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.core.copies import asked
from desktop_app.core.findings import SEVERITY_WORDS, Audit, Severity
from desktop_app.core.own_words import own_words
from desktop_app.core.programme import Programme
from desktop_app.core.sendings import WAYS, paper_title
from desktop_app.jobs.made_bundle import MadeBundle, made_bundle
from desktop_app.jobs.print_memory import BuildSettings, PrintMemory
from desktop_app.jobs.progress import Report
from desktop_app.jobs.standing import Standing
from desktop_app.storage.snapshots import BEFORE_BUILD
from desktop_app.ui.bundle.choices import Choices
from desktop_app.ui.flow import Flow
from desktop_app.ui.job_line import JobLine
from desktop_app.ui.page import Desk
from desktop_app.ui.spacing import between, sized
from desktop_app.ui.theme import mean
from desktop_app.ui.widgets import button, card, say, words

if TYPE_CHECKING:
    from desktop_app.jobs.build_bundle import Bundle, Refused

_FORMATS = {"docx": "Word", "pdf": "PDF", "xlsx": "Excel"}


class MakeCard(QWidget):
    """`made` brings what was built, and the same as it lies on the disk; `check_asked` wants 核对,
    `look_asked` brings the form to look at, `can_make_changed` whether a final bundle can be made,
    `running_changed` whether one is being made.
    """

    made = Signal(object, object)
    check_asked = Signal()
    look_asked = Signal(str)
    can_make_changed = Signal(bool)
    running_changed = Signal(bool)

    def __init__(self, desk: Desk, memory: PrintMemory) -> None:
        super().__init__()
        self._desk, self._memory = desk, memory
        path = desk.session.standing.path
        settings = memory.building(path)
        copies = max((one.copies for one in desk.programme.about.deliverable), default=0)
        called = own_words(desk.programme)
        self._choices = Choices(settings, copies, f"{called.plan}、{called.summary}")
        self._out = Path(settings.out) if settings.out else path.parent
        self._choices.show_place(self._out)
        self._wanted: bool | None = None
        self._verdict = words("", "", "verdict")
        self._check = button("去核对", "go to check", "去核对,处理还没有解决的问题")
        self._make = button("生成材料", "build", primary=True)
        self._preview = button("生成预览稿", "build preview", "生成预览稿,每页标明草稿")
        self._job = JobLine("build", "生成材料")
        self._told = words("", "soft", "build told")
        self._lay_out()
        self._connect()
        self._show_verdict(None)
        say(self._told, "")

    @property
    def settings(self) -> BuildSettings:
        """How the bundle is to be made."""
        return self._choices.settings

    @property
    def is_running(self) -> bool:
        return self._job.is_running

    def show_audit(self, audit: Audit | None) -> None:
        """Whether the audit passes; None while it is not known."""
        self._show_verdict(audit)

    def remember(self, folder: Path) -> None:
        """Keep where the last bundle lies, for the next time."""
        self._choices.remember(folder)
        self._keep()

    @Slot()
    def make(self) -> None:
        """生成材料, of the draft as it is saved."""
        self._begin(preview=False)

    def stop(self) -> None:
        """Cancel, and wait until everything is cleared up."""
        self._job.stop()

    def _lay_out(self) -> None:
        frame, layout = card()
        between(layout, 2)
        layout.addWidget(words("生成材料", "lead"))
        state = QHBoxLayout()
        between(state, 2)
        state.addWidget(self._verdict, 1)
        state.addWidget(self._check)
        layout.addLayout(state)
        layout.addWidget(words(_promised(self._desk.programme), "soft", "promised"))
        looks = Flow()
        first = words("先看一眼:", "soft")
        first.setWordWrap(False)
        sized(first, minimumHeight=32)
        looks.addWidget(first)
        for one in self._desk.programme.about.deliverable:
            look = button(one.title, f"look at {one.form}", f"先看一眼 {one.title}")
            look.setProperty("form", one.form)
            look.clicked.connect(self._look)
            looks.addWidget(look)
        layout.addLayout(looks)
        layout.addWidget(self._choices)
        deeds = QHBoxLayout()
        between(deeds, 2)
        deeds.addWidget(self._make)
        deeds.addWidget(self._preview)
        deeds.addStretch(1)
        layout.addLayout(deeds)
        layout.addWidget(self._job)
        layout.addWidget(self._told)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)

    def _connect(self) -> None:
        session = self._desk.session
        session.saved.connect(self._saved)
        session.failed.connect(self._not_saved)
        self._make.clicked.connect(self.make)
        self._preview.clicked.connect(self._make_preview)
        self._check.clicked.connect(self.check_asked)
        self._choices.changed.connect(self._keep)
        self._choices.place_asked.connect(self._change_place)
        self._job.cancel_asked.connect(self._cancel)
        self._job.succeeded.connect(self._built)
        self._job.failed.connect(self._end)
        self._job.cancelled.connect(self._stopped)

    def _show_verdict(self, audit: Audit | None) -> None:
        passes = audit is not None and audit.passes
        if audit is None:
            told, weight = "正在核对…", "hint"
        elif passes:
            told, weight = "✓ 核对通过", "ok"
        else:
            counts = " · ".join(
                f"{SEVERITY_WORDS[severity]} {left}"
                for severity in (Severity.MUST, Severity.EXPLAIN)
                if (left := _left(audit, severity))
            )
            told, weight = f"▲ 核对未通过,还剩 {counts}", "must"
        self._verdict.setText(told)
        mean(self._verdict, "weight", weight)
        self._check.setVisible(audit is not None and not passes)
        self._make.setToolTip("" if passes else "核对通过以后才能生成;现在可以先生成预览稿")
        self._can_make = passes
        self._enable()

    def _enable(self) -> None:
        is_free = not self._job.is_running and self._wanted is None
        self._make.setEnabled(is_free and self._can_make)
        self.can_make_changed.emit(is_free and self._can_make)
        self.running_changed.emit(not is_free)
        self._preview.setEnabled(is_free)
        self._choices.setEnabled(is_free)

    def _keep(self) -> None:
        # The draft may have been saved elsewhere meanwhile.
        self._memory.keep_building(self._desk.session.standing.path, self._choices.settings)

    @Slot()
    def _look(self) -> None:
        self.look_asked.emit(self.sender().property("form"))

    @Slot()
    def _change_place(self) -> None:
        chosen = self._desk.prompts.folder_for_bundle(self, self._out)
        if chosen is not None:
            self._out = chosen
            self._choices.show_place(chosen)
            self._keep()

    @Slot()
    def _make_preview(self) -> None:
        self._begin(preview=True)

    def _begin(self, *, preview: bool) -> None:
        """Everything typed goes to the disk first: paper carries the number of what is saved."""
        self._wanted = preview
        say(self._told, "")
        self._job.begin("正在保存草稿…")
        self._enable()
        self._desk.session.flush()
        self._start_when_saved()

    @Slot()
    def _saved(self) -> None:
        self._start_when_saved()

    @Slot(str)
    def _not_saved(self, sentence: str) -> None:
        if self._wanted is not None:
            self._end(f"草稿还没有保存,没有生成材料:{sentence}")

    def _start_when_saved(self) -> None:
        standing = self._desk.session.settled
        if self._wanted is None or standing is None:
            return
        preview, self._wanted = self._wanted, None
        if not preview and self._desk.can_write:
            self._desk.session.keep(BEFORE_BUILD)
        job = _building(
            self._desk.programme, standing, self._out, self._choices.settings, preview=preview
        )
        self._job.run(job, "正在核对…")
        self._enable()

    @Slot()
    def _cancel(self) -> None:
        """While it waits to be saved nothing runs that could be cancelled."""
        if self._wanted is not None:
            self._stopped()

    @Slot(object)
    def _built(self, result: "tuple[Bundle, MadeBundle] | Refused") -> None:
        from desktop_app.jobs.build_bundle import Refused

        if isinstance(result, Refused):
            self._end("核对没有通过,没有生成材料;请先到「核对」处理,或者生成预览稿。")
            self._show_verdict(result.audit)
            return
        self._end("")
        self.made.emit(*result)

    @Slot()
    def _stopped(self) -> None:
        self._end("已取消,没有留下文件。")

    @Slot(str)
    def _end(self, sentence: str) -> None:
        self._wanted = None
        self._job.hide()
        say(self._told, sentence)
        self._enable()


def _building(
    programme: Programme, standing: Standing, out: Path, chosen: BuildSettings, *, preview: bool
) -> "Callable[[Report], tuple[Bundle, MadeBundle] | Refused]":
    """The job: everything that writes papers is loaded in its thread."""

    def job(report: Report) -> "tuple[Bundle, MadeBundle] | Refused":
        from desktop_app.jobs.build_bundle import PrintWish, Refused, build_bundle

        order = chosen.order
        built = build_bundle(
            programme,
            standing.draft,
            out,
            preview=preview,
            with_zip=chosen.with_zip,
            standing=standing.mark,
            wish=PrintWish(
                "document" if order == "document" else "none" if order == "none" else "set",
                chosen.duplex,
                chosen.marks,
                chosen.numbered,
                chosen.copies,
            ),
            office_fonts=chosen.office_fonts,
            report=report,
        )
        return built if isinstance(built, Refused) else (built, made_bundle(built.folder))

    return job


def _promised(programme: Programme) -> str:
    """The documents with their formats, copies and seals, as the notice asks for them."""
    lines = []
    for one in programme.about.deliverable:
        formats = "、".join(_FORMATS[kind] for kind in one.formats)
        seal = f",{one.seal or '盖章'}" if one.sealed else ""
        # Where the pack tells sets apart, they say below what goes on paper.
        copies = "" if programme.about.sending else f";纸质{asked(one.copies, one.originals)}"
        lines.append(f"{one.title}:{formats}{copies}{seal}")
    for one in programme.papers:
        formats = "、".join(_FORMATS[kind] for kind in one.formats)
        each = ",每行一份" if one.each else ""
        seal = f",{one.seal}" if one.seal and one.copies else ""
        has_paper = one.copies and not programme.about.sending
        paper = f";纸质{asked(one.copies, one.originals)}" if has_paper else ""
        lines.append(f"{one.name}:{formats}{each}{paper}{seal}")
    letters = [one.title for one in programme.letters if one.goes_with == "alone"]
    if letters:
        lines.append(f"函件:{'、'.join(letters)}")
    for one in programme.about.sending:
        papers = "、".join(paper_title(programme, None, paper) for paper in one.papers)
        lines.append(f"{one.title}({WAYS[one.way]}):{papers}")
    lines.append("另有一致性证明、送审单、移交清单、核对情况说明、盖章导航单和打印文件")
    return "\n".join(lines)


def _left(audit: Audit, severity: Severity) -> int:
    return sum(one.is_open for one in audit.findings if one.severity is severity)
