"""Stand-ins for what tells who somebody is: 企业07有限公司, 县区03, 人员12, made-up codes.

What makes two writings of one name differ (brackets, blanks, unseen signs, 有限公司 or
有限责任公司) is repeated in their stand-ins.
"""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

from stdnum.cn import uscc

from desktop_app.core.names import fold, nearest
from desktop_app.core.signs import unprintable
from desktop_app.core.values import Kind, NotUnderstood, credit_code_checksum_holds, parse

_ENDING = re.compile(r"(?:集团|控股|股份|有限|责任|总|分|公司|工?厂|合作社|合伙企业)+$")
# 智能工厂 and 厂房 are no ends of firms.
_FIRM = re.compile(r".{2,40}?(?:公司(?!级)|(?<!工)(?<!分)厂(?![房区内级务])|合作社|集团)")
_WHOLE_FIRM = re.compile(r".{2,60}(?:公司|厂|合作社|集团|研究院|事务所|合伙企业|中心)")
_WORD_SIGN = re.compile(r"\w+")
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
# One character of ten; two firms of one town and trade differ by more.
_MISSPELT = 90.0
# So many misspelt firms are looked for; a draft with more is no draft with typing errors.
_MOST_MISSPELT = 300
_CODE_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_LEGAL_LETTERS = "ABCDEFGHJKLMNPQRTUWXY"


def numbered(word: str, number: int, of: int, *, lettered: bool = False) -> str:
    """企业07 of 40; all have the same width, so that none begins like another. With `lettered` the
    number is spelt in 天干, for sentences whose numbers count."""
    digits = str(number).rjust(max(2, len(str(of))), "0")
    return word + ("".join(_STEMS[int(one)] for one in digits) if lettered else digits)


def own_name(firm: str) -> str:
    """A folded firm without the words that tell its kind."""
    return _ENDING.sub("", firm) or firm


def firm_in_front(name: str) -> str:
    """The firm that a project's name begins with, as it is written; blank for none."""
    match = _FIRM.match(name)
    return match[0] if match and match.end() < len(name) else ""


def is_firm(text: str) -> bool:
    """Whether a cell holds the name of a firm or of a body and nothing else."""
    return _WHOLE_FIRM.fullmatch(fold(text)) is not None


