"""Paragraphs that hold several lines: text from a chat or a web page breaks inside a paragraph."""

from collections.abc import Sequence

from msgspec import structs

from desktop_app.core.names import in_plain_script
from desktop_app.core.pack_forms import Chapter
from desktop_app.intake.plain import Line
from desktop_app.intake.plan_marks import is_numbered, mark_of
from desktop_app.intake.plan_projects import is_list_number


def parted(lines: Sequence[Line], chapters: Sequence[Chapter]) -> list[Line]:
    """The lines, cut at soft breaks in front of numbers and around a chapter's title.

    Other breaks stay: 「一、⏎工作目标」 is one heading, a name over two lines one name.
    """
    titles = {in_plain_script(word) for one in chapters for word in (one.title, *one.synonyms)}
    out: list[Line] = []
    for line in lines:
        if line.table >= 0 or "\n" not in line.text.strip():
            out.append(line)
        else:
            out += _cut(line, titles)
    return out


def _cut(line: Line, titles: set[str]) -> list[Line]:
    pieces = line.text.split("\n")
    groups = [[pieces[0]]]
    for piece in pieces[1:]:
        before = groups[-1]
        if not piece.strip() or _is_title("".join([*before, piece]), titles):
            before.append(piece)
        elif (
            _begins(piece)
            or (_is_title(piece, titles) and not _is_number_alone(before))
            or _is_title("\n".join(before), titles)
        ):
            groups.append([piece])
        else:
            before.append(piece)
    texts = ["\n".join(group) for group in groups]
    first = structs.replace(line, text=texts[0])
    return [first, *(structs.replace(line, text=text, number="") for text in texts[1:])]


def _begins(piece: str) -> bool:
    return is_numbered(piece) or is_list_number(piece)


def _is_number_alone(before: Sequence[str]) -> bool:
    """Whether all that stands above is a number, which the title belongs to."""
    text = "\n".join(before).strip()
    return is_numbered(f"{text}\n甲") and not is_numbered(text)


def _is_title(text: str, titles: set[str]) -> bool:
    mark = mark_of(0, Line(text))
    return mark is not None and not mark.rest and in_plain_script(mark.title) in titles
