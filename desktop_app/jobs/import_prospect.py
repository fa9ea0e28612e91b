"""What an import would do, before it is done: file by file, and what is to be decided first."""

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal

from desktop_app.core.changes import Change, Together
from desktop_app.core.draft import Draft, Row
from desktop_app.core.programme import Programme
from desktop_app.jobs.before import NOTHING_BEFORE, Before
from desktop_app.jobs.draft_work import NewId, new_row_id
from desktop_app.jobs.import_files import change_of
from desktop_app.jobs.plan_steps import PlanPart, PlanStep, parts_of, plan_steps
from desktop_app.jobs.project_rows import Clash, against, choice_of, gone_key, row_of
from desktop_app.jobs.said_before import source_of, with_before
from desktop_app.jobs.understand_file import Understood
from desktop_app.paths import is_left_behind
from desktop_app.storage.about import Source

Standing = Literal["ready", "doubtful", "known", "unreadable"]
SUFFIXES = frozenset(
    (
        ".xlsx",
        ".xls",
        ".xlsm",
        ".xlsb",
        ".et",
        ".csv",
        ".ods",
        ".docx",
        ".docm",
        ".pdf",
        ".doc",
        ".wps",
    )
)
MOST_FILES = 200
_MOST_SEEN = 20_000
# What is worth a line and nothing to look into.
_NOTED = frozenset({"ignored_column", "serial_date"})


@dataclass(frozen=True, slots=True)
class FileProspect:
    """One file: what of it comes in (`rows`, `steps`), and what keeps it from coming in.

    `clashes` are its projects that the draft has and that say something else, `gone` those that the
    sender had before and has no more; `same` counts those that say nothing new. `undecided` are the
    keys under which a choice is still to be made.
    """

    understood: Understood
    standing: Standing
    sentence: str
    rows: int = 0
    same: int = 0
    clashes: tuple[Clash, ...] = ()
    gone: tuple[Row, ...] = ()
    parts: tuple[PlanPart, ...] = ()
    steps: tuple[PlanStep, ...] = ()
    undecided: tuple[str, ...] = ()

    @property
    def comes_in(self) -> bool:
        return self.standing in ("ready", "doubtful")

    @property
    def chapters(self) -> int:
        """How many chapters of the plan come in."""
        return sum(one.what == "chapter" and self.is_wanted(one) for one in self.steps)

    def choice(self, key: str) -> str:
        """What was chosen under a key, "" while nothing was."""
        return dict(self.understood.wishes.choices).get(key, "")

    @property
    def updated(self) -> int:
        """How many projects of the draft are brought up to date."""
        choices = dict(self.understood.wishes.choices)
        return sum(
            choice_of(one, choices, None, "") in ("update", "replace") for one in self.clashes
        )

    @property
    def removed(self) -> int:
        """How many projects of the draft go, because the sender has them no more."""
        return sum(self.choice(gone_key(row)) == "remove" for row in self.gone)

    @property
    def brings(self) -> bool:
        """Whether the file changes anything in the draft."""
        return bool(self.rows or self.removed or any(self.is_wanted(one) for one in self.steps))

    def is_wanted(self, step: PlanStep) -> bool:
        return step.change is not None and self.choice(step.path) != "keep"


@dataclass(frozen=True, slots=True)
class Prospect:
    """All files of an import against one state of the draft."""

    draft: Draft
    files: tuple[FileProspect, ...]

    @property
    def coming(self) -> tuple[FileProspect, ...]:
        return tuple(one for one in self.files if one.comes_in)

    @property
    def undecided(self) -> int:
        return sum(len(one.undecided) for one in self.coming)

    @property
    def counted(self) -> str:
        """「9 个文件、108 个项目、方案 7 章」"""
        rows = sum(one.rows for one in self.coming if one.understood.kind == "projects")
        updated = sum(one.updated for one in self.coming)
        chapters = sum(one.chapters for one in self.coming)
        told = [f"{len(self.coming)} 个文件"]
        if rows or not chapters:
            more = f"(更新 {updated} 个)" if updated else ""
            told.append(f"{rows} 个项目{more}")
        if chapters:
            told.append(f"方案 {chapters} 章")
        return "、".join(told)

    @property
    def label(self) -> str:
        """The name of the one change."""
        return f"导入 {self.counted.replace('、', ' ')}"

    @property
    def summary(self) -> str:
        """One line over all files."""
        if not self.coming:
            return "还没有可以导入的文件" if self.files else ""
        told = [f"将导入 {self.counted}"]
        if cleaned := sum(one.understood.cleaned_count for one in self.coming):
            told.append(f"规范写法 {cleaned} 处")
        if removed := sum(one.removed for one in self.coming):
            told.append(f"删去 {removed} 个项目")
        if same := sum(one.same for one in self.coming):
            told.append(f"{same} 个项目草稿中已有,不再导入")
        if left := len(self.files) - len(self.coming):
            told.append(f"{left} 个文件不导入")
        if self.undecided:
            told.append(f"{self.undecided} 处待您决定")
        return ";".join(told)

    @property
    def is_empty(self) -> bool:
        """Whether the draft would say the same afterwards."""
        return not any(one.brings for one in self.coming)


def files_in(paths: Iterable[Path], still: Callable[[], None] = lambda: None) -> tuple[Path, ...]:
    """The files that a person means by files and folders, each once; not what programs put there.

    A folder is looked through with all that is below it, up to a limit. What is named itself is
    always kept: reading it tells what is wrong with it.
    """
    found: dict[Path, None] = {}
    seen = 0
    for path in paths:
        if not path.is_dir():
            found[path] = None
            continue
        for folder, below, names in os.walk(path):
            below[:] = sorted(name for name in below if not name.startswith("."))
            for name in sorted(names):
                still()
                seen += 1
                if seen > _MOST_SEEN or len(found) >= MOST_FILES:
                    return tuple(found)
                one = Path(folder, name)
                if one.suffix.lower() in SUFFIXES and not is_left_behind(name):
                    found[one] = None
    return tuple(found)


