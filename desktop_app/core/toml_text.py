"""TOML as a person would write it: one key a line, tables in their order, comments above them."""

import json
import re
from collections.abc import Mapping, Sequence

_BARE = re.compile("[A-Za-z0-9_-]+")
Value = str | int | float | bool | Sequence["Value"] | Mapping[str, "Value"]


def toml_string(text: str) -> str:
    """A basic string; JSON's escapes are TOML's but for DEL, which both may write as \\u007f."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def toml_value(value: Value) -> str:
    """One value on one line."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return toml_string(value)
        case int() | float():
            return repr(value)
        case Mapping():
            inner = ", ".join(f"{_key(key)} = {toml_value(one)}" for key, one in value.items())
            return f"{{ {inner} }}" if inner else "{}"
        case _:
            return f"[{', '.join(map(toml_value, value))}]"


def toml_table(header: str, pairs: Mapping[str, Value], comment: str = "") -> str:
    """A table with its header (「[table]」, 「[[rule]]」, "" for none); blanks are left out."""
    lines = [f"# {line}" for line in comment.splitlines()]
    lines += [header] if header else []
    lines += [
        f"{key} = {toml_value(value)}" for key, value in pairs.items() if value not in ("", ())
    ]
    return "\n".join(lines) + "\n"


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else toml_string(key)
