"""The industries and counties that a text names, in full or as people shorten them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal

from desktop_app.core.names import fold
from desktop_app.core.scripts import simplified

Dimension = Literal["industry", "county"]
_INDUSTRY_TAIL = re.compile(r"(?:[\u4e00-\u9fff]{2,}?)(制造业|加工业|制造|加工|行业|产业|业)$")
_COUNTY_TAIL = re.compile(r"(自治县|县|区|市)$")
# The economic zone of a place is not its district.
_OTHER_PLACE = r"(?!市|区|县|镇|乡|街|路|经济|经开|高新|开发|工业园|新区|大|北|南|东|西)"
# Zones have long names of state and short ones of use.
_ZONES = (
    (re.compile(r"高新(?:技术)?(?:产业)?(?:开发|园|示范)?区$"), "高新区"),
    (re.compile(r"经(?:济(?:和)?(?:技术)?|)开(?:发)?区$"), "经开区"),
    (re.compile(r"(?<=[\u4e00-\u9fff])示范区$"), "示范区"),
    (re.compile(r"(?<=[\u4e00-\u9fff])开发区$"), "开发区"),
)
_LONG_ZONES = {
    "高新区": ("高新技术产业开发区", "高新技术开发区", "高新技术产业园区"),
    "经开区": ("经济技术开发区", "经济开发区"),
}
# 「国家级高新区」, 「3个示范区」 and the many 示范区 of farming are no county by that name.
_OWN_ZONE = r"(?<![级个省家的批类业化色济术])"


@dataclass(frozen=True, slots=True)
class Named:
    """A mention of one industry or county, and where it ends in the clause."""

    dimension: Dimension
    name: str
    start: int
    end: int


@dataclass(frozen=True)
class Places:
    """The names by which a clause is tied to industries and counties, as they may be shortened.

    They are as typed; the texts in which they are looked for are in simplified characters.
    """

    industries: tuple[str, ...]
    counties: tuple[str, ...]
    city: str = ""

    def named(self, text: str) -> list[Named]:
        """The mentions in a clause, the longest first where one holds another, in order."""
        pattern, meaning = self._words
        if pattern is None:
            return []
        return [
            Named(*meaning[match[0]], match.start(), match.end())
            for match in pattern.finditer(text)
        ]

    @cached_property
    def _words(self) -> tuple[re.Pattern[str] | None, dict[str, "_Meaning"]]:
        return _pattern(self)

    def all_of(self, dimension: Dimension) -> tuple[str, ...]:
        return self.industries if dimension == "industry" else self.counties


_Meaning = tuple[Dimension, str]


@lru_cache(maxsize=64)
def _pattern(places: Places) -> tuple[re.Pattern[str] | None, dict[str, _Meaning]]:
    meaning: dict[str, _Meaning] = {}
    guards: dict[str, str] = {}
    short: dict[str, set[tuple[_Meaning, str]]] = {}
    for typed in places.industries:
        name = simplified(typed)
        meaning.setdefault(name, ("industry", typed))
        meaning.setdefault(fold(name), ("industry", typed))
        tail = _INDUSTRY_TAIL.search(name)
        if tail is not None and len(name) - len(tail[1]) >= 2:
            short.setdefault(name[: -len(tail[1])], set()).add((meaning[name], "%s"))
    for typed in places.counties:
        name = simplified(typed)
        meaning.setdefault(name, ("county", typed))
        guards[name] = _guard(name)
        for called, guard in _short_counties(name, simplified(places.city)):
            short.setdefault(called, set()).add((meaning[name], guard))
    for called, found in short.items():
        # A short name that two share says nothing of either.
        if len({one for one, _ in found}) == 1 and called not in meaning:
            meaning[called], guards[called] = next(iter(found))
    words = sorted(meaning, key=len, reverse=True)
    if not words:
        return None, {}
    parts = (guards.get(word, "%s") % re.escape(word) for word in words)
    return re.compile("|".join(parts)), meaning


def _guard(county: str) -> str:
    """What a county's full name may not stand in: 「西区」 is neither in 河西区 nor in 西区域."""
    before = r"(?<![河江湖海山城溪岭])" if len(county) == len("西区") else ""
    return f"{before}%s" + ("(?!域)" if county.endswith("区") else "")


def _short_counties(name: str, city: str) -> Iterator[tuple[str, str]]:
    """The shorter names of a county or zone, each as a pattern that its neighbours must fit."""
    own = city.removesuffix("市")
    bare = name.removeprefix(own) if own else name
    for ending, called in _ZONES:
        if ending.search(name):
            yield called, f"{_OWN_ZONE}%s"
            stem = ending.sub("", bare)
            # 「平津经济开发区」 is 「平津经开区」 as well.
            if len(stem) >= 2 or not stem:
                yield f"{stem or own}{called}", "%s"
            for long in _LONG_ZONES.get(called, ()):
                yield f"{stem}{long}", "%s"
            return
    tail = _COUNTY_TAIL.search(name)
    stem = name[: -len(tail[1])] if tail else ""
    # The bare name is the city, not the county of the same name.
    if len(stem) >= 2 and not city.startswith(stem):
        yield stem, f"%s{_OTHER_PLACE}"
