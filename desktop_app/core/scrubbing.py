"""Finding what tells who somebody is in any text, whatever form it is written in."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from desktop_app.core.cipher import PLAIN_WORDS, TELLING, Cipher
from desktop_app.core.names import fold
from desktop_app.core.signs import unprintable, unseen

_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s\u3000-\u9fff\uff00-\uffef]+", re.IGNORECASE)
_CODE = re.compile(r"(?<![0-9A-Za-z])[0-9A-HJ-NPQRTUWXYa-hj-npqrtuwxy]{18}(?![0-9A-Za-z])")
_PHONE = re.compile(
    r"(?<![\d.])(?:\+?86[- ]?)?(?:1[3-9]\d{9}|[(\uff08]?0\d{2,3}[)\uff09]?[-—–\u3000 ]?"
    r"[2-9]\d{6,7}(?:-\d{1,6})?)(?!\d)"
)
_LONG_NUMBER = re.compile(r"(?<![\d.,])\d{6,}(?!\d*[.,]?\d*\s*[元万亿个家项户台套人%年])")
_DOCUMENT = re.compile(r"(?<=[〕\]］】)])\s*(?:第\s*)?(\d+)(?=\s*号)")
_UNKNOWN_FIRM = re.compile(
    r"[^\W\d_由与和及对为是在等的了被把从向经给至到中有共其]{2,16}"
    r"(?:有限责任公司|股份有限公司|有限公司)"
)
_SENTENCE = re.compile(r"[^。!?;\uff01\uff1f\uff1b]*[。!?;\uff01\uff1f\uff1b]*")
_STACKED = re.compile("\\w?[\u0300-\u036f\u20d0-\u20ff]{2,}")
_NUMERAL = re.compile(r"[\d零〇一二三四五六七八九十百千万亿两.,]")
_COUNT = re.compile(rf"{_NUMERAL.pattern}\s*(?:[余多]?[个项家户万亿元%]|成|分之)")
# What a sentence says of its own counts and of forbidden uses is told in these words.
_SAID = (
    "不得 严禁 禁止 不准 不用于 不安排 不支持 不予 不含 不列入 不纳入 自筹 杜绝 防止 严格限制 "
    "补助 奖补 资金 用于 建设 合计 其中 全市 人民政府 工业和信息化 财政局 工信局 发展改革"
)

Replace = Callable[[str], str]
# A stretch of a text that is done with, or not yet.
_Piece = tuple[str, bool]


class Finder:
    """Finds names in texts by their folded form, the longest first."""

    def __init__(self, others: "Finder | None" = None) -> None:
        """A finder that finds what `others` does, to which more can be added."""
        self._names: dict[str, Replace] = dict(others._names) if others else {}
        self._lengths: dict[str, list[int]] = {}
        for name in self._names:
            self._note(name)

    def add(self, folded: str, replace: Replace) -> None:
        """Look for a folded name of two characters or more; the first to claim a name has it."""
        if len(folded) > 1 and folded not in self._names:
            self._names[folded] = replace
            self._note(folded)

    def pieces(self, text: str) -> Iterator[_Piece]:
        """The text in pieces; those that were found are replaced and done with."""
        folded, places = fold_map(text)
        at = begun = 0
        while at < len(folded):
            name = self._name_at(folded, at)
            first = places[at]
            if not name or first < begun:
                at += 1
                continue
            last = places[at + len(name) - 1] + 1
            if first > begun:
                yield text[begun:first], False
            yield self._names[name](text[first:last]), True
            begun, at = last, at + len(name)
        if begun < len(text):
            yield text[begun:], False

    def _note(self, name: str) -> None:
        lengths = self._lengths.setdefault(name[:2], [])
        if len(name) not in lengths:
            lengths.append(len(name))
            lengths.sort(reverse=True)

    def _name_at(self, folded: str, at: int) -> str:
        for length in self._lengths.get(folded[at : at + 2], ()):
            if folded[at : at + length] in self._names:
                return folded[at : at + length]
        return ""


@dataclass(frozen=True)
class Scrubber:
    """Takes out of a text what tells who somebody is.

    `public` are texts that everybody has (the pack, the industries): their words may stay.
    `telling` are stretches of firms' own names, `brands` the pairs of characters that they begin
    with, `asked_for` the characters that rules look for in short texts (暂无),
    `unknown_firm` what stands for a firm that no field names.
    """

    finder: Finder
    cipher: Cipher
    public: frozenset[str]
    public_stretches: frozenset[str]
    telling: frozenset[str]
    brands: frozenset[str]
    asked_for: frozenset[str]
    code: Replace
    phone: Replace
    unknown_firm: str

    def cell(self, text: str) -> str:
        """A short text: of words that not everybody has only the shape is left."""
        return self._joined(self._pieces(text), self._masked_cell)

    def prose(self, text: str) -> str:
        """A sentence: its words stay, but for names and what gives them away."""
        return self._joined(self._pieces(text), self._masked_prose)

    def cut(self, text: str, is_told: Callable[[str], bool]) -> str:
        """Long text without the sentences that nobody needs to see."""
        out: list[str] = []
        left_out = ""
        for line in text.split("\n"):
            found = [match[0] for match in _SENTENCE.finditer(line) if match[0]]
            for is_kept, sentences in groupby(found, key=is_told):
                run = "".join(sentences)
                if not is_kept:
                    left_out += run
                    continue
                out += [*_left_out(left_out), self.prose(run)]
                left_out = ""
        return "\n".join([*out, *_left_out(left_out)]) or text

    def _pieces(self, text: str) -> Iterator[_Piece]:
        patterns: tuple[tuple[re.Pattern[str], Replace], ...] = (
            (_MAIL, lambda _: "someone@example.com"),
            (_ADDRESS, lambda _: "www.example.com"),
            (_CODE, self.code),
            (_PHONE, self.phone),
        )
        pieces: list[_Piece] = [(text, False)]
        for pattern, replace in patterns:
            pieces = [part for one in pieces for part in _split(one, pattern, replace)]
        for piece, is_done in pieces:
            if is_done:
                yield piece, True
            else:
                yield from self.finder.pieces(piece)

    def _joined(self, pieces: Iterable[_Piece], mask: Replace) -> str:
        """The pieces with a blank where a number of ours would run into one of theirs."""
        out = ""
        was_done = False
        for piece, is_done in pieces:
            told = piece if is_done else mask(piece)
            if was_done and out[-1:].isdecimal() and told and _NUMERAL.match(told):
                out += " "
            out += told
            was_done = is_done
        return out

    def _masked_prose(self, text: str) -> str:
        text = _UNKNOWN_FIRM.sub(self._unknown_firm, text)
        hidden = self._telling(text)
        return _numbers_hidden(self._without(text, hidden))

    def _masked_cell(self, text: str) -> str:
        hidden = self._telling(text)
        known = {at for at, sign in enumerate(text) if sign in self.asked_for}
        for at in range(len(text) - 1):
            if fold(text[at : at + 2]) in self.public_stretches:
                known |= {at, at + 1}
        words = {at for at, sign in enumerate(text) if sign.isalpha()}
        return _numbers_hidden(self._without(text, (words - known) | (words & hidden)))

    def _without(self, text: str, hidden: set[int]) -> str:
        """The text with the signs at some places made unreadable, run by run."""
        runs = groupby(range(len(text)), key=lambda at: at in hidden)
        told = ((is_hidden, "".join(text[at] for at in run)) for is_hidden, run in runs)
        return "".join(self.cipher.opaque(run) if is_hidden else run for is_hidden, run in told)

    def _unknown_firm(self, match: re.Match[str]) -> str:
        return match[0] if fold(match[0]) in self.public else self.unknown_firm

    def _telling(self, text: str) -> set[int]:
        """The places of signs that belong to a firm's own name; what everybody says is none."""
        folded, places = fold_map(text)
        found: set[int] = set()
        for size, stretches in ((TELLING, self.telling), (2, self.brands)):
            for at in range(len(folded) - size + 1):
                stretch = folded[at : at + size]
                if stretch in stretches and stretch not in self.public_stretches:
                    found |= set(places[at : at + size])
        return found


