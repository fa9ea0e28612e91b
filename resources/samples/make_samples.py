"""Write the practice city: nine county workbooks, a plan in Word, typed fields, the answer key.

    python resources/samples/make_samples.py [FOLDER] [--clean]

Same bytes every time. --clean leaves the faults out.
"""

import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from generator.counties import write_counties  # noqa: E402
from generator.faults import clean_city, faulty_city  # noqa: E402
from generator.plan import write_plan  # noqa: E402
from generator.sent import Fault, fields  # noqa: E402

PROGRAMME = "liaoning-2024"
PLAN = "实施方案(送审稿).docx"


def write_samples(folder: Path, clean: bool = False) -> None:
    """All files of the city into a folder; without faults when `clean`."""
    city = clean_city() if clean else faulty_city()
    folder.mkdir(parents=True, exist_ok=True)
    write_counties(city.table, folder / "counties")
    write_plan(city, folder / PLAN)
    typed = "".join(f'"{path}" = {quoted(text)}\n' for path, text in fields(city).items())
    (folder / "fields.toml").write_text(
        "# What the clerk types by hand.\n" + typed, "utf-8", newline="\n"
    )
    if not clean:
        (folder / "answers.toml").write_text(answers(city.faults), "utf-8", newline="\n")


def clean(folder: Path) -> None:
    """The same city without a fault, and so without a key."""
    write_samples(folder, clean=True)


def answers(faults: list[Fault]) -> str:
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


if __name__ == "__main__":
    given = [word for word in sys.argv[1:] if not word.startswith("--")]
    target = Path(given[0]) if given else HERE / PROGRAMME
    write_samples(target, clean="--clean" in sys.argv)
