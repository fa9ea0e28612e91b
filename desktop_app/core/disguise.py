"""The stand-ins of one draft: everybody that it names, and what is looked for in its texts."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import cast

import msgspec

from desktop_app.core.cipher import TELLING, Cipher
from desktop_app.core.draft import Draft, Row
from desktop_app.core.names import fold
from desktop_app.core.origin import origin_place
from desktop_app.core.programme import Programme
from desktop_app.core.roles import Role, column_role, field_role
from desktop_app.core.scrubbing import Finder, Scrubber, stretches_of
from desktop_app.core.stand_ins import (
    StandIns,
    code_stand_in,
    firm_in_front,
    is_firm,
    misspelt_firms,
    numbered,
    own_name,
    phone_stand_in,
)
from desktop_app.core.values import Kind, parse, split_names

_LITERAL = re.compile(r"'([^']*)'|\"([^\"]*)\"")
_CITY_STEM = re.compile(r"(?:自治州|地区|示范区|新区|[市州盟])$")
_COUNTY_STEM = re.compile(r"(?:自治县|自治旗|开发区|新区|[县区市旗])$")
_LIMITED = re.compile(r"(?:有限责任|有限)?公司$")
_PLACE_WORDS = re.compile(r"^[省市县区()]+")
_BETWEEN_PEOPLE = re.compile(r"([、,，;；/\s]+)")
_PLACES = re.compile(
    r"(?:\s*(?:第[\d一二三四五六七八九十百]+[章节条款页行段列表格]|表\d+|Sheet\d+|[A-Z]{1,3}\d+))+\s*$"
)
# A shorter name would be found inside of words.
_SHORTEST_FIRM, _SHORTEST_NAME = 4, 2


@dataclass(frozen=True, slots=True)
class Entry:
    """One typed text with what it speaks of; a single value has neither table nor row."""

    role: Role
    text: str
    table: str = ""
    row: Row | None = None


class Disguise:
    """Who is named in a draft, and what stands for them.

    With `by_signs` firms are hidden sign by sign, as alike to each other as they were, and
    counties are numbered in 天干: no digit comes into a name or a sentence. `nobody` stands for
    a name that has no number: 某市, 某地.
    """

    def __init__(
        self,
        programme: Programme,
        draft: Draft,
        secret: bytes,
        *,
        by_signs: bool = False,
        nobody: str = "某",
    ) -> None:
        self._programme = programme
        self._by_signs = by_signs
        self._nobody = nobody
        self.city = f"{nobody}市"
        self._secret = secret
        self._numbers: dict[str, int] = {}
        self._entries = tuple(_entries(programme, draft))
        self._authors = tuple(one.author for one in draft.explanations.values())
        files = (file_of(row.origin) for rows in draft.tables.values() for row in rows)
        known = list(dict.fromkeys(file for file in files if file))
        self.files: dict[str, str] = {
            file: numbered("文件", number, len(known)) for number, file in enumerate(known, start=1)
        }

    def texts(self, *roles: Role) -> Iterator[str]:
        """What was typed where these are told."""
        return (one.text for one in self._entries if one.role in roles and one.text.strip())

    def firm(self, text: str) -> str:
        return self.cipher.name(text) if self._by_signs else self.firms.of(text)

    def code(self, text: str) -> str:
        read = parse(Kind.CREDIT_CODE, text)
        return code_stand_in(text, self._number_of(read if isinstance(read, str) else text))

    def phone(self, text: str) -> str:
        return phone_stand_in(text, self._number_of(re.sub(r"\D", "", text)))

    def person(self, text: str) -> str:
        """One person or several in one field."""
        return "".join(
            self.people.of(part) if is_person(part) else self.scrubber.cell(part)
            for part in _BETWEEN_PEOPLE.split(text)
        )

    def name(self, text: str, enterprise: str) -> str:
        """A project's name: the firm's stand-in, and of the rest what is said everywhere."""
        if self._by_signs:
            return self.cipher.name(text)
        finder = self._firm_finder
        folded = fold(enterprise)
        if _SHORTEST_NAME <= len(folded) < _SHORTEST_FIRM and fold(text).startswith(folded):
            finder = Finder()
            finder.add(folded, self.firms.of)
        pieces = finder.pieces(text)
        return "".join(piece if is_done else self.cipher.name(piece) for piece, is_done in pieces)

    def origin(self, origin: str) -> str:
        """Where a row came from without the name and the sum of the file; sheets and chapters
        stay."""
        file, place = file_of(origin), origin_place(origin)
        return self.files.get(file, "") + place[len(file) :]

    def names_somebody(self, text: str) -> bool:
        """Whether a name of the draft stands in a text."""
        return any(is_done for _, is_done in self.scrubber.finder.pieces(text))

    def is_public(self, text: str) -> bool:
        """Whether the pack or the list of industries holds this text, and it names nobody."""
        return fold(text) in self._public and not self.names_somebody(text)

    @cached_property
    def firms(self) -> StandIns:
        raws = list(self.texts(Role.FIRM))
        raws += [text for text in self.texts(Role.TEXT, Role.PERSON) if is_firm(text)]
        plan_list = self._programme.plan.project_list.id
        known = {fold(raw) for raw in raws}
        ours, theirs = dict[str, None](), dict[str, None]()
        for one in self._entries:
            in_front = ""
            if one.role is Role.NAME and not _begins_with(one, self._programme):
                in_front = firm_in_front(one.text)
                if in_front and fold(in_front) not in known:
                    raws.append(in_front)
            told = fold(one.text if one.role is Role.FIRM else in_front)
            if told:
                (ours if one.table == plan_list else theirs)[told] = None
        return StandIns(
            raws, "企业", misspelt_firms(ours, theirs), has_ending=True, nobody=self._nobody
        )

    @cached_property
    def counties(self) -> StandIns:
        return StandIns(self.texts(Role.COUNTY), "县区", lettered=self._by_signs)

    @cached_property
    def people(self) -> StandIns:
        texts = (*self.texts(Role.PERSON), *self._authors)
        parts = (part for text in texts for part in _BETWEEN_PEOPLE.split(text))
        return StandIns((part for part in parts if is_person(part) and not is_firm(part)), "人员")

    @cached_property
    def cipher(self) -> Cipher:
        names = list(self.texts(Role.NAME))
        if self._by_signs:
            names += self.firms.written()
        else:
            finder = self._firm_finder
            names = [
                piece for name in names for piece, is_done in finder.pieces(name) if not is_done
            ]
        texts = (one.text for one in self._entries)
        return Cipher(texts, names, sorted(self._own_names), self._secret)

    @cached_property
    def scrubber(self) -> Scrubber:
        return Scrubber(
            self._finder(),
            self.cipher,
            self._public,
            self._public_stretches,
            frozenset(_stretches(self._own_names)),
            frozenset(self._brands()),
            frozenset("".join(rule_literals(self._programme))),
            self.code,
            self.phone,
            f"{self._nobody}公司",
        )

    @cached_property
    def _own_names(self) -> frozenset[str]:
        firms = self.firms.bases()
        # With 股份 too: 「汽配股份」 is as good as a name.
        return frozenset(part for one in firms for part in (own_name(one), _LIMITED.sub("", one)))

    @cached_property
    def _public(self) -> frozenset[str]:
        texts = set(_strings(msgspec.to_builtins(self._programme)))
        industries = {part for text in self.texts(Role.INDUSTRY) for part in split_names(text)}
        # A field that says one of the table's industries is the list of those chosen.
        lists = [set(split_names(one.text)) for one in self._entries if not one.table]
        texts |= industries.union(*(parts for parts in lists if parts & industries))
        return frozenset(fold(text) for text in texts)

    @cached_property
    def _public_stretches(self) -> frozenset[str]:
        return stretches_of(self._public)

    @cached_property
    def _firm_finder(self) -> Finder:
        """Firms by their whole names, and by what they have in front of 有限公司."""
        finder = Finder()
        for folded in self.firms.bases():
            if len(folded) >= _SHORTEST_FIRM:
                finder.add(folded, self.firm)
        for folded, base in self.firms.bases().items():
            own = own_name(folded)
            if len(own) >= _SHORTEST_FIRM and not self._is_said(own):
                finder.add(own, self._bare_firm(base))
        return finder

    def _finder(self) -> Finder:
        finder = Finder(self._firm_finder)
        for raw in self.counties.written():
            finder.add(fold(raw), self.counties.of)
        for text in self.texts(Role.CITY):
            finder.add(fold(text), lambda _: self.city)
        for raw in self.people.written():
            if not self._is_said(fold(raw)):
                finder.add(fold(raw), self.people.of)
        for stem in self._stems(Role.CITY, _CITY_STEM):
            finder.add(stem, lambda _: self.city)
        for stem in self._stems(Role.COUNTY, _COUNTY_STEM):
            if not self._is_said(stem):
                finder.add(stem, lambda _: f"{self._nobody}地")
        return finder

    def _bare_firm(self, base: str) -> "_Replace":
        return _Replace(self.cipher if self._by_signs else None, base)

    def _is_said(self, folded: str) -> bool:
        """Whether a text is made of words that everybody says: it would be found everywhere."""
        pairs = (folded[at : at + 2] for at in range(len(folded) - 1))
        return all(pair in self._public_stretches for pair in pairs)

    def _stems(self, role: Role, ending: re.Pattern[str]) -> Iterator[str]:
        """铁山 of 铁山市."""
        for name in dict.fromkeys(fold(text) for text in self.texts(role)):
            stem = ending.sub("", name)
            if _SHORTEST_NAME <= len(stem) < len(name):
                yield stem

    def _brands(self) -> Iterator[str]:
        """The first two characters of a firm's own name, behind the place that it begins with."""
        stems = {*self._stems(Role.CITY, _CITY_STEM), *self._stems(Role.COUNTY, _COUNTY_STEM)}
        longest_first = sorted(stems, key=lambda stem: (-len(stem), stem))
        for name in self._own_names:
            place = next((stem for stem in longest_first if name.startswith(stem)), "")
            brand = _PLACE_WORDS.sub("", name[len(place) :])[:2]
            if len(brand) == 2 and brand.isalpha() and not brand.isascii():
                yield brand

    def _number_of(self, text: str) -> int:
        return self._numbers.setdefault(fold(text), len(self._numbers) + 1)


