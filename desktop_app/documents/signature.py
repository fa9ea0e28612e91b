"""Where name and date of a 落款 stand, and how the foot of a form reads: for all writers."""

from collections.abc import Sequence

from desktop_app.documents.styles import TEXT
from desktop_app.documents.table_layout import em_width
from desktop_app.documents.tree import SignatureBlock

_SEALED_RIGHT = 4.0
_UNSEALED_RIGHT = 2.0
# GB/T 9704-2012, 5.2.3: what is longer than a line goes on in the next, and counts as one line.
_LINE = 28.0
_ROOM_TO_WRITE = "　" * 5
_BETWEEN = "　　"
# What a Latin letter may take beside the half of an em that it counts for.
_LATIN_MORE = 0.25


def signature_indents(block: SignatureBlock) -> tuple[float, float]:
    """Right indents of name and date in characters.

    GB/T 9704-2012, 7.3.5.1: under a seal the date keeps four characters from the right and the
    name is centred over it. 7.3.5.2: without one the name keeps two, and the date begins two
    characters to the right of the name's beginning; a longer date keeps two and moves the name.
    """
    name = min(em_width(block.name), _LINE)
    date = min(em_width(block.date), _LINE - _SEALED_RIGHT)
    if block.sealed:
        right = _SEALED_RIGHT + (date - name) / 2
        if right >= 0:
            return right, _SEALED_RIGHT
        return 0.0, (name - date) / 2
    if date <= name - 4:
        return _UNSEALED_RIGHT, name - date
    return date + 4 - name, _UNSEALED_RIGHT


def foot_text(entries: Sequence[tuple[str, str]], measure: float) -> str:
    """The foot of a form: labels with their values, or with room to write them.

    Entries are never split: those that pass the measure (in points) go on to the next line.
    """
    room = measure / TEXT["note"].size
    lines: list[str] = []
    for label, value in entries:
        entry = f"{label}：{value or _ROOM_TO_WRITE}"
        if lines and _most_ems(lines[-1] + _BETWEEN + entry) <= room:
            lines[-1] += _BETWEEN + entry
        else:
            lines.append(entry)
    return "\n".join(lines)


def sealed_entry(line: str, entries: Sequence[tuple[str, str]]) -> tuple[str, str] | None:
    """Of a line of a form's foot, what stands before the value that is sealed, and the value.

    None when the line holds no entry such as 填报单位(盖章).
    """
    for label, value in entries:
        before, found, _ = line.partition(f"{label}：")
        if found and "盖章" in label:
            return before + found, value or _ROOM_TO_WRITE
    return None


def _most_ems(text: str) -> float:
    """The most ems a text takes: Latin is set off from hanzi, and 宋体 has wide digits."""
    narrow = 2 * (len(text) - em_width(text))
    return em_width(text) + narrow * _LATIN_MORE
