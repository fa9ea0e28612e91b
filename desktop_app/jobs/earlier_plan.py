"""The city's own earlier plan, an earlier draft or a Word or PDF file, to take paragraphs from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from desktop_app.core.draft import Draft
from desktop_app.core.facts import in_print
from desktop_app.core.programme import Programme
from desktop_app.errors import AppError
from desktop_app.intake.guard import read_raw
from desktop_app.intake.plain import Raw
from desktop_app.intake.plan import read_plan
from desktop_app.jobs.packs import load_for
from desktop_app.paths import is_draft
from desktop_app.storage.draft_file import open_draft


@dataclass(frozen=True, slots=True)
class EarlierPlan:
    """A plan that was read: what it is called, and the paragraphs of each chapter by the id that
    the chapter has in the programme of now. `others` are chapters that answer to none, by title."""

    name: str
    chapters: Mapping[str, tuple[str, ...]]
    others: Mapping[str, tuple[str, ...]]


def earlier_plan(
    programme: Programme, path: Path, *, read: Callable[[Path], Raw] = read_raw
) -> EarlierPlan:
    """The chapters of an earlier plan. Raises AppError when the file is none."""
    if is_draft(path):
        found = _of_draft(programme, path)
    else:
        plan = read_plan(read(path), programme, file=path.name)
        found = EarlierPlan(path.name, _split(plan.chapters), _split(plan.others))
    if not found.chapters and not found.others:
        raise AppError(f"「{path.name}」里没有方案的正文;请换一个文件。")
    return found


def _of_draft(programme: Programme, path: Path) -> EarlierPlan:
    with open_draft(path, read_only=True) as file:
        draft = file.draft
    ours = programme
    if draft.programme != programme.id:
        ours = _programme_of(draft) or programme
    printed = in_print(ours, draft)
    titles = {one.title: one.id for one in programme.plan.chapter}
    known = set(titles.values())
    chapters: dict[str, str] = {}
    others: dict[str, str] = {}
    named = {one.id: one.title for one in ours.plan.chapter}
    for place, text in printed.values.items():
        head, _, chapter = place.partition("/")
        if head != "chapters":
            continue
        title = named.get(chapter, chapter)
        now = titles.get(title, chapter)
        if now in known:
            chapters[now] = text
        else:
            others[title] = text
    return EarlierPlan(path.name, _split(chapters), _split(others))


def _programme_of(draft: Draft) -> Programme | None:
    """The programme of an earlier draft, if it is still here."""
    try:
        return load_for(draft)
    except AppError:
        return None


def _split(texts: Mapping[str, str]) -> Mapping[str, tuple[str, ...]]:
    found = {
        name: tuple(line for one in text.splitlines() if (line := one.strip()))
        for name, text in texts.items()
    }
    return {name: lines for name, lines in found.items() if lines}
