"""Projects that come in and are in the table already: by their names, or by firm and likeness."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from desktop_app.core.draft import Row
from desktop_app.core.likeness import NEAR, text_likeness
from desktop_app.core.names import fold
from desktop_app.core.pack_forms import SummaryForm


def rows_already_there(
    form: SummaryForm,
    ours: Sequence[Row],
    theirs: Sequence[Mapping[str, str]],
    ids: Sequence[str] = (),
) -> list[Row | None]:
    """For each project that comes in, our row of the same project; each of ours only once.

    The same name is the same project, whatever its signs are written like, unless both rows give
    firms that are two. Under one credit code a name that is nearly the same is the same project:
    a firm may have several. `ids` are those of our rows that the lines were when they were sent
    out; somebody may have typed another project over one.
    """
    by_name: dict[str, list[Row]] = defaultdict(list)
    by_code: dict[str, list[Row]] = defaultdict(list)
    for row in ours:
        if name := _told(row.cells, form.name):
            by_name[name].append(row)
        if code := _told(row.cells, form.credit_code):
            by_code[code].append(row)
    used: set[str] = set()
    found: list[Row | None] = [None] * len(theirs)
    by_id = {row.id: row for row in ours}
    for at, (cells, row_id) in enumerate(zip(theirs, ids, strict=bool(ids))):
        row = by_id.get(row_id)
        if row is not None and row.id not in used and _is_still(form, row.cells, cells):
            found[at] = row
            used.add(row.id)
    # Equal names first: a near one must not take the row of an equal one.
    for at, cells in enumerate(theirs):
        if found[at] is not None:
            continue
        alike = [
            row
            for row in by_name.get(_told(cells, form.name), ())
            if row.id not in used and not _are_two_firms(form, row.cells, cells)
        ]
        if alike:
            best = next((row for row in alike if is_same(row, cells)), alike[0])
            found[at] = best
            used.add(best.id)
    for at, cells in enumerate(theirs):
        code, name = _told(cells, form.credit_code), _told(cells, form.name)
        if found[at] is not None or not code or not name:
            continue
        near = [
            (text_likeness(name, _told(row.cells, form.name), NEAR), row)
            for row in by_code.get(code, ())
            if row.id not in used
        ]
        likeness, best = max(near, key=lambda pair: pair[0], default=(0.0, None))
        if likeness and best is not None:
            found[at] = best
            used.add(best.id)
    return found


def is_same(row: Row, cells: Mapping[str, str]) -> bool:
    """Whether what comes in says nothing else than the row does."""
    return all(row.cells.get(key, "").strip() == text.strip() for key, text in cells.items())


def _is_still(form: SummaryForm, ours: Mapping[str, str], theirs: Mapping[str, str]) -> bool:
    """Whether a line is about the project that it was about: its name or its firm stayed."""
    names = _told(ours, form.name), _told(theirs, form.name)
    codes = _told(ours, form.credit_code), _told(theirs, form.credit_code)
    if names[0] == names[1] or (codes[0] and codes[0] == codes[1]):
        return True
    return bool(text_likeness(names[0], names[1], NEAR))


def _are_two_firms(form: SummaryForm, ours: Mapping[str, str], theirs: Mapping[str, str]) -> bool:
    """Both give credit codes and names of the firm, and neither agrees."""
    told = [(_told(ours, key), _told(theirs, key)) for key in (form.credit_code, form.enterprise)]
    return all(one and other and one != other for one, other in told)


def _told(cells: Mapping[str, str], column: str) -> str:
    return fold(cells.get(column, "")) if column else ""
