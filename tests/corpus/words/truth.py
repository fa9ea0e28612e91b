"""What a file means, by the one who made it, and where what was read differs from it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from desktop_app.core.names import fold
from desktop_app.jobs.understand_file import Understood

Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Said:
    """What a file says under one heading: the chapter it is (id), its paragraphs."""

    chapter: str
    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Truth:
    """`said` in the file's order; `told` are words that some doubt or cleaning must give."""

    kind: str = "plan"
    said: tuple[Said, ...] = ()
    projects: tuple[Cells, ...] = ()
    tables: Mapping[str, tuple[Cells, ...]] = field(default_factory=dict)
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that is not as the sender meant it; a report of it gives one of the `words`.

    Without words nothing that the program says can excuse it.
    """

    what: str
    words: tuple[str, ...]


def differences(truth: Truth, found: Understood) -> list[Difference]:
    """All that was not taken over exactly as it was meant, and all that nobody said."""
    if truth.kind == "refused":
        return [] if found.refusal else [Difference("was read", ())]
    if found.refusal:
        return [Difference("refused", ("",))]
    if found.kind != truth.kind:
        return [Difference(f"taken for {found.kind}", ())]
    out = [*_rows("project", truth.projects, [row.cells for row in found.rows], "name")]
    if found.plan is not None:
        out += _chapters(truth.said, found.plan.chapters)
        for form in {*truth.tables, *found.plan.tables}:
            read = [row.cells for row in found.plan.tables.get(form, ())]
            out += _rows(form, truth.tables.get(form, ()), read, "")
    return out


def silent(truth: Truth, found: Understood, wrong: Sequence[Difference]) -> list[str]:
    """Differences, and what the file's maker wants told, that no doubt and no cleaning gives."""
    told = [f"{one.where} {one.message}" for one in found.doubts] + [found.refusal]
    told += [f"{one.old} {one.new}" for one in found.cleaned]
    reports = fold("\n".join(told))
    out = [one.what for one in wrong if not any(fold(word) in reports for word in one.words)]
    return out + [f"not told: {word}" for word in truth.told if fold(word) not in reports]


def _chapters(said: Sequence[Said], read: Mapping[str, str]) -> Iterator[Difference]:
    meant: dict[str, list[str]] = {}
    for one in said:
        meant.setdefault(one.chapter, []).extend(one.lines)
        text = read.get(one.chapter)
        if text is None:
            yield Difference(f"chapter {one.heading} is missing", (one.heading,))
            continue
        there = text.split("\n")
        for line in "\n".join(one.lines).split("\n"):
            if line not in there:
                yield Difference(f"{one.heading}: lost {line}", (one.heading, line[:16]))
    for chapter, text in read.items():
        lines = "\n".join(meant.get(chapter, ())).split("\n")
        extra = [line for line in text.split("\n") if line and line not in lines]
        for line in extra:
            yield Difference(f"{chapter}: invented {line}", (line[:16],))
        if chapter not in meant:
            yield Difference(f"chapter {chapter} is invented", ())
        elif not extra and sorted(text.split("\n")) == sorted(lines) and text.split("\n") != lines:
            yield Difference(f"{chapter}: in another order", ())


def _rows(
    what: str, meant: Sequence[Cells], read: Sequence[Cells], key: str
) -> Iterator[Difference]:
    """Rows that are missing, wrong, invented or in another order."""
    left = [dict(row) for row in read]
    is_whole = True
    for row in meant:
        wanted = {column: text for column, text in row.items() if text}
        same = next((one for one in left if _of(one, wanted) == wanted), None)
        if same is None:
            is_whole = False
            near = next((one for one in left if key and one.get(key) == row[key]), None)
            yield Difference(f"{what}: {dict(row)} was read as {near}", _named(row, key))
            if near is not None:
                left.remove(near)
        else:
            left.remove(same)
            if same != wanted:
                yield Difference(f"{what}: {wanted} was read as {same}", _named(same, key))
    for row in left:
        yield Difference(f"{what}: invented {row}", _named(row, key))
    order = key or next(iter(meant[0]), "") if meant else ""
    if (
        is_whole
        and not left
        and [one.get(order, "") for one in meant] != [one.get(order, "") for one in read]
    ):
        yield Difference(f"{what}: in another order", ())


def _named(row: Cells, key: str) -> tuple[str, ...]:
    """How a report names a row: by its name, or by the longest of its cells."""
    return (row[key],) if row.get(key) else (max(row.values(), key=len, default=""),)


def _of(row: Cells, wanted: Cells) -> dict[str, str]:
    return {column: row.get(column, "") for column in wanted}
