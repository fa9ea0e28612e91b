"""CEL expressions of a pack: the only module that knows the expression library.

CEL is total and free of side effects, so no code runs from a pack. A blank is an absent key;
reading it raises `NoData`. Anything else that goes wrong in an expression is a fault of the pack.
"""

import logging
import re
import sys
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import ModuleType
from typing import Any, cast

# The package loads its own command line, and three terminal libraries with it, wherever it is
# imported: 0.16 s of every start. An empty module in that place is all that it looks for.
sys.modules.setdefault("cel.cli", ModuleType("cel.cli"))

import cel  # noqa: E402

from desktop_app.core.names import spoken  # noqa: E402

# It tells of every function that raised; what is raised here is an answer (`NoData`).
logging.getLogger("cel").setLevel(logging.ERROR)

# `owner` is the row that a paper is made for, beside the `row` of a table printed in it.
VARIABLES = frozenset({"row", "owner", "form", "facts", "lists"})
# CEL's own size() counts bytes of a text; amounts are sums of decimals, so equality needs room.
_TOLERANCE = 1e-6
# What is called on a value (row.final.matches('…')) is none of its parts.
_PATH = re.compile(r"\b(row|owner|form|facts|lists)((?:\.[A-Za-z_]\w*\b(?!\s*\())+)")
_PLACEHOLDER = re.compile(r"\{([^{}]+)\}")
# The library's words for a blank input; ours too, where nothing can be a share of nothing.
_NO_KEY = "no such key"
_NO_RESULT = "除数为零、超出个数,或者数太大"
# A row that is read as a whole, or by a computed name, cannot be told by its columns.
_WHOLE_ROW = re.compile(r"\brow\b(?!\.[A-Za-z_])")
_QUOTED = re.compile(r"\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'")


class NoData(Exception):
    """An input of the expression is blank; the argument names it."""


class ExpressionFault(ValueError):
    """The expression itself is wrong: it does not compile, or compares a text with a number."""


@dataclass(frozen=True, slots=True)
class Expression:
    """A compiled expression and what it reads (dotted paths such as row.investment)."""

    text: str
    program: cel.Program
    reads: frozenset[str]
    calls: frozenset[str]


@lru_cache(maxsize=4096)
def compile_expression(text: str) -> Expression:
    """Compile once; raises `ExpressionFault` with the reason in the library's words."""
    try:
        program = cel.compile(text)
    except (ValueError, RuntimeError) as reason:
        raise ExpressionFault(f"表达式有误:{text}({reason})") from reason
    unknown = {name for name in program.variables() if name not in VARIABLES}
    bound = set(re.findall(r"\(\s*(\w+)\s*,", text))
    if unknown - bound:
        raise ExpressionFault(f"表达式用了不认识的名称 {'、'.join(sorted(unknown - bound))}:{text}")
    calls = frozenset(program.functions()) & frozenset(FUNCTIONS)
    paths = (m[1] + m[2] for m in _PATH.finditer(_QUOTED.sub("''", text)))
    return Expression(text, program, frozenset(paths), calls)


class Scope:
    """The values an expression may read; made once and asked again with each row put into it, so
    that what all rows share is handed to the library once."""

    def __init__(self, variables: Mapping[str, Mapping[str, Any]]) -> None:
        self.variables: dict[str, Mapping[str, Any]] = {}
        self._plain = cel.Context()
        self._full: cel.Context | None = None
        for name, values in variables.items():
            self.put(name, values)

    def put(self, name: str, values: Mapping[str, Any]) -> None:
        """What an expression reads by a name from now on."""
        try:
            self._plain.add_variable(name, values)
        except ValueError:
            # Half a sign, out of a damaged file, is no text to the library.
            values = _whole(values)
            self._plain.add_variable(name, values)
        self.variables[name] = values
        if self._full is not None:
            self._full.add_variable(name, values)

    def value(self, expression: Expression) -> object:
        """What the expression yields; raises `NoData` or `ExpressionFault`."""
        try:
            return expression.program.execute(self._context(expression))
        except KeyError as missing:
            raise NoData(str(missing.args[0])) from missing
        except (ArithmeticError, IndexError) as reason:
            # It is what was typed that has no result here: nothing is a share of 0.
            raise NoData(_NO_RESULT) from reason
        except (TypeError, RuntimeError, ValueError) as reason:
            if _NO_KEY in str(reason).casefold():
                raise NoData(str(reason)) from reason
            raise ExpressionFault(f"{expression.text}:{str(reason).splitlines()[0]}") from reason

    def holds(self, text: str) -> bool:
        """Whether a condition is true; a condition that yields no truth value is a fault."""
        result = self.value(compile_expression(text))
        if not isinstance(result, bool):
            raise ExpressionFault(f"表达式的结果不是“是/否”:{text}")
        return result

    def _context(self, expression: Expression) -> cel.Context:
        if not expression.calls:
            return self._plain
        if self._full is None:
            self._full = cel.Context(dict(self.variables), dict(FUNCTIONS))
        return self._full


