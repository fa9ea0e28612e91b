"""The same bytes on every run: fixed dates inside an office file."""

import datetime
import re
import zipfile
from pathlib import Path

FIXED = datetime.datetime(2024, 11, 1, 9, 0, 0)
_STAMP = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z?")


def normalised(path: Path) -> None:
    """Rewrite a zip with fixed dates in its entries and in docProps/core.xml."""
    with zipfile.ZipFile(path) as packed:
        parts = [(name, packed.read(name)) for name in packed.namelist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, raw in parts:
            stamped = _STAMP.sub(b"2024-11-01T09:00:00Z", raw)
            member = zipfile.ZipInfo(name, FIXED.timetuple()[:6])
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 0
            packed.writestr(member, stamped if name == "docProps/core.xml" else raw)
