"""The package tried as on a new office PC: an old system without Python, compilers, fonts, network."""

import json
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from resources.package.freeze import inside
from resources.package.parts import NAME, TITLE
from tests.drive.screen import screen

_SOCKETS = Path("/tmp/.X11-unix")
# Seconds; under an emulated processor everything takes ten times as long.
_PATIENCE = 300
_ABSENT = "python3 python perl5 gcc cc tcc ld fc-list"


@dataclass(frozen=True)
class Tried:
    """One thing that was tried, what was seen, and whether it is as it must be."""

    what: str
    seen: str
    passed: bool


class Trial:
    """A bare root in which the package is installed; `arch` is Debian's word for the processor."""

    def __init__(self, root: Path, package: Path, pictures: Path) -> None:
        self._root = root
        self._package = package
        self._pictures = pictures

    def run(self) -> Iterator[Tried]:
        """Try one thing after the other, as the clerk's computer would meet them."""
        self._pictures.mkdir(parents=True, exist_ok=True)
        trials: tuple[Callable[[], Tried], ...] = (
            self._install, self._bare, self._network, self._self_test, self._practice,
            self._window, self._remove,
        )  # fmt: skip
        for trial in trials:
            tried = trial()
            yield tried
            if not tried.passed:
                return

    def _install(self) -> Tried:
        shutil.copy(self._package, self._root / "package.deb")
        code = self._sh(
            "apt-get update -qq && apt-get install -y -qq --no-install-recommends /package.deb"
            " >/install.log 2>&1",
            network=True,
        )
        seen = (self._root / "install.log").read_text("utf-8", "replace")
        is_there = (self._root / "opt" / NAME / NAME).is_file()
        return Tried("the package installs", seen[-200:] if code else "yes", is_there and not code)

    def _bare(self) -> Tried:
        # What fontconfig brings along, which no program may count on having hanzi.
        shutil.rmtree(self._root / "usr" / "share" / "fonts", ignore_errors=True)
        found = self._said(f"for one in {_ABSENT}; do command -v $one; done; true").split()
        return Tried("no Python, compiler or font", " ".join(found) or "none", not found)

    def _network(self) -> Tried:
        lines = self._said("cat /proc/net/dev").splitlines()[2:]
        names = [line.partition(":")[0].strip() for line in lines]
        return Tried("no network but the empty one", " ".join(names), names == ["lo"])

    def _self_test(self) -> Tried:
        told = json.loads(self._said(f"{NAME} self-test --json"))
        steps = told["steps"]
        failed = [one for one in steps if not one["passed"]]
        return Tried("self-test", json.dumps(failed or len(steps), ensure_ascii=False), not failed)

    def _practice(self) -> Tried:
        told = json.loads(self._said(f"{NAME} demo --out /practice --json"))
        again = json.loads(self._said(f"{NAME} verify '{told['bundle']}' --json"))
        good = again["identical"] and told["faults"]["found"] == told["faults"]["planted"]
        return Tried("the practice city, built and verified", f"{told['faults']}", good)

    def _window(self) -> Tried:
        with screen(self._pictures / "screen.log") as display, _window_manager(display):
            running = subprocess.Popen(
                ["unshare", "--mount", "--pid", "--fork", f"--mount-proc={self._root}/proc", "--net",
                 "sh", "-c", f"mkdir -p {self._root}{_SOCKETS} && "
                 f"mount --bind {_SOCKETS} {self._root}{_SOCKETS} && "
                 f"exec chroot {self._root} env -i HOME=/root PATH=/usr/bin:/bin LC_ALL=C.UTF-8 "
                 f"DISPLAY={display} {NAME}"],
            )  # fmt: skip
            try:
                search = ("xdotool", "search", "--onlyvisible", "--name", TITLE)
                _until(lambda: _said(display, *search), running)
                picture = self._pictures / "first-window.png"
                colours = _until(lambda: _colours(display, picture), running)
                _until(lambda: _closed(display, running), running)
                code = running.wait(_PATIENCE)
            finally:
                running.kill()
        seen = f"{colours or 'no'} colours, exit {code}"
        return Tried("the window opens and closes", seen, bool(colours) and code == 0)

    def _remove(self) -> Tried:
        self._sh("dpkg --remove shenbao >/dev/null", network=False)
        is_gone = not (self._root / "opt" / NAME).exists()
        is_kept = any((self._root / "practice").rglob("*.shenbao"))
        return Tried(
            "removed, drafts left", "yes" if is_gone and is_kept else "no", is_gone and is_kept
        )

    def _sh(self, command: str, *, network: bool) -> int:
        return inside(self._root, command, network=network, check=False)

    def _said(self, command: str) -> str:
        self._sh(f"{command} >/said 2>/complaints", network=False)
        said = (self._root / "said").read_text("utf-8", "replace")
        return said or (self._root / "complaints").read_text("utf-8", "replace")


@contextmanager
def _window_manager(display: str) -> Iterator[None]:
    """The keys that close a window are its own."""
    environment = {"DISPLAY": display, "PATH": "/usr/bin:/bin"}
    with subprocess.Popen(["openbox"], env=environment, stderr=subprocess.DEVNULL) as manager:
        try:
            yield
        finally:
            manager.terminate()


def _said(display: str, *command: str) -> str:
    return subprocess.run(
        command,
        env={"DISPLAY": display, "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    ).stdout.strip()


def _colours(display: str, picture: Path) -> str:
    """How many colours the screen shows once there is writing on it; "" before that."""
    _said(display, "import", "-window", "root", str(picture))
    found = _said(display, "identify", "-format", "%k", str(picture))
    return found if found.isdecimal() and int(found) > 30 else ""


def _closed(display: str, running: subprocess.Popen[bytes]) -> str:
    """Whether the window is gone; a key that came before the window had the focus is lost, so it
    is pressed again."""
    _said(display, "xdotool", "key", "alt+F4")
    with suppress(subprocess.TimeoutExpired):
        running.wait(3)
    return "" if running.poll() is None else "closed"


def _until(look: Callable[[], str], running: subprocess.Popen[bytes]) -> str:
    end = time.monotonic() + _PATIENCE
    while not (found := look()):
        if time.monotonic() > end or running.poll() is not None:
            return ""
        time.sleep(0.3)
    return found