def prospect(
    programme: Programme,
    draft: Draft,
    files: Sequence[Understood],
    before: Before = NOTHING_BEFORE,
) -> Prospect:
    """What taking these files in would do to the draft; `before` is what it has of earlier ones."""
    found: list[FileProspect] = []
    known, digests = before.known, set(before.known)
    after = draft
    for one in files:
        digest = one.incoming.sha256
        if digest in digests and not one.wishes.again:
            how = "以前已经导入过" if digest in known else "与上面的一个文件内容完全相同"
            sentence = f"{how},不再导入;确实要再导入的,请按「仍然导入」。"
            found.append(FileProspect(one, "known", sentence))
            continue
        told = _told(programme, draft, after, with_before(one, before))
        found.append(told)
        if told.comes_in:
            digests.add(digest)
        if told.comes_in and one.plan is not None:
            # A second plan meets what the first one brought.
            after = change_of(
                programme, after, one, lambda key: f"new {key}", start=draft, there="another"
            ).apply(after)
    return Prospect(draft, tuple(found))


class Importing:
    """The import of files, as looked at, into whatever the draft is when it is made: one change.

    Made twice of one draft it is the same. What is there already and was not decided about is
    left out when it says nothing new, is brought up to date where only the sender changed it, and
    comes as another row otherwise.
    """

    def __init__(
        self, programme: Programme, files: Sequence[Understood], new_id: NewId = new_row_id
    ) -> None:
        self._programme = programme
        self._files = files
        self._new_id = new_id
        self._ids: dict[tuple[int, str], str] = {}

    def make(self, start: Draft) -> Change:
        """The change of the draft as it is."""
        draft, changes = start, list[Change]()
        for at, one in enumerate(self._files):
            step = change_of(
                self._programme, draft, one, partial(self._id_of, at), start=start, there=None
            )
            draft = step.apply(draft)
            changes.append(step)
        return Together("导入", tuple(changes))

    def sources(self, start: Draft) -> tuple[Source, ...]:
        """The files, so that the draft knows them again."""
        return tuple(
            source_of(self._programme, start, one, partial(self._id_of, at))
            for at, one in enumerate(self._files)
        )

    def _id_of(self, at: int, key: str) -> str:
        return self._ids.setdefault((at, key), self._new_id())


def first_changed(programme: Programme, before: Draft, after: Draft) -> str:
    """Where a person sees what came in: the first project that is new or another now, else the
    first chapter; "" for nothing."""
    form = programme.summary
    known = {row.id: row for row in before.rows(form.table.id)}
    came = (one.id for one in after.rows(form.table.id) if one != known.get(one.id))
    if first := next(came, ""):
        return f"{form.table.id}/{first}/{form.name}"
    chapters = (f"chapters/{one.id}" for one in programme.plan.chapter)
    return next((path for path in chapters if before.value(path) != after.value(path)), "")


def _told(programme: Programme, draft: Draft, after: Draft, one: Understood) -> FileProspect:
    if one.refusal:
        return FileProspect(one, "unreadable", one.refusal)
    if one.plan is not None:
        return _told_of_plan(programme, after, one)
    held, choices = against(programme, draft, one), dict(one.wishes.choices)
    same = [clash for clash in held.clashes if clash.is_same and clash.key not in choices]
    rest = tuple(clash for clash in held.clashes if not clash.is_same or clash.key in choices)
    undecided = tuple(key for clash in rest for key in clash.open_keys(choices))
    left = sum(choice_of(clash, choices, None) == "skip" for clash in rest) + len(same)
    standing, sentence = _standing(one, undecided)
    rows = len(one.rows) - left
    if not undecided and held.gone and not any(gone_key(row) in choices for row in held.gone):
        standing = "doubtful"
        sentence = f"上次报送的 {len(held.gone)} 个项目这次没有,导入后仍保留;要撤下的请选择删去。"
    elif standing == "ready" and not rows:
        sentence = "项目草稿中都已有,没有新内容。"
    return FileProspect(
        one, standing, sentence, rows, len(same), rest, held.gone, undecided=undecided
    )


def _told_of_plan(programme: Programme, draft: Draft, one: Understood) -> FileProspect:
    assert one.plan is not None
    steps = plan_steps(programme, draft, one.plan, one.wishes, lambda key: f"new {key}")
    parts = parts_of(programme, one.plan, one.wishes)
    choices = dict(one.wishes.choices)
    undecided = tuple(step.path for step in steps if step.overwrites and step.path not in choices)
    standing, sentence = _standing(one, undecided)
    return FileProspect(
        one, standing, sentence, len(one.rows), parts=parts, steps=steps, undecided=undecided
    )


def _standing(one: Understood, undecided: Sequence[str]) -> tuple[Standing, str]:
    doubts = [doubt for doubt in one.doubts if doubt.kind not in _NOTED]
    if undecided and one.plan is not None:
        return "doubtful", f"{len(undecided)} 处内容草稿中已有,请选择怎样处理。"
    if undecided:
        count = len({row_of(key) for key in undecided})
        return "doubtful", f"{count} 个项目草稿中已有,请选择怎样处理。"
    if doubts:
        more = f"(共 {len(doubts)} 处)" if len(doubts) > 1 else ""
        return "doubtful", f"{doubts[0].message}{more}。".replace("。。", "。")
    if one.doubts:
        return "ready", f"{one.doubts[0].message}。"
    return "ready", ""
