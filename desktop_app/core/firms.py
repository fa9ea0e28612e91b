"""Firms of one table: one credit code under two names, one name under two codes, one firm twice.

Several projects of one firm are no doubt; two ways of writing it are.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from desktop_app.core.firm_names import are_alike, bare_firm, words
from desktop_app.core.likeness import is_one_slip
from desktop_app.core.matching import together
from desktop_app.core.name_marks import difference
from desktop_app.core.names import fold, spoken, visible
from desktop_app.core.values import credit_code_checksum_holds

Kind = Literal["code_two_names", "name_two_codes", "near_firm"]
# form: brackets, blanks, the kind of company; slip: a letter, or a short name; other: two names.
Likely = Literal["form", "slip", "other"]
_NO_CODE_SIGN = re.compile(r"[\W_]+")
# Shorter ones (无, 正在办理) are no codes; longer ones are not held against each other.
_CODE = re.compile(r"[0-9A-Z]{9,32}")


@dataclass(frozen=True, slots=True)
class FirmRow:
    """A firm as one row names it, raw; the paths are those of its two cells in a draft."""

    name: str
    credit_code: str
    where: str = ""
    path_name: str = ""
    path_code: str = ""
    county: str = ""


@dataclass(frozen=True, slots=True)
class FirmDoubt:
    """A group of rows that name one firm in two ways, or two firms in one.

    `likely` says how far the names are apart. `usual` is the name that more rows have than any
    other, or the only code whose check digit fits; blank where there is none. `key` is the code or
    the folded name that the rows share, for recognising the doubt again.
    """

    kind: Kind
    message: str
    rows: tuple[FirmRow, ...]
    key: str
    likely: Likely
    usual: str = ""


def firm_doubts(rows: Sequence[FirmRow]) -> tuple[FirmDoubt, ...]:
    """What rows say about firms that cannot all be right, each group of rows once."""
    by_code = _grouped(rows, lambda row: plain_code(row.credit_code))
    by_name = _grouped(rows, lambda row: fold(row.name) if plain_code(row.credit_code) else "")
    doubts = [
        *(_two_names(code, rows) for code, rows in _several(by_code) if len(_names(rows)) > 1),
        *(_two_codes(name, rows) for name, rows in _several(by_name) if len(_codes(rows)) > 1),
        *(_near(group) for group in _near_firms(by_code)),
    ]
    places = {id(row): at for at, row in enumerate(rows)}
    return tuple(sorted(doubts, key=lambda doubt: places[id(doubt.rows[0])]))


@lru_cache(maxsize=16384)
def plain_code(typed: str) -> str:
    """A code without blanks and dashes, in capitals; blank for what is no code."""
    code = _NO_CODE_SIGN.sub("", unicodedata.normalize("NFKC", typed)).upper()
    return code if _CODE.fullmatch(code) else ""


def _two_names(code: str, rows: Sequence[FirmRow]) -> FirmDoubt:
    times = Counter(row.name for row in rows)
    (first, most), *others = times.most_common()
    usual = first if most > others[0][1] else ""
    likely = _likely([first, *(name for name, _ in others)])
    said = {"form": "只是写法不同", "slip": "疑为简称或错字"}
    if likely == "other":
        advice = "名称完全不同,可能是企业更名,也可能是代码填错了行;请照营业执照核对"
    else:
        most_use = f"多数写作「{visible(usual)}」,{times[usual]} 行;" if usual else ""
        how = ";".join(_against(first, name) for name, _ in others)
        advice = f"{said[likely]}({how});{most_use}请照营业执照统一"
    message = f"同一统一社会信用代码「{code}」有 {len(times)} 种企业名称:{_named(rows)};{advice}"
    return FirmDoubt("code_two_names", message, tuple(rows), code, likely, usual)


def _two_codes(name: str, rows: Sequence[FirmRow]) -> FirmDoubt:
    codes = _codes(rows)
    usual = _only_valid(codes)
    message = (
        f"同一企业「{visible(rows[0].name)}」有 {len(codes)} 个统一社会信用代码:"
        f"{_coded(codes, rows)};{_which_code(usual)}请照营业执照核对"
    )
    return FirmDoubt("name_two_codes", message, tuple(rows), name, "form", usual)


def _near(rows: Sequence[FirmRow]) -> FirmDoubt:
    codes = _codes(rows)
    usual = _only_valid(codes)
    message = (
        f"疑为同一企业写成两家:{_named(rows)};统一社会信用代码只差一位或相邻两位颠倒:"
        f"{_coded(codes, rows)};{_which_code(usual)}请照营业执照核对名称和代码"
    )
    key = min(codes)
    return FirmDoubt("near_firm", message, tuple(rows), key, _likely(_names(rows)), usual)


def _near_firms(by_code: dict[str, list[FirmRow]]) -> Iterator[list[FirmRow]]:
    """Rows whose codes are nearly one and whose names are nearly one, but neither the same."""
    codes = [code for code in by_code if _CODE.fullmatch(code)]
    places = {code: at for at, code in enumerate(codes)}
    near = [
        (places[one], places[other])
        for one, other in _near_codes(tuple(codes))
        if _are_near_names(by_code[one], by_code[other])
    ]
    for group in together(near):
        yield [row for at in group for row in by_code[codes[at]]]


@lru_cache(maxsize=4)
def _near_codes(codes: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Codes that one changed, missing or exchanged character makes into each other, each pair once.

    No two true codes are so near, the check digit sees to that: only what is near a code that
    fails it is looked for. Two such codes are one when a character is left out of either, or out
    of both; an edit beside the codes finds them known.
    """
    less: dict[str, list[str]] = defaultdict(list)
    for code in codes:
        for text in (code, *_one_sign_less(code)):
            less[text].append(code)
    near: dict[frozenset[str], tuple[str, str]] = {}
    for code in codes:
        if credit_code_checksum_holds(code):
            continue
        for text in (code, *_one_sign_less(code)):
            for other in less[text]:
                if other != code and _are_one_slip_apart(code, other):
                    near.setdefault(frozenset((code, other)), (code, other))
    return tuple(near.values())