class StandIns:
    """A stand-in for each writing of each name of one kind, numbered as they come.

    Writings that fold alike have stand-ins that fold alike. `misspelt` are folded names with the
    right ones: both share a number. `has_ending` repeats 有限公司; `nobody` stands for what a
    name has in brackets.
    """

    def __init__(
        self,
        raws: Iterable[str],
        word: str,
        misspelt: Iterable[tuple[str, str]] = (),
        *,
        has_ending: bool = False,
        lettered: bool = False,
        nobody: str = "某",
    ) -> None:
        self._has_ending = has_ending
        self._nobody = nobody
        self._of: dict[str, str] = {}
        self._bases: dict[str, str] = {}
        by_folded: dict[str, list[str]] = {}
        for raw in raws:
            if fold(raw):
                by_folded.setdefault(fold(raw), []).append(raw)
        right = dict(misspelt)
        numbers: dict[str, int] = {}
        for folded in by_folded:
            numbers.setdefault(right.get(folded, folded), len(numbers) + 1)
        told = Counter[str]()
        taken: set[str] = set()
        for folded, group in by_folded.items():
            head = right.get(folded, folded)
            base = numbered(word, numbers[head], len(numbers), lettered=lettered)
            if head != folded:
                base += _STEMS[told[head] % len(_STEMS)] * (told[head] // len(_STEMS) + 1)
                told[head] += 1
            self._bases[folded] = base
            for raw in dict.fromkeys(group):
                self._of[raw] = _free(_in_form(raw, base, has_ending, nobody), base, taken)
                taken.add(self._of[raw])

    def of(self, raw: str) -> str:
        """The stand-in of a writing of a known name; what is no known name stays."""
        if raw in self._of:
            return self._of[raw]
        base = self._bases.get(fold(raw))
        return raw if base is None else _in_form(raw, base, self._has_ending, self._nobody)

    def written(self) -> dict[str, str]:
        """Every writing that was typed, with its stand-in."""
        return dict(self._of)

    def bases(self) -> dict[str, str]:
        """Every folded name with the stand-in that has no ending: 企业07."""
        return dict(self._bases)


def misspelt_firms(ours: Iterable[str], theirs: Iterable[str]) -> list[tuple[str, str]]:
    """Firms that one document alone names and that nearly are one of the other document's."""
    left, right = dict.fromkeys(ours), dict.fromkeys(theirs)
    pairs: dict[str, str] = {}
    for one_side, other in ((left, right), (right, left)):
        odd = [name for name in one_side if name not in other][:_MOST_MISSPELT]
        for name in odd:
            for _, at, _ in nearest([name], list(other), _MISSPELT):
                right_name = list(other)[at]
                if right_name not in pairs and name not in pairs.values():
                    pairs[name] = right_name
    return list(pairs.items())


def code_stand_in(typed: str, number: int) -> str:
    """A made-up credit code in the form of the typed one: its check digit holds, or it fails in
    the same way; what is no code is none afterwards."""
    read = parse(Kind.CREDIT_CODE, typed)
    if not isinstance(read, str):
        return _no_code(typed)
    body = f"91000000{number % 10**9:09d}"
    right = uscc.calc_check_digit(body)
    if not credit_code_checksum_holds(read):
        wrong = _CODE_LETTERS.index(read[-1]) - _CODE_LETTERS.index(
            uscc.calc_check_digit(
                "".join(one if one in _CODE_LETTERS else "0" for one in read[:-1])
            )
        )
        right = _CODE_LETTERS[(_CODE_LETTERS.index(right) + wrong) % len(_CODE_LETTERS)]
    signs = iter(body + right)
    return "".join(_as_typed(sign, next(signs)) if _is_code_sign(sign) else sign for sign in typed)


def phone_stand_in(typed: str, number: int) -> str:
    """A made-up number that is laid out as the typed one and is understood when that one is."""
    is_understood = not isinstance(parse(Kind.PHONE, typed), NotUnderstood)
    digits = "".join(unicodedata.normalize("NFKC", sign) for sign in typed if sign.isdecimal())
    for made in _phones(digits, number):
        signs = iter(made)
        text = "".join(_as_typed(one, next(signs)) if one.isdecimal() else one for one in typed)
        if is_understood != isinstance(parse(Kind.PHONE, text), NotUnderstood):
            return text
    return "0" * len(digits) or typed


def _phones(digits: str, number: int) -> Iterator[str]:
    """Rows of as many digits, of which one is a number of the same sort: mobile, 400, landline
    with an area code of three or four digits or without, and no number at all."""
    serial = str(number)
    if digits.startswith("1") and len(digits) == 11:
        yield f"130{serial.rjust(8, '0')[-8:]}"
    if digits.startswith("861") and len(digits) == 13:
        yield f"86130{serial.rjust(8, '0')[-8:]}"
    if digits.startswith("400") and len(digits) == 10:
        yield f"400{serial.rjust(7, '0')[-7:]}"
    for area in (3, 4) if digits.startswith("0") else (0,):
        rest = len(digits) - area
        if rest > 1:
            yield "0" * area + "2" + serial.rjust(rest - 1, "0")[1 - rest :]
    yield serial.rjust(len(digits), "0")[-len(digits) :] if digits else ""


def _no_code(typed: str) -> str:
    """Other letters and digits in the places of a text that is no code."""
    seed = hashlib.sha256(typed.encode("utf-8", "surrogatepass")).digest()
    out: list[str] = []
    for at, sign in enumerate(typed):
        plain = unicodedata.normalize("NFKC", sign)
        pool = "0123456789" if plain.isdecimal() else _LEGAL_LETTERS
        is_replaced = plain.isdecimal() or (plain.isascii() and plain.upper() in _LEGAL_LETTERS)
        made = pool[seed[at % len(seed)] % len(pool)]
        out.append(_as_typed(sign, made) if is_replaced and plain else sign)
    return "".join(out)


def _is_code_sign(sign: str) -> bool:
    plain = unicodedata.normalize("NFKC", sign)
    return len(plain) == 1 and plain.isascii() and plain.isalnum()


def _as_typed(sign: str, made: str) -> str:
    """A letter or digit in the width and case of the one that it replaces."""
    plain = unicodedata.normalize("NFKC", sign)
    made = made.lower() if plain.islower() else made
    return made if plain == sign else chr(ord(made) + 0xFEE0)


def _in_form(raw: str, base: str, has_ending: bool, nobody: str) -> str:
    """The stand-in with the signs between the words of the writing, and with its ending."""
    parts = [fold(sign) for sign in raw]
    folded = "".join(parts)
    end = len(own_name(folded)) if has_ending else len(folded)
    out: list[str] = []
    at = words = 0
    is_inside = False
    for sign, part in zip(raw, parts, strict=True):
        if at >= end or not part or not _WORD_SIGN.fullmatch(part):
            out.append(sign)
            is_inside = is_inside and not part
        else:
            if not is_inside:
                out.append(nobody if words else base)
                words += 1
            is_inside = True
            out += unprintable(sign)
        at += len(part)
    return "".join(out) if words else base + "".join(out)


def _free(text: str, base: str, taken: set[str]) -> str:
    """The text, or another writing of it that folds alike, for what differs in width or case."""
    wide = text.replace(base, base.translate(_FULL_WIDTH))
    found = text if text not in taken else wide
    blanks = ""
    while found in taken:
        blanks += " "
        found = text.replace(base, base + blanks)
    return found
