"""Where and with what a run was made, without naming the machine."""

import os
import platform
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_LIBRARIES = (
    "PySide6-Essentials",
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
    """One line: the date, the processor, its cores and the memory, Python, and who is compared."""
    libraries = ", ".join((*_versions(), _office()))
    return (
        f"{today.isoformat()}; {_processor()}, {os.cpu_count()} cores, {_memory()}; "
        f"{platform.system()}, Python {platform.python_version()}; {libraries}"
    )


def _memory() -> str:
    try:
        pages, size = os.sysconf("SC_PHYS_PAGES"), os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, ValueError, OSError):
        return "memory unknown"
    return f"{pages * size / 2**30:.0f} GB"


def _office() -> str:
    """LibreOffice with its version; it says a build number behind it."""
    program = shutil.which("soffice")
    if program is None:
        return "no LibreOffice"
    try:
        told = subprocess.run(
            (program, "--version"), capture_output=True, text=True, check=True, timeout=60
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return "LibreOffice"
    return " ".join(told.split()[:2])


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