def _one_sign_less(code: str) -> set[str]:
    return {code[:at] + code[at + 1 :] for at in range(len(code))}


def _are_one_slip_apart(left: str, right: str) -> bool:
    if is_one_slip(left, right):
        return True
    apart = [at for at, (one, other) in enumerate(zip(left, right, strict=False)) if one != other]
    return (
        len(left) == len(right)
        and len(apart) == 2
        and apart[1] == apart[0] + 1
        and left[apart[0]] == right[apart[1]]
        and left[apart[1]] == right[apart[0]]
    )


def _are_near_names(ours: Sequence[FirmRow], theirs: Sequence[FirmRow]) -> bool:
    left, right = _names(ours), _names(theirs)
    if {fold(name) for name in left} & {fold(name) for name in right}:
        return False
    return any(are_alike(_bare(one), _bare(other)) for one in left for other in right)


def _likely(names: Sequence[str]) -> Likely:
    first, *others = (_bare(name) for name in names)
    if all(other == first for other in others):
        return "form"
    return "slip" if all(are_alike(first, other) for other in others) else "other"


def _against(usual: str, other: str) -> str:
    return f"「{visible(usual)}」与「{visible(other)}」:{difference(usual, other)}"


def _named(rows: Sequence[FirmRow]) -> str:
    groups = _grouped(rows, lambda row: row.name)
    return "、".join(f"「{visible(name)}」({_places(group)})" for name, group in groups.items())


def _coded(codes: Sequence[str], rows: Sequence[FirmRow]) -> str:
    return "、".join(
        f"{code}({_places(row for row in rows if plain_code(row.credit_code) == code)};"
        f"校验位{'正确' if credit_code_checksum_holds(code) else '不对'})"
        for code in codes
    )


def _places(rows: Iterable[FirmRow]) -> str:
    return "、".join(f"{row.where}{f'({row.county})' if row.county else ''}" for row in rows)


def _only_valid(codes: Sequence[str]) -> str:
    valid = [code for code in codes if credit_code_checksum_holds(code)]
    return valid[0] if len(valid) == 1 else ""


def _which_code(usual: str) -> str:
    return f"只有「{usual}」的校验位正确,其余多半抄错;" if usual else ""


def _grouped(rows: Sequence[FirmRow], key: Callable[[FirmRow], str]) -> dict[str, list[FirmRow]]:
    """Rows by what they share, in order; rows without it, or without a name, are left out."""
    groups: dict[str, list[FirmRow]] = defaultdict(list)
    for row in rows:
        shared = key(row)
        if shared and fold(row.name):
            groups[shared].append(row)
    return dict(groups)


def _several(groups: dict[str, list[FirmRow]]) -> Iterator[tuple[str, list[FirmRow]]]:
    """Groups of more than one row: a row alone contradicts nothing."""
    return ((shared, rows) for shared, rows in groups.items() if len(rows) > 1)


def _names(rows: Sequence[FirmRow]) -> list[str]:
    return list(dict.fromkeys(row.name for row in rows))


def _codes(rows: Sequence[FirmRow]) -> list[str]:
    return list(dict.fromkeys(plain_code(row.credit_code) for row in rows))


def _bare(name: str) -> str:
    return words(bare_firm(spoken(name)))
