"""Pages of the manual that nobody writes: made of a programme's pack, as Markdown."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_MARKS = re.compile(r"([\\`*_\[\]<>|~])")
_EXPRESSION = re.compile(r"\{[^{}]*\}")
_BLANKS = re.compile(r"\s*\n\s*|[\t ]+")


@dataclass(frozen=True, slots=True)
class ReferencePage:
    """One page: `name` tells it from all others of all programmes, `text` is its Markdown."""

    name: str
    title: str
    text: str


def page(name: str, title: str, blocks: Iterable[str]) -> ReferencePage:
    """A page of these blocks under its title; blank ones are left out."""
    text = "\n\n".join(block for block in (f"# {title}", *blocks) if block)
    return ReferencePage(name, title, f"{text}\n")


def plain(text: str) -> str:
    """A pack's words in one line, with no sign that Markdown would take for a mark."""
    return _MARKS.sub(r"\\\1", _BLANKS.sub(" ", text.strip()))


def without_expressions(template: str) -> str:
    """A pack's sentence with … where its {expressions} stand."""
    return _EXPRESSION.sub("…", template)


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; the cells are Markdown already."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(cell or ' ' for cell in line)} |" for line in lines)


def basis(clause: str, quote: str = "") -> str:
    """Where something is written: the clause, then its words in 「」."""
    return plain(clause) + (f"「{plain(quote)}」" if quote else "")
