"""Automatic numbers of a Word list: the text that Word shows but the paragraph does not hold."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]

from desktop_app.core.numerals import in_chinese
from desktop_app.intake.word_styles import W, integer

_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


@dataclass(frozen=True, slots=True)
class _Level:
    form: str
    text: str
    start: int
    restarts: bool
    is_legal: bool
    style: str


@dataclass
class Numbering:
    """Counts along as paragraphs pass, as Word does: a level restarts under a higher one.

    Lists that share an abstract list share its counts, unless one of them states its own start.
    `styles` maps the style of a list (numStyleLink) → numbering id.
    """

    root: etree._Element | None
    styles: Mapping[str, str] = field(default_factory=dict[str, str])
    levels: dict[str, dict[int, _Level]] = field(default_factory=dict[str, dict[int, _Level]])
    lists: dict[str, str] = field(default_factory=dict[str, str])
    starts: dict[str, dict[int, int]] = field(default_factory=dict[str, dict[int, int]])
    counts: dict[str, dict[int, int]] = field(default_factory=dict[str, dict[int, int]])
    begun: set[str] = field(default_factory=set[str])

    def __post_init__(self) -> None:
        if self.root is None:
            return
        abstracts: dict[str, dict[int, _Level]] = {}
        linked: dict[str, str] = {}
        for abstract in self.root.iter(f"{W}abstractNum"):
            abstract_id = abstract.get(f"{W}abstractNumId", "")
            abstracts[abstract_id] = dict(_levels(abstract))
            link = abstract.find(f"{W}numStyleLink")
            if link is not None:
                linked[abstract_id] = link.get(f"{W}val", "")
        used: dict[str, str] = {}
        for number in self.root.iter(f"{W}num"):
            reference = number.find(f"{W}abstractNumId")
            if reference is not None:
                used[number.get(f"{W}numId", "")] = reference.get(f"{W}val", "")
        for number in self.root.iter(f"{W}num"):
            self._list(number, abstracts, linked, used)

    def level_of(self, numbered: tuple[str, int], style: str) -> tuple[str, int]:
        """The list and level of a paragraph; a list that names the style knows the level itself."""
        list_id, at = numbered
        if at >= 0:
            return numbered
        named = (n for n, level in self.levels.get(list_id, {}).items() if level.style == style)
        return list_id, next(named, 0)

    def next_number(self, numbered: tuple[str, int]) -> str:
        """The number of the next paragraph of a list (numbering id, level); "" for bullets."""
        list_id, at = numbered
        levels = self.levels.get(list_id, {})
        level = levels.get(at)
        if level is None:
            return ""
        counts = self.counts.setdefault(self.lists[list_id], {})
        if list_id not in self.begun:
            self.begun.add(list_id)
            for other, start in self.starts.get(list_id, {}).items():
                counts[other] = start - 1
        counts[at] = counts.get(at, level.start - 1) + 1
        for deeper in [n for n in counts if n > at and (n not in levels or levels[n].restarts)]:
            del counts[deeper]
        if level.form in ("bullet", "none"):
            return ""
        text = level.text
        for other, about in levels.items():
            form = "decimal" if level.is_legal else about.form
            text = text.replace(f"%{other + 1}", _written(counts.get(other, about.start), form))
        return text

    def _list(
        self,
        number: etree._Element,
        abstracts: dict[str, dict[int, _Level]],
        linked: dict[str, str],
        used: dict[str, str],
    ) -> None:
        list_id = number.get(f"{W}numId", "")
        abstract = used.get(list_id, "")
        if abstract in linked:
            abstract = used.get(self.styles.get(linked[abstract], ""), abstract)
        levels = dict(abstracts.get(abstract, {}))
        for override in number.iter(f"{W}lvlOverride"):
            levels.update(_levels(override))
            start = override.find(f"{W}startOverride")
            at = int(override.get(f"{W}ilvl", "0")) if _is_digit(override) else 0
            if start is not None and at in levels:
                levels[at] = replace(levels[at], start=integer(start, 1))
                self.starts.setdefault(list_id, {})[at] = integer(start, 1)
        self.levels[list_id] = levels
        self.lists[list_id] = abstract


def _levels(parent: etree._Element) -> Iterator[tuple[int, _Level]]:
    for level in parent.iter(f"{W}lvl"):
        if _is_digit(level):
            yield int(level.get(f"{W}ilvl", "0")), _read_level(level)


def _is_digit(element: etree._Element) -> bool:
    return element.get(f"{W}ilvl", "0") in tuple("012345678")


def _read_level(level: etree._Element) -> _Level:
    def value(name: str, default: str) -> str:
        found = level.find(f"{W}{name}")
        return default if found is None else found.get(f"{W}val", default)

    start = level.find(f"{W}start")
    return _Level(
        value("numFmt", "decimal"),
        value("lvlText", ""),
        1 if start is None else integer(start, 1),
        value("lvlRestart", "1") != "0",
        level.find(f"{W}isLgl") is not None,
        value("pStyle", ""),
    )


def _written(number: int, form: str) -> str:
    if "ideographDigital" in form or "hinese" in form or form == "japaneseCounting":
        return in_chinese(number) if number > 0 else str(number)
    if form in ("upperLetter", "lowerLetter") and 1 <= number <= 26:
        return chr((64 if form == "upperLetter" else 96) + number)
    if form in ("upperRoman", "lowerRoman") and 1 <= number < 40:
        return _roman(number) if form == "upperRoman" else _roman(number).lower()
    if form.startswith("decimalEnclosedCircle") and 1 <= number <= 20:
        return chr(0x245F + number)
    if form == "decimalFullWidth":
        return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))
    return f"{number:02d}" if form == "decimalZero" else str(number)


def _roman(number: int) -> str:
    out = ""
    for value, sign in _ROMAN:
        out += sign * (number // value)
        number %= value
    return out
