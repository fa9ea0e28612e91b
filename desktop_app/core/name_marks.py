"""Where two names differ, letter by letter: for the eye, and in words a person can follow."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import groupby
from typing import Literal

from desktop_app.core.firm_names import words
from desktop_app.core.likeness import are_reordered, edits
from desktop_app.core.names import fold, in_plain_script, spoken, told
from desktop_app.core.numerals import DIGITS, UNITS
from desktop_app.core.signs import UNSEEN

Kind = Literal[
    "blank",
    "unseen",
    "bracket_width",
    "bracket",
    "width",
    "case",
    "sign",
    "script",
    "number",
    "firm_kind",
    "firm",
    "order",
    "extra",
    "text",
]
KIND_WORDS: dict[Kind, str] = {
    "blank": "空格不同",
    "unseen": "有看不见的字符",
    "bracket_width": "括号的全角半角不同",
    "bracket": "括号的种类不同",
    "width": "全角半角不同",
    "case": "字母大小写不同",
    "sign": "符号写法不同",
    "script": "一处是繁体字",
    "number": "数字写法不同",
    "firm_kind": "公司类型不同",
    "firm": "企业名称一处有、一处没有",
    "order": "词序不同",
    "extra": "一处多了文字",
    "text": "文字不同",
}
_BRACKETS = re.compile(r"[()（）\[\]【】［］{}｛｝〔〕〖〗﹝﹞]+")
_NUMERALS = rf"\d+|[{DIGITS}{UNITS}]+|[\u2160-\u217f]+|[IVXivx]+(?=期|号|阶段|标段|批|线|区|代)"
_FIRM_KIND = (
    r"(?:[(（]集[团團][)）]|集[团團])?(?:控股)?(?:股份)?有限(?:[责責]任)?公司"
    r"|股份公司|集[团團]公司|[总總]?公司"
)
_UNIT = re.compile(rf"{_NUMERALS}|.", re.DOTALL)
_UNIT_OR_FIRM_KIND = re.compile(rf"{_FIRM_KIND}|{_NUMERALS}|.", re.DOTALL)
_ANY_FIRM_KIND = re.compile(_FIRM_KIND)
_ONE_FIRM_KIND = "公司"
_OF_WORDS: tuple[Kind, ...] = ("extra", "text", "firm")
_Part = tuple[str, str, Kind | None]
# A message is read, not searched: so many places of a kind, and so much of each.
_MOST_PLACES = 6
_MOST_SIGNS = 40


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of two names: raw, with the places where it begins, and how the two differ in it.

    All parts one behind another are the names again. A part that only one name has is blank on
    the other side.
    """

    left: str
    right: str
    left_at: int
    right_at: int
    kind: Kind | None = None

    @property
    def is_same(self) -> bool:
        return self.kind is None

    @property
    def in_words(self) -> str:
        """How the two differ here, in the reader's words; blank where they do not."""
        return "" if self.kind is None else KIND_WORDS[self.kind]


def marked(left: str, right: str) -> tuple[Stretch, ...]:
    """Two names in parts that are the same and parts that differ, raw and complete.

    Numbers and, where they differ, the words for the kind of a company are one part each.
    """
    has_firm_kinds = _firm_kinds(left) != _firm_kinds(right)
    units = _UNIT_OR_FIRM_KIND if has_firm_kinds else _UNIT
    is_reordered = are_reordered(words(spoken(left)), words(spoken(right)))
    parts = list(_parts(units.findall(left), units.findall(right), is_reordered))
    return tuple(_joined(parts))


def difference(left: str, right: str) -> str:
    """The differing parts in words a person can follow, unseen signs by name; blank when equal."""
    places: dict[str, list[str]] = defaultdict(list)
    for one in marked(left, right):
        if not one.is_same:
            places[one.in_words].append(_place(one, one.left_at < len(left)))
    return ";".join(f"{kind}:{_listed(found)}" for kind, found in places.items())


def bracketed(parts: Iterable[Stretch]) -> tuple[str, str]:
    """Both names with 【】 around what differs, unseen signs and widths in it by name."""
    parts = tuple(parts)
    left = "".join(one.left if one.is_same else f"【{told(one.left)}】" for one in parts)
    right = "".join(one.right if one.is_same else f"【{told(one.right)}】" for one in parts)
    return left, right


