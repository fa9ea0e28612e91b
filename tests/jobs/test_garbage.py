import os
import platform
from pathlib import Path

import pytest

from desktop_app.jobs.garbage import give_back

_BLOCK, _BLOCKS = 60_000, 1_000


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc keeps what is free")
def test_what_is_free_goes_back_to_the_system_though_something_lies_behind_it() -> None:
    blocks = [b"x" * (_BLOCK + n) for n in range(_BLOCKS)]
    last = blocks[-1]
    blocks.clear()
    before = resident()
    give_back()
    assert len(last) > _BLOCK
    assert before - resident() > _BLOCK * _BLOCKS / 2


def resident() -> int:
    """The bytes of memory that this process takes now."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE")
