"""Looking for words in everything that was filled in, wherever it stands."""

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from desktop_app.core.draft import Draft
from desktop_app.core.programme import Programme
from desktop_app.core.steps import steps_of

# Text around what was found, on either side.
_AROUND = 12
_BREAKS = str.maketrans("\n\r\t\u2028", "    ")


@dataclass(frozen=True, slots=True)
class Hit:
    """A place that holds what is looked for: its path (or a step's id), where it is as a reader
    calls it, and the text with a little around it."""

    path: str
    where: str
    text: str


def search(
    programme: Programme,
    draft: Draft,
    typed: str,
    most: int = 50,
    spoken_like: Callable[[str, str], bool] = lambda _typed, _text: False,
) -> tuple[Hit, ...]:
    """The first places that hold `typed`, width and case folded, steps and labels before values.

    `spoken_like` says whether a text is meant by initials that were typed (pinyin).
    """
    wanted = _plain(typed).strip()
    if not wanted:
        return ()
    found: list[Hit] = []
    for one in _places(programme, draft):
        at = _plain(one.text).find(wanted)
        if at < 0 and spoken_like(wanted, one.text):
            at = 0
        if at >= 0:
            found.append(Hit(one.path, one.where, _around(one.text, at, len(wanted))))
            if len(found) >= most:
                break
    return tuple(found)


def _places(programme: Programme, draft: Draft) -> Iterator[Hit]:
    for step in steps_of(programme):
        yield Hit(step.id, "步骤", step.title)
    for section in programme.plan.section:
        for field in section.field:
            path = f"{section.id}/{field.id}"
            yield Hit(path, section.title, field.label)
    for section in programme.plan.section:
        for field in section.field:
            path = f"{section.id}/{field.id}"
            yield Hit(path, f"{section.title} {field.label}", draft.value(path))
    summary = programme.summary
    for table in (summary.table, *programme.plan.table, programme.plan.project_list):
        is_summary = table.id == summary.table.id
        called = summary.attachment if is_summary else table.title
        for number, row in enumerate(draft.rows(table.id), start=1):
            for column in table.column:
                text = row.cells.get(column.id, "")
                if text:
                    where = f"{called} 第{number}行 {column.label}"
                    yield Hit(f"{table.id}/{row.id}/{column.id}", where, text)
    for chapter in programme.plan.chapter:
        for line in draft.value(f"chapters/{chapter.id}").splitlines():
            if line.strip():
                yield Hit(f"chapters/{chapter.id}", chapter.title, line)


def _plain(text: str) -> str:
    # Sign by sign, so that places in the plain text are places in the typed one.
    return "".join(
        folded if len(folded := unicodedata.normalize("NFKC", sign).casefold()) == 1 else sign
        for sign in text
    )


def _around(text: str, at: int, length: int) -> str:
    first, last = max(0, at - _AROUND), min(len(text), at + length + 2 * _AROUND)
    shown = text[first:last].translate(_BREAKS).strip()
    return f"{'…' if first else ''}{shown}{'…' if last < len(text) else ''}"
