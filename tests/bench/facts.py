"""Where and with what a run was made, without naming the machine."""

import os
import platform
from collections.abc import Iterator
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_LIBRARIES = (
    "reportlab",
    "typst",
    "python-docx",
    "docxtpl",
    "lxml",
    "XlsxWriter",
    "openpyxl",
    "python-calamine",
)


def facts(today: date) -> str:
    """One line: the date, the processor and its cores, Python, and the libraries here."""
    libraries = ", ".join(_versions())
    return (
        f"{today.isoformat()}; {_processor()}, {os.cpu_count()} cores; {platform.system()}, "
        f"Python {platform.python_version()}; {libraries}"
    )


def _processor() -> str:
    try:
        told = Path("/proc/cpuinfo").read_text("utf-8")
    except OSError:
        return platform.processor() or platform.machine()
    _, found, rest = told.partition("model name")
    return rest.partition(":")[2].partition("\n")[0].strip() if found else platform.machine()


def _versions() -> Iterator[str]:
    for library in _LIBRARIES:
        try:
            yield f"{library} {version(library)}"
        except PackageNotFoundError:
            yield f"no {library}"
