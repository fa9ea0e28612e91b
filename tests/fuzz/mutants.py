"""A mutant by its seed and number, and what the program makes of it."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from desktop_app.core.programme import Programme
from desktop_app.intake.guard import SCANS, read_raw, told
from desktop_app.intake.opening import content_of
from desktop_app.intake.plain import Raw
from desktop_app.intake.reading_process import Ended
from desktop_app.intake.sheet_marks import marked
from desktop_app.intake.sniff import sniff_content
from desktop_app.intake.unreadable import Unreadable, shown_name
from desktop_app.intake.worker import answered
from desktop_app.jobs.file_wishes import FileWishes
from desktop_app.jobs.understand_file import Incoming, understand
from tests.fuzz.mutations import mutated
from tests.fuzz.seeds import seed_of, seeds

KINDS = ("projects", "plan")


@dataclass(frozen=True)
class Mutant:
    """A file that never was: what it had been, what was done to it."""

    number: int
    form: str
    kind: str
    content: bytes

    def put(self, folder: Path) -> Path:
        path = folder / f"{self.number}.{self.form}"
        path.write_bytes(self.content)
        return path


def mutant(seed: int, number: int) -> Mutant:
    """The same for the same two numbers; formats take turns."""
    dice = random.Random(f"{seed}/{number}")
    forms = tuple(seeds())
    form = forms[number % len(forms)]
    kind, content = mutated(dice, form, seed_of(dice, form))
    return Mutant(number, form, kind, content)


def outcome(programme: Programme, path: Path, read: Callable[[Path], Raw] = read_raw) -> str:
    """`read`, or the reason of the refusal; whatever else is raised is a fault."""
    try:
        raw = read(path)
    except Unreadable as reason:
        _assert_a_sentence(str(reason))
        return reason.reason
    for kind in KINDS:
        found = understand(
            programme, Incoming(path, raw, "", raw.sha256, raw.size), FileWishes(kind)
        )
        if found.refusal:
            _assert_a_sentence(found.refusal)
    return "read"


def read_in_this_process(path: Path) -> Raw:
    """What the guard does, without a process: only where this process may die."""
    name, content = shown_name(path), content_of(path)
    kind = sniff_content(path, content)
    scan = SCANS.get(kind.suffix)
    marks = scan(name, content) if scan else {}
    ended = Ended(0, answered(name, kind.kind, content), b"")
    return marked(told(name, kind, ended), marks)


def _assert_a_sentence(words: str) -> None:
    assert words.endswith("。"), words
    assert "\n" not in words, words
    assert "Error" not in words, words
