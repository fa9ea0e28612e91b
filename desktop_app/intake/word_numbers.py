"""Automatic numbers of a Word list: the text that Word shows but the paragraph does not hold."""

from dataclasses import dataclass, field

from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CHINESE = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class _Level:
    form: str
    text: str
    start: int


@dataclass
class Numbering:
    """Counts along as paragraphs pass, as Word does: a level restarts under a higher one."""

    root: etree._Element | None
    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.root is None:
            return
        for abstract in self.root.iter(f"{W}abstractNum"):
            number_id = abstract.get(f"{W}abstractNumId", "")
            self.levels[number_id] = {
                int(level.get(f"{W}ilvl", "0")): _read_level(level)
                for level in abstract.iter(f"{W}lvl")
            }
        for number in self.root.iter(f"{W}num"):
            abstract = number.find(f"{W}abstractNumId")
            if abstract is not None:
                self.lists[number.get(f"{W}numId", "")] = abstract.get(f"{W}val", "")

    def next_number(self, numbered: tuple[str, int]) -> str:
        """The number of the next paragraph of a list (numbering id, level); "" for bullets."""
        list_id, at = numbered
        abstract = self.lists.get(list_id, "")
        levels = self.levels.get(abstract, {})
        level = levels.get(at)
        if level is None or level.form in ("bullet", "none"):
            return ""
        counts = self.counts.setdefault(abstract, {})
        counts[at] = counts.get(at, level.start - 1) + 1
        for deeper in [other for other in counts if other > at]:
            del counts[deeper]
        text = level.text
        for other, about in levels.items():
            value = counts.get(other, about.start)
            text = text.replace(f"%{other + 1}", _written(value, about.form))
        return text


def chinese(number: int) -> str:
    """一, 十, 十二, 二十三 … for numbers of headings (1 to 99)."""
    tens, ones = divmod(number, 10)
    if not 0 < number < 100:
        return str(number)
    head = "" if tens == 0 else ("十" if tens == 1 else f"{_CHINESE[tens]}十")
    return head + (_CHINESE[ones] if ones else "")


def _read_level(level: etree._Element) -> _Level:
    def value(name: str, default: str) -> str:
        found = level.find(f"{W}{name}")
        return default if found is None else found.get(f"{W}val", default)

    return _Level(value("numFmt", "decimal"), value("lvlText", ""), int(value("start", "1")))


def _written(number: int, form: str) -> str:
    if "hinese" in form or form in ("ideographDigital", "japaneseCounting"):
        return chinese(number)
    if form in ("upperLetter", "lowerLetter") and number <= 26:
        return chr((64 if form == "upperLetter" else 96) + number)
    if form == "decimalEnclosedCircle" and number <= 20:
        return chr(0x245F + number)
    return str(number)
