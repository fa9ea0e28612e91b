"""Replaces the values of one draft, each after what its field speaks of."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from desktop_app.core.disguise import Disguise, role_of, rule_literals
from desktop_app.core.draft import Draft, Row
from desktop_app.core.findings import Finding
from desktop_app.core.names import fold
from desktop_app.core.pack_forms import Field, Table
from desktop_app.core.pack_names import VERSION_PATH
from desktop_app.core.programme import Programme
from desktop_app.core.roles import Role, column_role
from desktop_app.core.scrubbing import odd_signs, told_in
from desktop_app.core.update_report import unused_values
from desktop_app.core.values import Kind, NotUnderstood, parse, split_names

# Beyond this a text may be too long for a cell, which is a finding.
_LONG = 16_000


@dataclass(frozen=True, slots=True)
class Substitute:
    """One line of the key: what kind of name, as it was typed, and what stands for it."""

    kind: str
    original: str
    substitute: str


@dataclass(frozen=True, slots=True)
class Style:
    """How much is kept for the findings' sake.

    Long texts keep the sentences that a finding quotes; "counted" keeps those with counts and
    sums too, in a text that has findings, and "whole" all of it. `nobody` stands for names without
    a number: a sentence about 某市 may count as one about another city. `by_signs` keeps firms as
    alike to each other as they were (`Disguise`).
    """

    nobody: str = "某"
    keep: Literal["quoted", "counted", "whole"] = "quoted"
    by_signs: bool = False


class Redactor:
    """The values of one draft with stand-ins for whom they name."""

    def __init__(
        self,
        programme: Programme,
        draft: Draft,
        findings: Sequence[Finding],
        secret: bytes,
        style: Style,
    ) -> None:
        self._programme = programme
        self._draft = draft
        self._secret = secret
        self._style = style
        self._disguise = Disguise(
            programme, draft, secret, by_signs=style.by_signs, nobody=style.nobody
        )
        self._quotes: dict[str, list[tuple[str, str]]] = {}
        for one in findings:
            for place in one.places:
                self._quotes.setdefault(place.path, []).append((one.message, one.left or ""))
        self._cities: dict[str, str] = {}
        self._names: dict[str, str] = {}

    def values(self) -> Iterator[tuple[str, str]]:
        """Every single value by its path; what the programme has no place for is left out, for
        nobody can tell whom it names."""
        unused = {one.path for one in unused_values(self._draft, self._programme)}
        for path, text in self._draft.values.items():
            if path in unused:
                continue
            if path == VERSION_PATH:
                yield path, text
                continue
            role = role_of(self._programme, path)
            # Which reading of a rule was chosen names nobody.
            is_choice = path.startswith("readings/")
            field = self._programme.field(path)
            yield path, text if is_choice else self._replaced(role, field, path, text)

    def rows(self, table_id: str) -> Iterator[Row]:
        """The rows of a table, without cells that the programme has no place for."""
        table = self._programme.table(table_id)
        fields = {one.id: one for one in (table.column if table else ())}
        for row in self._draft.rows(table_id):
            cells = {
                column: self._cell(table, fields.get(column), row, column, text)
                for column, text in row.cells.items()
                if column in fields
            }
            yield Row(row.id, MappingProxyType(cells), self._disguise.origin(row.origin))

    def finding_key(self, key: str) -> str:
        """The key of a finding after redaction: some end in the name of a county."""
        code, at, rest = key.partition("@")
        head, dot, name = rest.rpartition(".")
        for raw, stand_in in self._disguise.counties.written().items():
            if fold(raw) == name:
                return f"{code}{at}{head}{dot}{fold(stand_in)}"
        return key

    def key_to_all(self) -> Iterator[Substitute]:
        """What stands for what, for the owner of the draft; to be asked for last."""
        told = self._disguise
        for city, stand_in in self._cities.items():
            yield Substitute("城市", city, stand_in)
        for kind, known in (
            ("县区", told.counties.written()),
            ("人员", told.people.written()),
            ("来源文件", told.files),
        ):
            for raw, stand_in in known.items():
                yield Substitute(kind, raw, stand_in)
        for raw in told.firms.written():
            yield Substitute("企业", raw, told.firm(raw))
        for code in dict.fromkeys(told.texts(Role.CODE)):
            yield Substitute("信用代码", code, told.code(code))
        for phone in dict.fromkeys(told.texts(Role.PHONE)):
            yield Substitute("电话", phone, told.phone(phone))
        for name, stand_in in self._names.items():
            yield Substitute("项目名称", name, stand_in)

    def _cell(
        self, table: Table | None, field: Field | None, row: Row, column: str, text: str
    ) -> str:
        if table is None or field is None:
            return self._disguise.scrubber.cell(text)
        role = column_role(self._programme, table, field)
        if role is not Role.NAME:
            return self._replaced(role, field, f"{table.id}/{row.id}/{column}", text)
        if not text.strip() or fold(text) == fold(field.label):
            return text
        enterprise = row.cells.get(self._programme.summary.enterprise, "")
        self._names[text] = self._disguise.name(text, enterprise)
        return self._names[text]

    def _replaced(self, role: Role, field: Field | None, path: str, text: str) -> str:
        told = self._by_role(role, field, path, text) if text.strip() else text
        if len(text) > _LONG and not path.startswith("chapters/"):
            return told + "略" * (_length(text) - _length(told))
        return told

    def _by_role(self, role: Role, field: Field | None, path: str, text: str) -> str:
        disguise = self._disguise
        match role:
            case Role.FIRM:
                return disguise.firm(text)
            case Role.COUNTY:
                return self._county(field, text)
            case Role.CITY:
                self._cities[text] = self._city(field, text)
                return self._cities[text]
            case Role.CODE:
                return disguise.code(text)
            case Role.PHONE:
                return disguise.phone(text)
            case Role.PERSON:
                return disguise.person(text)
            case Role.ADDRESS:
                return f"某地址{odd_signs(text)}"
            case Role.PROSE:
                return self._long(path, text)
            case Role.FIGURE | Role.CHOICE:
                return self._read(field, text)
            case _:
                return self._text(field, text)

    def _county(self, field: Field | None, text: str) -> str:
        options = self._programme.options(field) if field is not None else ()
        if field is None or text not in options:
            return self._disguise.counties.of(text)
        if field.kind is not Kind.CHOICE:
            return self._disguise.counties.of(text)
        # Of a list, one county stands for another and no two for one: counts stay what they are.
        mixed = sorted(
            options, key=lambda one: hashlib.sha256(self._secret + one.encode()).digest()
        )
        return mixed[(mixed.index(text) + 1) % len(mixed)]

    def _city(self, field: Field | None, text: str) -> str:
        """「某市」; where only what a list holds is understood, another name of that list."""
        if field is None or not self._programme.options(field):
            return self._disguise.city + odd_signs(text)
        read = parse(field.kind, text, field.unit, self._programme.options(field))
        if not isinstance(read, str):
            return self._disguise.city + odd_signs(text)
        return self._other_option(field, read)

    def _read(self, field: Field | None, text: str) -> str:
        """A figure or a choice: what is understood stays unless it names somebody; what is not
        understood is not understood afterwards."""
        if field is None:
            return self._disguise.scrubber.cell(text)
        options = self._programme.options(field)
        value = parse(field.kind, text, field.unit, options)
        if not isinstance(value, NotUnderstood):
            is_named = isinstance(value, str) and self._disguise.names_somebody(value)
            return self._other_option(field, str(value)) if is_named and options else text
        told = self._disguise.scrubber.cell(text)
        is_still = isinstance(parse(field.kind, told, field.unit, options), NotUnderstood)
        return told if is_still else f"某{told}某"

    def _text(self, field: Field | None, text: str) -> str:
        """A short text; of several names each that a list holds stays or is another of the list."""
        if self._disguise.is_public(text):
            return text
        options = self._programme.options(field) if field is not None else ()
        parts = split_names(text)
        if field is None or not options or not set(parts) <= set(options):
            return self._disguise.scrubber.cell(text)
        for part in parts:
            if self._disguise.names_somebody(part):
                text = text.replace(part, self._other_option(field, part))
        return text

    def _long(self, path: str, text: str) -> str:
        if self._disguise.is_public(text):
            return text
        quotes = self._quotes.get(path, [])
        keep = self._style.keep if quotes else "quoted"
        scrubber = self._disguise.scrubber
        if keep == "whole":
            return scrubber.prose(text)
        return scrubber.cut(text, told_in(quotes, with_counts=keep == "counted"))

    def _other_option(self, field: Field, option: str) -> str:
        """Another text of the field's list of which the rules say the same, whichever it is."""
        others = [
            one
            for one in self._programme.options(field)
            if one != option and not self._disguise.names_somebody(one)
        ]
        alike = [
            one for one in others if self._spoken_of(field, one) == self._spoken_of(field, option)
        ]
        found = sorted(
            alike or others, key=lambda one: hashlib.sha256(self._secret + one.encode()).digest()
        )
        return found[0] if found else self._disguise.city

    def _spoken_of(self, field: Field, option: str) -> tuple[frozenset[str], frozenset[str]]:
        """Where else the pack knows an option: its other lists, and the texts of its rules."""
        lists = self._programme.lists
        known = (key for key, one in lists.items() if key != field.list and option in one.options())
        return frozenset(known), frozenset(rule_literals(self._programme) & {option})


def _length(text: str) -> int:
    """As Excel counts: a sign above U+FFFF is two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