def placeholders(template: str) -> Iterator[str]:
    """The expressions between { and } of a message template."""
    return (match[1] for match in _PLACEHOLDER.finditer(template))


def fill(
    template: str, scope: Scope, typed: Callable[[str], str | None], blank: str = "（空）"
) -> str:
    """The message with its {…} filled in.

    `typed` gives the text as it was typed for a plain path such as row.investment, or None;
    what is blank is shown as `blank`.
    """

    def shown(match: re.Match[str]) -> str:
        as_typed = typed(match[1].strip())
        if as_typed is not None:
            return as_typed
        try:
            value = scope.value(compile_expression(match[1]))
        except NoData:
            return blank
        return show(value)

    return _PLACEHOLDER.sub(shown, template)


def show(value: object) -> str:
    """An expression's result as people write it."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return f"{value:.4f}".rstrip("0").rstrip(".")
    if isinstance(value, list):
        return "、".join(show(part) for part in cast("list[object]", value))
    return str(value)


def narrow(values: Mapping[str, Any], reads: frozenset[str]) -> dict[str, Any]:
    """The part of nested values that the given dotted paths (without the first name) touch.

    Handing a whole draft to every row's context would convert it once per row.
    """
    out: dict[str, Any] = {}
    for path in reads:
        source: Any = values
        target = out
        parts = path.split(".")
        for at, part in enumerate(parts):
            if not isinstance(source, Mapping) or part not in source:
                break
            source = source[part]  # pyright: ignore[reportUnknownVariableType]
            if at == len(parts) - 1 or not isinstance(source, Mapping):
                target[part] = source
            else:
                target = target.setdefault(part, {})
    return out


def under(name: str, reads: Iterable[str]) -> frozenset[str]:
    """The paths of `reads` below a first name, without it: investment for row.investment."""
    start = f"{name}."
    return frozenset(path.removeprefix(start) for path in reads if path.startswith(start))


def row_columns(texts: Iterable[str]) -> tuple[str, ...] | None:
    """The columns of the row that expressions read; None where one reads the whole row."""
    written = [text for text in texts if text.strip()]
    if any(_WHOLE_ROW.search(_QUOTED.sub("''", text)) for text in written):
        return None
    reads = frozenset[str]().union(*(compile_expression(text).reads for text in written))
    return tuple(sorted({path.split(".")[0] for path in under("row", reads)}))


def row_key(row: Mapping[str, Any], columns: tuple[str, ...]) -> Hashable:
    """What a row says in some columns, so that rows which say the same are decided once; a column
    has values of one type."""
    said = tuple(map(row.get, columns))
    try:
        hash(said)
    except TypeError:
        # A list of names.
        return tuple(map(str, said))
    return said


def _whole(value: Any) -> Any:
    """A value with another sign in place of every half one."""
    match value:
        case str():
            return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        case Mapping():
            known = cast("Mapping[str, Any]", value)
            return {key: _whole(part) for key, part in known.items()}
        case list():
            return [_whole(part) for part in cast("list[Any]", value)]
        case _:
            return value


def _same(left: float, right: float) -> bool:
    return abs(left - right) <= _TOLERANCE * max(1.0, abs(left), abs(right))


def _share(part: float, whole: float) -> float:
    if not whole:
        raise KeyError(_NO_KEY)
    return float(part) * 100.0 / float(whole)


def _listed(text: str, names: list[str]) -> bool:
    """Whether a list holds a name, however it is spelled; of lists with thousands of names the
    check `not_listed` is quicker."""
    wanted = spoken(text)
    return any(spoken(one) == wanted for one in names)


FUNCTIONS: dict[str, Callable[..., Any]] = {
    "same": _same,
    "chars": len,
    "share": _share,
    "listed": _listed,
}
