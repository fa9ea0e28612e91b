"""What is typed and what was planted, written as TOML."""

from collections.abc import Mapping, Sequence
from typing import Any

from generator.sent import Fault


def fields_text(fields: Mapping[str, str]) -> str:
    """What a clerk types by hand, by path."""
    typed = "".join(f'"{path}" = {quoted(text)}\n' for path, text in fields.items())
    return f"# What the clerk types by hand.\n{typed}"


def answers(faults: Sequence[Fault]) -> str:
    """The answer key as TOML."""
    out = ["# The planted faults, the findings they must give, and what a clerk does about them.\n"]
    for n, fault in enumerate(faults, start=1):
        out.append(
            f"\n[[fault]]\nnumber = {n}\ntitle = {quoted(fault.title)}\ncode = {quoted(fault.code)}\n"
        )
        if fault.kind:
            out.append(f"kind = {quoted(fault.kind)}\n")
        out.append(f"match = {inline(fault.match)}\nclause = {quoted(fault.clause)}\n")
        if fault.also:
            out.append(f"also = {inline(fault.also)}\n")
        lines = "".join(f"    {inline(one)},\n" for one in fault.correction)
        out.append(f"correction = [\n{lines}]\n")
    return "".join(out)


def inline(value: Any) -> str:
    """A value as inline TOML."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {inline(one)}" for key, one in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(inline(one) for one in value) + "]"
    return quoted(str(value))


def quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
