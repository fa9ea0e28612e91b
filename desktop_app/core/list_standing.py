"""The lists of a programme as readers are told of them: whose they are, of what date, how long."""

import hashlib
from dataclasses import dataclass
from typing import Literal

from desktop_app.core.checks.listed import excluded_lists
from desktop_app.core.expressions import compile_expression, under
from desktop_app.core.measures import reads_shared
from desktop_app.core.pack_lists import ListFile, to_json, with_origin
from desktop_app.core.pack_rules import Rule
from desktop_app.core.programme import Programme
from desktop_app.core.rewards import expressions_of
from desktop_app.core.verdicts import reads_of

# missing: nothing loaded; pack: as the pack has it; own: what the user loaded.
Standing = Literal["missing", "pack", "own"]
STANDING_WORDS: dict[Standing, str] = {
    "missing": "未载入", "pack": "程序自带", "own": "自己载入"
}  # fmt: skip
_MOST_SOURCES = 2


@dataclass(frozen=True, slots=True)
class OneList:
    """One list of a programme as readers are told of it."""

    id: str
    label: str
    listed: ListFile
    hint: str

    @property
    def standing(self) -> Standing:
        """Where it comes from; a list without rows is missing, whosever it is."""
        if not self.listed.rows:
            return "missing"
        return "pack" if self.listed.origin is None else "own"

    @property
    def is_own(self) -> bool:
        """Whether the user put it there, readable or not."""
        return self.listed.origin is not None

    @property
    def trouble(self) -> str:
        """Why what the user loaded cannot be read any more; "" for all else."""
        return self.listed.origin.trouble if self.listed.origin is not None else ""

    @property
    def source(self) -> str:
        """Where it comes from, in the words of who loaded it or of its rows."""
        origin = self.listed.origin
        if origin is not None:
            return origin.source or origin.file
        told = self.listed.sources()
        rest = f"等 {len(told)} 处" if len(told) > _MOST_SOURCES else ""
        return ";".join(told[:_MOST_SOURCES]) + rest

    @property
    def date(self) -> str:
        """The list's own date where it was loaded with one."""
        return self.listed.origin.date if self.listed.origin is not None else ""

    @property
    def told(self) -> str:
        """「自己载入 · 12 个 · 来源:市信用办来函 · 2024-06-01」"""
        parts = [STANDING_WORDS[self.standing]]
        if self.listed.rows:
            parts.append(f"{len(self.listed.rows)} 个")
            parts += [f"来源:{self.source}"] if self.source else []
        parts += [one for one in (self.date, self.trouble) if one]
        return " · ".join(parts)

    def record(self) -> dict[str, object]:
        """The list for programs: `sha256` is that of its file, `content` of its rows."""
        origin = self.listed.origin
        return {
            "id": self.id,
            "label": self.label,
            "rows": len(self.listed.rows),
            "standing": self.standing,
            "source": self.source,
            "date": self.date,
            "file": origin.file if origin is not None else "",
            "loaded": origin.loaded if origin is not None else "",
            "sha256": origin.sha256 if origin is not None else "",
            "content": hashlib.sha256(to_json(with_origin(self.listed, None))).hexdigest(),
        }


def lists_of(programme: Programme) -> tuple[OneList, ...]:
    """Every list of a programme, first those that the pack names in their order."""
    named = [one.id for one in programme.about.list if one.id in programme.lists]
    return tuple(one_list(programme, one) for one in dict.fromkeys((*named, *programme.lists)))


def one_list(programme: Programme, list_id: str) -> OneList:
    """The list with an id that the programme has."""
    label, hint = programme.list_label(list_id), programme.list_about(list_id).hint
    return OneList(list_id, label, programme.lists[list_id], hint)


def lists_used(programme: Programme) -> tuple[OneList, ...]:
    """The lists on which the outcome of a rule hangs."""
    used = {one for rule in programme.rules for one in lists_read(programme, rule)}
    return tuple(one for one in lists_of(programme) if one.id in used)


def lists_read(programme: Programme, rule: Rule) -> frozenset[str]:
    """The ids of the lists that a rule reads, itself or through the measures and rewards whose
    figures it asks for."""
    shared = reads_of(rule).shared
    facts = shared.get("facts", frozenset[str]())
    paths = {*shared.get("lists", frozenset[str]())}
    for measure in programme.measures:
        if any(path.split(".")[:2] == ["measure", measure.id] for path in facts):
            paths |= reads_shared(measure).get("lists", frozenset[str]())
    if rule.check == "rewards" or any(path.split(".")[0] == "reward" for path in facts):
        for text in expressions_of(programme.rewards):
            paths |= under("lists", compile_expression(text).reads)
    named = excluded_lists(rule) if rule.check == "not_listed" else ()
    return frozenset({*named, *(path.split(".")[0] for path in paths)})
