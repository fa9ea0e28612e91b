"""The invented sixth pack, read from its folder, for tests of what the window says of it."""

from pathlib import Path

from desktop_app.core.draft import Draft
from desktop_app.core.pack import read_pack
from desktop_app.core.programme import Programme
from desktop_app.jobs.packs import pack_files

FOLDER = Path(__file__).parent / "sixth" / "pack" / "yunxiu-2026"


def a_park_programme() -> Programme:
    """片区 instead of counties, 工程 in 元, a 工作方案 and a 一览表."""
    return read_pack(pack_files(FOLDER))


def a_park_draft(**values: str) -> Draft:
    """A draft of it with these fields of 园区信息."""
    return Draft("yunxiu-2026", values={f"basic/{key}": text for key, text in values.items()})
