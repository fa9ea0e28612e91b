"""官方表样: the issuer's own attachments, given once as blank files and filled ever after."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QThreadPool, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.core.own_form import Attachment, FormMap, attachment_of
from desktop_app.core.programme import Programme
from desktop_app.jobs.kept_forms import KeptForm, Proposal, attachment_name, forget, keep, kept
from desktop_app.ui.bundle.own_map_box import OwnMapBox
from desktop_app.ui.page import Desk
from desktop_app.ui.spacing import between
from desktop_app.ui.widgets import button, card, emptied, say, words
from desktop_app.ui.work import Work

_ABOUT = (
    "收到的空白附件({summary} .xlsx 或 .docx,{plan} .docx)选一次,看过对应关系存下;"
    "以后每次生成材料,都照它的版式另填一份并读回比对。也可以把文件拖到这里。"
)
_SUFFIXES = (".xlsx", ".docx")


class OfficialCard(QWidget):
    """Reads, shows and keeps forms by itself; they belong to the programme, not to the draft.

    `shown` tells that a map is to be looked at.
    """

    shown = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._pool = QThreadPool(self)
        self._path: Path | None = None
        self._proposal: Proposal | None = None
        self._names: dict[Attachment, str] = {}
        self._choose = button("选择空白表样…", "choose official", "选择收到的空白官方表样")
        self._told = words("", "soft", "official told")
        self._kept = QVBoxLayout()
        between(self._kept, 1)
        self._map = OwnMapBox(desk.programme)
        frame, layout = card()
        between(layout, 2)
        about = _ABOUT.format(
            summary=desk.programme.summary.table.title, plan=desk.programme.plan.named
        )
        layout.addWidget(words("官方表样", "lead"))
        layout.addWidget(words(about, "soft", "official about"))
        layout.addLayout(self._kept)
        row = QHBoxLayout()
        between(row, 2)
        row.addWidget(self._choose)
        row.addStretch(1)
        layout.addLayout(row)
        layout.addWidget(self._told)
        layout.addWidget(self._map)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        self.setAcceptDrops(True)
        say(self._told, "")
        self._map.hide()
        self._choose.clicked.connect(self._ask)
        self._map.keep_asked.connect(self._keep)
        self._map.left.connect(self._leave)
        self._map.attachment_asked.connect(self._as_attachment)
        self._look()

    def stop(self) -> None:
        self._pool.waitForDone()

    def take_file(self, path: Path) -> None:
        """Read a blank form and show what it was understood as."""
        self._read(path, None)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        if self._dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        path = self._dropped(event)
        if path is not None:
            event.acceptProposedAction()
            self.take_file(path)

    def _dropped(self, event: QDropEvent) -> Path | None:
        """The one form that is dropped; what is none goes where all else goes."""
        urls = event.mimeData().urls()
        paths = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
        is_form = len(paths) == 1 and paths[0].suffix.lower() in _SUFFIXES
        return paths[0] if is_form and self._choose.isEnabled() else None

    @Slot()
    def _ask(self) -> None:
        path = self._desk.prompts.official_form(self)
        if path is not None:
            self.take_file(path)

    @Slot(str)
    def _as_attachment(self, attachment: str) -> None:
        if self._path is not None:
            self._read(self._path, attachment_of(attachment))

    def _read(self, path: Path, attachment: Attachment | None) -> None:
        self._path = path
        self._map.hide()
        self._do(_reading(self._desk.programme, path, attachment), self._show, "正在读表样…")

    def _look(self) -> None:
        self._do(_looking(self._desk.programme), self._show_kept, "")

    def _do(self, job: Callable[[], object], then: Callable[..., None], told: str) -> None:
        """One thing at a time: nothing else is begun before it is done."""
        self._choose.setEnabled(False)
        self._map.setEnabled(False)
        say(self._told, told or self._told.text())
        work = Work(job, self)
        work.succeeded.connect(then)
        work.failed.connect(self._fail)
        work.start(self._pool)

    def _rest(self, told: str) -> None:
        self._choose.setEnabled(True)
        self._map.setEnabled(True)
        say(self._told, told)

    @Slot(object)
    def _show(self, found: Proposal) -> None:
        self._proposal = found
        self._rest("")
        self._map.show_form(found.form, found.doubts)
        self._map.show()
        self.shown.emit()

    @Slot(str)
    def _fail(self, sentence: str) -> None:
        self._rest(sentence)

    @Slot(object)
    def _keep(self, form: FormMap) -> None:
        if self._proposal is not None:
            content = self._proposal.content
            self._do(_keeping(self._desk.programme, form, content), self._have_kept, "正在存…")

    @Slot(object)
    def _have_kept(self, told: str) -> None:
        self._leave()
        self._told.setText(told)
        self._look()

    @Slot()
    def _leave(self) -> None:
        self._proposal = self._path = None
        self._map.hide()
        self._choose.setFocus()

    @Slot(object)
    def _show_kept(self, kept: Sequence[tuple[str, KeptForm]]) -> None:
        emptied(self._kept)
        self._names = {one.attachment: name for name, one in kept}
        for name, one in kept:
            self._kept.addWidget(_KeptRow(name, one, self._change, self._forget))
        self._choose.setText("选择另一个…" if kept else "选择空白表样…")
        self._rest(self._told.text())

    def _change(self, one: KeptForm) -> None:
        """Look at the map of a kept form again."""
        if one.form is not None:
            self._show(Proposal(one.form, (), one.content))

    def _forget(self, attachment: Attachment) -> None:
        name = self._names[attachment]
        sentence = f"以后生成材料不再填写《{name}》的官方表样;存下的空白表和对应关系会删去。"
        if self._desk.prompts.agrees(self, sentence, "不再使用"):
            self._map.hide()
            job = _forgetting(self._desk.programme, attachment, name)
            self._do(job, self._have_kept, "正在删去…")


class _KeptRow(QWidget):
    """A form that is kept, with what can be done with it."""

    def __init__(
        self,
        name: str,
        one: KeptForm,
        change: Callable[[KeptForm], None],
        forget: Callable[[Attachment], None],
    ) -> None:
        super().__init__()
        self._one, self._change, self._forget = one, change, forget
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        between(row, 2)
        file = "" if one.form is None else one.form.file
        told = words(
            one.trouble or f"✓ {name}:{file}", "refusal" if one.trouble else "", "kept form"
        )
        row.addWidget(told, 1)
        if one.form is not None:
            look = button("对应关系", "change official", f"看{name}官方表样的对应关系")
            look.clicked.connect(self._look)
            row.addWidget(look)
        drop = button("不再使用", "forget official", f"不再使用{name}的官方表样")
        drop.clicked.connect(self._drop)
        row.addWidget(drop)

    @Slot()
    def _look(self) -> None:
        self._change(self._one)

    @Slot()
    def _drop(self) -> None:
        self._forget(self._one.attachment)


def _reading(
    programme: Programme, path: Path, attachment: Attachment | None
) -> Callable[[], object]:
    def job() -> object:
        from desktop_app.jobs.official_form import propose

        return propose(programme, path, attachment)

    return job


def _keeping(programme: Programme, form: FormMap, content: bytes) -> Callable[[], str]:
    def job() -> str:
        keep(programme, form, content)
        name = attachment_name(programme, form.attachment)
        return f"已存下《{name}》的官方表样;下次生成材料时照它填写,放在「官方表样」文件夹。"

    return job


def _forgetting(programme: Programme, attachment: Attachment, name: str) -> Callable[[], str]:
    def job() -> str:
        forget(programme, attachment)
        return f"不再填写《{name}》的官方表样。"

    return job


def _looking(programme: Programme) -> Callable[[], object]:
    def job() -> object:
        return [(attachment_name(programme, one.attachment), one) for one in kept(programme)]

    return job
