"""A computer's folders for the proof, and the way a program is run in it: traced, without a network.

Every kind of folder is a place of its own, so that a path alone tells whether it may be written.
"""

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.offline.trace import COMMAND, Trace, read_trace

ROOT = Path(__file__).resolve().parents[2]
_PATIENCE = 600


@dataclass
class World:
    """The folders below `root`; `home` is new, so that whatever appears in it shows."""

    root: Path
    traces: list[Path] = field(default_factory=list)

    def __post_init__(self) -> None:
        for folder in (
            self.home / "文档", self.drafts, self.out, self.received, self.system, self.here,
            self.told,
        ):  # fmt: skip
            folder.mkdir(parents=True)

    @property
    def home(self) -> Path:
        return self.root / "家"

    @property
    def drafts(self) -> Path:
        return self.root / "草稿"

    @property
    def out(self) -> Path:
        """What the user chooses for bundles, reports and packages."""
        return self.root / "输出"

    @property
    def received(self) -> Path:
        """What others sent; the program only reads it."""
        return self.root / "来件"

    @property
    def system(self) -> Path:
        """What the system calls the temporary folder."""
        return self.root / "系统临时"

    @property
    def here(self) -> Path:
        """The folder the program is started in."""
        return self.root / "当前"

    @property
    def told(self) -> Path:
        return self.root / "traces"

    @property
    def own(self) -> Path:
        """The program's data, where it lies when nobody names another folder."""
        return self.home / ".local" / "share" / "shenbao"

    @property
    def backups(self) -> Path:
        return self.home / "文档" / "申报匣备份"

    @property
    def practice(self) -> Path:
        return self.home / "文档" / "申报匣练习"

    @property
    def allowed(self) -> tuple[Path, ...]:
        """Draft, chosen output, the program's data: nothing else."""
        return self.drafts, self.out, self.own, self.backups, self.practice

    @property
    def environment(self) -> dict[str, str]:
        """What a program is told; nothing of ours gets through."""
        return {
            "HOME": str(self.home),
            "TMPDIR": str(self.system),
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            # What the interpreter keeps beside the source is none of the program's; frozen it
            # keeps nothing.
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONPATH": str(ROOT),
        }

    def run(
        self, command: Sequence[str], words: Sequence[str], more: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        """One command of the program, to its end, traced and without a network."""
        trace = self.told / f"{len(self.traces):03}.trace"
        self.traces.append(trace)
        return subprocess.run(
            [*without_network(), *COMMAND, "-o", str(trace), *command, *words],
            cwd=self.here,
            env={**self.environment, **(more or {})},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=_PATIENCE,
            check=False,
        )

    def read(self, number: int) -> Trace:
        """The trace of one run."""
        return trace_of(self.traces[number], self.here)


def trace_of(path: Path, folder: Path) -> Trace:
    """A trace as strace wrote it."""
    with path.open(encoding="utf-8", errors="surrogateescape") as lines:
        return read_trace(lines, str(folder))


def without_network() -> tuple[str, ...]:
    """How a program is started where there is no network, not even to itself."""
    return ("unshare", "-n") if os.geteuid() == 0 else ("unshare", "-rn")


def why_not() -> str:
    """Why nothing can be proven on this machine; "" when it can."""
    for name in ("strace", "unshare"):
        if shutil.which(name) is None:
            return f"{name} is not installed"
    tried = subprocess.run(
        [*without_network(), *COMMAND, "-o", os.devnull, "true"], capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    return "" if tried.returncode == 0 else f"this system permits no tracing: {tried.stderr[:200]}"