def _firm_kinds(text: str) -> list[str]:
    return _ANY_FIRM_KIND.findall(in_plain_script(text))


@lru_cache(maxsize=4096)
def _key(unit: str) -> str:
    """What two parts have in common that belong beside each other: a number, a kind of company,
    a bracket of whatever width."""
    if _ANY_FIRM_KIND.fullmatch(unit):
        return _ONE_FIRM_KIND
    # In front of such a word Roman numerals are read as numbers.
    return spoken(f"{unit}期").removesuffix("期") or ("" if UNSEEN.match(unit) else " ")


def _blocks(
    left: Sequence[str], right: Sequence[str]
) -> Iterator[tuple[str, tuple[int, int], tuple[int, int]]]:
    """Like `edits`, but by the longest common part: a word that moved stays whole."""
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        yield tag, (i1, i2), (j1, j2)


def _kind(left: str, right: str) -> Kind | None:
    if left == right:
        return None
    if not fold(left + right):
        return "unseen" if UNSEEN.search(left + right) else "blank"
    if fold(left) == fold(right):
        return _kind_of_form(left, right)
    if in_plain_script(left) == in_plain_script(right):
        return "script"
    if _key(left) == _key(right):
        return "firm_kind" if _ANY_FIRM_KIND.fullmatch(left) else "number"
    if not left or not right:
        extra = left or right
        if _ANY_FIRM_KIND.fullmatch(extra):
            return "firm_kind"
        return "firm" if _ANY_FIRM_KIND.search(extra) else "extra"
    return "text"


def _kind_of_form(left: str, right: str) -> Kind:
    """What is different between two texts that fold to the same one."""
    shown = [re.sub(r"\s", "", UNSEEN.sub("", text)) for text in (left, right)]
    if shown[0] == shown[1]:
        return "unseen" if UNSEEN.search(left + right) else "blank"
    wide = [unicodedata.normalize("NFKC", text) for text in shown]
    if _BRACKETS.fullmatch(left) and _BRACKETS.fullmatch(right):
        return "bracket_width" if wide[0] == wide[1] else "bracket"
    if wide[0] == wide[1]:
        return "width"
    return "case" if wide[0].casefold() == wide[1].casefold() else "sign"


def _parts(left: Sequence[str], right: Sequence[str], is_reordered: bool) -> Iterator[_Part]:
    keys = [_key(unit) for unit in left], [_key(unit) for unit in right]
    for tag, (i1, i2), (j1, j2) in _blocks(*keys) if is_reordered else edits(*keys):
        if tag == "equal":
            for one, other in zip(left[i1:i2], right[j1:j2], strict=True):
                yield one, other, _kind(one, other)
        else:
            one, other = "".join(left[i1:i2]), "".join(right[j1:j2])
            kind = _kind(one, other)
            yield one, other, "order" if is_reordered and kind in _OF_WORDS else kind


def _joined(parts: Iterable[_Part]) -> Iterator[Stretch]:
    """Neighbours of one kind as one stretch."""
    left_at = right_at = 0
    for kind, together in groupby(parts, _kind_of):
        ours, theirs, _ = zip(*together, strict=True)
        left, right = "".join(ours), "".join(theirs)
        yield Stretch(left, right, left_at, right_at, kind)
        left_at += len(left)
        right_at += len(right)


def _kind_of(part: _Part) -> Kind | None:
    return part[2]


def _place(one: Stretch, is_inside: bool) -> str:
    where = f"第{one.left_at + 1}字" if is_inside else "末尾"
    ours, theirs = _cut(one.left), _cut(one.right)
    if not ours:
        return f"{where}处后者多「{theirs}」"
    if not theirs:
        return f"{where}处前者多「{ours}」"
    return f"{where}处「{ours}」与「{theirs}」"


def _cut(text: str) -> str:
    return told(text) if len(text) <= _MOST_SIGNS else f"{told(text[:_MOST_SIGNS])}…"


def _listed(places: Sequence[str]) -> str:
    more = f"等{len(places)}处" if len(places) > _MOST_PLACES else ""
    return "、".join(places[:_MOST_PLACES]) + more