def fold_map(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters the place in the text that it comes from."""
    folded: list[str] = []
    places: list[int] = []
    for at, sign in enumerate(text):
        for part in fold(sign):
            folded.append(part)
            places.append(at)
    return "".join(folded), places


def stretches_of(texts: Iterable[str]) -> frozenset[str]:
    """All pairs and all stretches of `TELLING` characters in texts, folded."""
    found: set[str] = set()
    for text in (*texts, *PLAIN_WORDS.split(), *_SAID.split()):
        folded = fold(text)
        for size in (2, TELLING):
            found.update(folded[at : at + size] for at in range(len(folded) - size + 1))
    return frozenset(found)


def odd_signs(text: str) -> str:
    """What a text holds of signs that leave no trace on paper or that no font has."""
    stacked = "".join(_STACKED.findall(text))
    return "".join(dict.fromkeys(sign for sign in (*unseen(text), *unprintable(text)))) + stacked


def told_in(
    quotes: Sequence[tuple[str, str]], *, with_counts: bool = False
) -> Callable[[str], bool]:
    """Whether findings with these messages and texts quote a sentence, or it counts something."""

    def is_told(sentence: str) -> bool:
        if with_counts and _COUNT.search(sentence):
            return True
        bare = sentence.strip().rstrip("。!?;！？；")
        return bool(bare) and any(
            bare in message or (left and left in sentence) for message, left in quotes
        )

    return is_told


def _left_out(text: str) -> list[str]:
    """「……(略,38字)」, with the signs that cannot be printed or seen: they are findings."""
    bare = text.strip()
    return [f"……(略,{len(bare)}字){odd_signs(text)}"] if bare or odd_signs(text) else []


def _split(piece: _Piece, pattern: re.Pattern[str], replace: Replace) -> Iterator[_Piece]:
    text, is_done = piece
    if is_done:
        yield piece
        return
    at = 0
    for match in pattern.finditer(text):
        if match.start() > at:
            yield text[at : match.start()], False
        yield replace(match[0]), True
        at = match.end()
    if at < len(text):
        yield text[at:], False


def _numbers_hidden(text: str) -> str:
    """Rows of digits that are no counts as noughts, and the number of a document."""
    text = _DOCUMENT.sub(lambda match: match[0].replace(match[1], "0" * len(match[1])), text)
    return _LONG_NUMBER.sub(lambda match: "0" * len(match[0]), text)