@dataclass(frozen=True, slots=True)
class _Replace:
    """What stands for a firm without 有限公司."""

    cipher: Cipher | None
    base: str

    def __call__(self, raw: str) -> str:
        return self.base if self.cipher is None else self.cipher.name(raw)


def is_person(name: str) -> bool:
    """Whether a text may be somebody's name: a single character or a dash is none."""
    return len(name) >= _SHORTEST_NAME and name.isalpha()


def file_of(origin: str) -> str:
    """What an origin says before the sheet, the chapter or the row."""
    told = origin_place(origin)
    places = _PLACES.search(told)
    return told[: places.start()] if places else told


def _entries(programme: Programme, draft: Draft) -> Iterator[Entry]:
    for path, text in draft.values.items():
        yield Entry(role_of(programme, path), text)
    for table_id, rows in draft.tables.items():
        table = programme.table(table_id)
        columns = () if table is None else table.column
        roles = {one.id: column_role(programme, table, one) for one in columns if table}
        for row in rows:
            for column, text in row.cells.items():
                yield Entry(roles.get(column, Role.TEXT), text, table_id, row)


def rule_literals(programme: Programme) -> frozenset[str]:
    """The texts that the pack's rules compare values with."""
    rules = (
        text
        for rule in programme.rules
        for text in (rule.when, rule.require, *(one.require for one in rule.reading))
    )
    return frozenset(one for text in rules for match in _LITERAL.findall(text) for one in match)


def role_of(programme: Programme, path: str) -> Role:
    """What a single value speaks of."""
    if path.startswith("chapters/"):
        return Role.PROSE
    field = programme.field(path)
    return Role.TEXT if field is None else field_role(programme, field)


def _begins_with(one: Entry, programme: Programme) -> bool:
    """Whether a project's name begins with the firm of its row."""
    firm = fold(one.row.cells.get(programme.summary.enterprise, "")) if one.row else ""
    return bool(firm) and fold(one.text).startswith(firm)


def _stretches(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield from (name[at : at + TELLING] for at in range(len(name) - TELLING + 1))


def _strings(value: object) -> Iterator[str]:
    """All texts in nested records."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in cast("dict[object, object]", value).values():
            yield from _strings(part)
    elif isinstance(value, list | tuple):
        for part in cast("list[object]", value):
            yield from _strings(part)
