"""Installing a pack file: what is in it, who signed it, and a person's word that this is so."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QThreadPool, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout

from desktop_app.core.own_words import own_words
from desktop_app.ui.spacing import apart, between
from desktop_app.ui.start.parts import View
from desktop_app.ui.widgets import button, card, check_box, say, words
from desktop_app.ui.work import Latest, Work

if TYPE_CHECKING:
    from desktop_app.jobs.install_pack import Prospect
    from desktop_app.jobs.packs import Pack

_KNOWN = "这个发布单位以前确认过,签名和每个文件都对得上。"
_UNKNOWN = (
    "第一次见到这个发布单位。请打电话或在正式文件里核对上面的指纹,一个字都不差再安装;"
    "以后它的更新会自动认出来。"
)
_UNSIGNED = (
    "这个文件没有签名,看不出是谁发的、有没有被改过。只在来源可靠时安装;列表里会标明没有签名。"
)
_CHECKED = "我已向发布单位核对,指纹一致"
_RELIED = "来源可靠,仍要安装"


class InstallPack(View):
    """Reads a file, tells what it is, installs it when a person says so. `installed` brings the
    sentence that tells it."""

    installed = Signal(str)

    def __init__(self, pool: QThreadPool, *, now: Callable[[], datetime]) -> None:
        super().__init__("安装规则包", "")
        self._pool, self._now = pool, now
        self._found: Prospect | None = None
        self._path = Path()
        self._installing: Prospect | None = None
        self._reading = Latest(self)
        frame, inside = card()
        self._title = words("", "strong", "pack title")
        self._about = words("", "soft", "pack about")
        self._inside = words("", "caption", "pack inside")
        for one in (self._title, self._about, self._inside):
            inside.addWidget(one)
        self._frame = frame
        self._publisher = words("", "strong", "pack publisher")
        self._print = words("", "", "pack fingerprint")
        self._told = words("", "soft", "pack trust")
        self._sure = check_box(_CHECKED, "pack sure")
        self._refusal = words("", "refusal", "pack refusal")
        self._go = button("安装", "install", primary=True)
        self._leave = button("不装了", "leave install")
        self.body.addWidget(frame)
        apart(self.body, 2)
        for one in (self._publisher, self._print, self._told, self._sure, self._refusal):
            self.body.addWidget(one)
        line = QHBoxLayout()
        between(line, 2)
        line.addWidget(self._go)
        line.addWidget(self._leave)
        line.addStretch(1)
        apart(self.body, 2)
        self.body.addLayout(line)
        self.body.addStretch(1)
        self._sure.toggled.connect(self._allow)
        self._go.clicked.connect(self._install)
        self._leave.clicked.connect(self.back_asked)
        self._reading.found.connect(self._read)
        self._reading.failed.connect(self._failed)

    def show_file(self, path: Path) -> None:
        """Begin with a file: it is read and checked off the window's thread."""
        self._path = path
        self._found = None
        self.told.setText(f"正在检查「{path.name}」…")
        self._show(None)
        self._reading.ask(lambda _: _prospect(path))

    def stop(self) -> None:
        self._reading.stop()

    def enter(self) -> None:
        (self._sure if self._sure.isVisibleTo(self) else self._leave).setFocus()

    @Slot(object)
    def _read(self, found: "Prospect") -> None:
        self._found = found
        self.told.setText(f"「{self._path.name}」")
        self._show(found)
        self.enter()

    def _show(self, found: "Prospect | None") -> None:
        for one in (self._frame, self._publisher, self._print, self._told, self._sure, self._go):
            one.setVisible(found is not None)
        say(self._refusal, "")
        if found is None:
            return
        about, pack = found.pack.programme.about, found.pack
        self._title.setText(about.title)
        self._about.setText(f"{about.issuer} · 规则包 {about.id} · {about.version} 版")
        self._inside.setText(_contents(found))
        self._publisher.setText(f"发布单位:{pack.list.publisher}" if pack.key else "没有签名")
        say(self._print, f"指纹:{found.fingerprint}" if pack.key else "")
        told = {"known": _KNOWN, "unknown": _UNKNOWN, "unsigned": _UNSIGNED}
        self._told.setText(told[found.standing])
        sure = _RELIED if found.standing == "unsigned" else _CHECKED
        self._sure.setText(sure)
        self._sure.setAccessibleName(sure)
        self._sure.setChecked(False)
        self._sure.setVisible(found.standing != "known" and not found.is_there)
        if found.is_there:
            self._told.setText("这一版已经装好了,内容相同,不用再装。")
        self._allow()

    @Slot()
    def _allow(self) -> None:
        found = self._found
        is_sure = found is not None and (found.standing == "known" or self._sure.isChecked())
        self._go.setEnabled(is_sure and found is not None and not found.is_there)

    @Slot()
    def _install(self) -> None:
        found = self._found
        if found is None or not self._go.isEnabled():
            return
        self._go.setEnabled(False)
        self._installing = found
        now = self._now()
        work = Work(lambda: _install(found, now), self)
        work.succeeded.connect(self._done)
        work.failed.connect(self._not_installed)
        work.start(self._pool)

    @Slot(object)
    def _done(self, pack: "Pack") -> None:
        if self._is_at_it and self.isVisible():
            self.back_asked.emit()
        self.installed.emit(f"已安装「{self._title_installed}」规则包 {pack.version} 版。")

    @Slot(str)
    def _not_installed(self, sentence: str) -> None:
        if self._is_at_it:
            self._failed(sentence)
        else:
            say(self._refusal, f"「{self._title_installed}」没有装上:{sentence}")

    @property
    def _is_at_it(self) -> bool:
        """Whether what was installed is still what is shown: another file may have come."""
        return self._found is self._installing

    @property
    def _title_installed(self) -> str:
        return self._installing.pack.programme.about.title if self._installing else ""

    @Slot(str)
    def _failed(self, sentence: str) -> None:
        self.told.setText(f"「{self._path.name}」")
        say(self._refusal, sentence)
        self._allow()
        self._leave.setFocus()


def _contents(found: "Prospect") -> str:
    programme = found.pack.programme
    called = own_words(programme)
    told = [
        f"审核公式 {len(programme.rules)} 条",
        f"{called.plan} {len(programme.plan.chapter)} 章",
        f"{called.summary} {len(programme.summary.table.column)} 列",
        f"名单 {len(programme.lists)} 份",
    ]
    others = [one for one in found.versions if one != programme.about.version]
    more = f"。这台电脑上已有 {'、'.join(others)} 版,旧版的草稿照用旧版" if others else ""
    return f"内有{'、'.join(told)}{more}。"


def _prospect(path: Path) -> "Prospect":
    from desktop_app.jobs.install_pack import prospect
    from desktop_app.jobs.pack_file import read_pack_file

    return prospect(read_pack_file(path))


def _install(found: "Prospect", now: datetime) -> "Pack":
    from desktop_app.jobs.install_pack import install

    # The box that was ticked stands under the fingerprint that it speaks of.
    return install(found.pack, now, trust=found.fingerprint, unsigned=not found.pack.key)
