"""The files of one sender in one process: read as alone, and one that kills it costs no other."""

import os
import signal

import openpyxl
import pytest

from desktop_app.errors import AppError
from desktop_app.intake.guard import read_raw
from desktop_app.intake.reading_together import reading_together
from tests.hostile.office_files import OFFICE
from tests.hostile.other_files import OTHER
from tests.hostile.outcomes import Refused
from tests.scale.running import children_of

SAMPLES = OFFICE | OTHER
# Which of them are computed on until their time is over says nothing more of the others.
QUICK = [
    name
    for name, (_, expected) in SAMPLES.items()
    if not (isinstance(expected, Refused) and "slow" in (expected.reason, expected.other))
]


def outcome(read, path):
    try:
        return read(path)
    except AppError as reason:
        return str(reason)


def a_workbook(folder, name):
    book = openpyxl.Workbook()
    book.active.append(["项目名称", name])
    book.save(folder / f"{name}.xlsx")
    return folder / f"{name}.xlsx"


def test_every_file_of_a_bundle_is_read_as_alone_and_by_one_process(practice):
    files = [
        one for one in (practice / "材料").iterdir() if one.suffix in (".docx", ".pdf", ".xlsx")
    ]
    assert len(files) >= 5
    with reading_together() as read:
        assert [read(one) for one in files] == [read_raw(one) for one in files]
        assert len(children_of(os.getpid())) == 1
    assert children_of(os.getpid()) == []


def test_what_attacks_a_reader_comes_out_as_alone_and_harms_no_file_behind_it(tmp_path):
    good = a_workbook(tmp_path, "甲")
    expected = read_raw(good)
    with reading_together() as read:
        for at, name in enumerate(sorted(QUICK)[::5]):
            folder = tmp_path / str(at)
            folder.mkdir()
            path = SAMPLES[name][0](folder)
            assert outcome(read, path) == outcome(read_raw, path), name
            assert read(good) == expected, name


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_a_process_that_died_is_replaced(tmp_path):
    first, second = a_workbook(tmp_path, "甲"), a_workbook(tmp_path, "乙")
    with reading_together() as read:
        read(first)
        (process,) = children_of(os.getpid())
        os.kill(process, signal.SIGKILL)
        assert read(second) == read_raw(second)
        assert read(first) == read_raw(first)


def test_a_file_that_takes_too_long_is_given_up(tmp_path):
    path = a_workbook(tmp_path, "甲")
    with reading_together(patience=0.0) as read, pytest.raises(AppError, match="读了很久"):
        read(path)
