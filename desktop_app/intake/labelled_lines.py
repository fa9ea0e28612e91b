"""Projects as people write them in a chat: 「1、项目名称:…;实施企业:…;投资:1200万」, in one line
each or a line for each value."""

import re
from collections.abc import Iterator, Sequence

from desktop_app.intake.plain import Sheet

# A line that says something else: it is shown, and told of as no project.
OTHER = "(其他文字)"
_NUMBER = re.compile(
    r"\s*(?:[(\uff08]?(?:\d{1,4}|[一二三四五六七八九十]{1,3})[)\uff09、.\uff0e](?!\d)|[①-⑳]|[•·●■◆▪-])\s*"
)
_PART = re.compile(r"\s*([^\s:\uff1a\d][^:\uff1a\t\n]{0,15}?)\s*[:\uff1a]\s*(.*)", re.DOTALL)
# What parts the values of a line: the first of these that parts it.
_BETWEEN = (
    re.compile(r"\t"),
    re.compile(r"[;\uff1b]"), re.compile(r"[,\uff0c]"), re.compile(r"。"), re.compile(r"、"),
    re.compile(r"[ \u3000\u00a0]+"),
)  # fmt: skip
_ENDS = "\t。;\uff1b,\uff0c "

Pairs = list[tuple[str, str]]


def labelled(name: str, lines: Sequence[str]) -> Sheet | None:
    """The lines as a sheet under the names that they give their values; None where most lines
    give none.

    The names stand in a row above the first line, so the sheet's rows are counted from 0.
    """
    filled = [line for line in lines if line.strip()]
    whole = [_pairs(line) for line in lines]
    told = sum(len(pairs) > 1 for pairs in whole)
    if told and told * 2 >= len(filled):
        records = {at: pairs for at, pairs in enumerate(whole) if len(pairs) > 1}
    else:
        single = sum(len(_single(line)) for line in lines)
        records = dict(_blocks(lines)) if single > 1 and single * 2 >= len(filled) else {}
    if not any(len(pairs) > 1 for pairs in records.values()):
        return None
    inside = set(_lines_of(records, lines, is_block=not (told and told * 2 >= len(filled))))
    others = {at for at, line in enumerate(lines) if line.strip() and at not in inside}
    heads = list(dict.fromkeys(head for pairs in records.values() for head, _ in pairs))
    rows = [[*heads, *([OTHER] if others else [])]]
    for at, line in enumerate(lines):
        row = [""] * len(rows[0])
        for head, value in records.get(at, ()):
            place = heads.index(head)
            # The same name twice in a line: neither is lost.
            row[place] = f"{row[place]};{value}" if row[place] else value
        if at in others:
            row[-1] = line.strip()
        rows.append(row)
    return Sheet(name, rows, first_number=0)


def _pairs(line: str) -> Pairs:
    """The names and values of one line; none where it is another kind of line."""
    bare = _NUMBER.sub("", line, count=1) if _NUMBER.match(line) else line
    for between in _BETWEEN:
        parts = between.split(bare)
        found = [_PART.fullmatch(part) for part in parts]
        if sum(one is not None for one in found) < 2 or found[0] is None:
            continue
        pairs: Pairs = []
        at = 0
        for part, match in zip(parts, found, strict=True):
            if match is not None:
                pairs.append((match[1], match[2].strip(_ENDS)))
            elif part.strip():
                # 「内容:甲;乙;投资:30」: what has no name goes on with what stands before it.
                head, value = pairs[-1]
                sign = bare[at - 1] if at else ""
                pairs[-1] = (head, f"{value}{sign}{part.strip(_ENDS)}")
            at += len(part) + 1
        return pairs
    return []


def _single(line: str) -> Pairs:
    """The name and value of a line that has one of each."""
    bare = _NUMBER.sub("", line, count=1) if _NUMBER.match(line) else line
    match = _PART.fullmatch(bare.strip())
    return [(match[1], match[2].strip(_ENDS))] if match and match[2].strip() else []


def _blocks(lines: Sequence[str]) -> Iterator[tuple[int, Pairs]]:
    """Records over several lines: each ends at a blank line, or where a name comes again."""
    first, pairs = 0, Pairs()
    for at, line in enumerate(lines):
        single = _single(line)
        if pairs and (not line.strip() or (single and single[0][0] in dict(pairs))):
            yield first, pairs
            pairs = Pairs()
        if single:
            first = first if pairs else at
            pairs = [*pairs, *single]
    if pairs:
        yield first, pairs


def _lines_of(records: dict[int, Pairs], lines: Sequence[str], *, is_block: bool) -> Iterator[int]:
    """The lines that the records are made of."""
    if not is_block:
        yield from records
        return
    yield from (at for at, line in enumerate(lines) if _single(line))
