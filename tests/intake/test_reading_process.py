"""Reading processes that die, hang, rave or say nothing: what a person reads, and what is left."""

import contextlib
import gc
import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from desktop_app.intake.guard import read_apart, read_raw
from desktop_app.intake.plain import Raw, Sheet
from desktop_app.intake.reading_process import ReadingProcess
from desktop_app.intake.sniff import Sniffed
from desktop_app.intake.unreadable import Unreadable
from desktop_app.intake.worker import Answer, answered
from tests.hostile.other_files import panicking

HANDLES = Path("/proc/self/fd")
CSV = Sniffed("csv", ".csv")
HEAVY = (
    "文件「表.csv」读取时占用内存过多或已损坏,没有读取;请把有用的内容复制到新文件,另存后再导入。"
)
DAMAGED = "表格「表.csv」已损坏或格式不标准,打不开;请用 WPS 打开后另存,再导入。"
SLOW = "文件「表.csv」读了很久还没有读完,已停止;请删去无关内容另存后再导入。"
LOCKED = "文件「表.csv」已加密;请在 WPS 中去掉密码后另存,再导入。"
WHOLE = msgspec.msgpack.encode(Answer(Raw("sheets", [Sheet("表", [["甲"]])])))
ASKED = "import os, sys, signal\nsys.stdin.buffer.read()\n"


@pytest.fixture
def table(tmp_path) -> Path:
    path = tmp_path / "表.csv"
    path.write_text("甲,乙\n", "utf-8")
    return path


def a_process(code: str) -> list[str]:
    return [sys.executable, "-S", "-c", code]


def saying(told: bytes) -> list[str]:
    return a_process(f"{ASKED}sys.stdout.buffer.write({told!r})")


def failing(failure: str, words: str = "") -> list[str]:
    return saying(msgspec.msgpack.encode(Answer(failure=failure, words=words)))


def refusal(path: Path, command: list[str], patience: float = 60) -> str:
    children = _children()
    # What earlier tests left for the collector must not be closed between the two counts.
    gc.disable()
    try:
        handles = len([*HANDLES.iterdir()])
        with pytest.raises(Unreadable) as caught:
            read_apart(path, CSV, patience=patience, command=command)
        assert _children() == children
        assert len([*HANDLES.iterdir()]) <= handles
    finally:
        gc.enable()
    return str(caught.value)


def _children() -> set[str]:
    """Also those that ended and nobody asked for."""
    found: set[str] = set()
    for task in Path("/proc/self/task").iterdir():
        # A thread may end while the others are asked.
        with contextlib.suppress(FileNotFoundError):
            found.update((task / "children").read_text().split())
    return found


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (a_process(f"{ASKED}os.abort()"), HEAVY),
        (a_process(f"{ASKED}os.kill(os.getpid(), signal.SIGKILL)"), HEAVY),
        (a_process(f"{ASKED}os.kill(os.getpid(), signal.SIGSEGV)"), HEAVY),
        (a_process(f"{ASKED}os._exit(1)"), HEAVY),
        (a_process(f"{ASKED}os._exit(77)"), HEAVY),
        (a_process("import os; os._exit(0)"), HEAVY),
        (a_process(f"{ASKED}os.kill(os.getpid(), signal.SIGXCPU)"), SLOW),
        (saying(b""), HEAVY),
        (saying(b"rubbish"), HEAVY),
        (saying(b"\xdd\xff\xff\xff\xff"), HEAVY),
        (saying(msgspec.msgpack.encode({"raw": {"kind": "sheets", "sheets": 5}})), HEAVY),
        (saying(WHOLE[:-3]), HEAVY),
        (failing("MemoryError"), HEAVY),
        (failing("PanicException", "index out of bounds"), DAMAGED),
        (failing("RecursionError"), DAMAGED),
        (failing("PasswordError", "Workbook is password protected"), LOCKED),
    ],
    ids=[
        "abort", "killed", "fault", "ended by another", "odd code", "did not listen", "out of time", "nothing",
        "rubbish", "gigabytes, it says", "other shape", "cut off", "memory", "panic", "recursion", "password",
    ],
)  # fmt: skip
def test_whatever_a_process_does_a_person_reads_one_sentence(command, words, table):
    assert refusal(table, command) == words


def test_one_that_says_too_much_is_not_heard_to_its_end(table):
    endless = a_process("import os\nwhile True: os.write(1, bytes(1 << 20))")
    with ReadingProcess(endless, os.environ, 0, 0) as process:
        ended = process.ask((b"",), 60.0, 10_000_000)
    assert ended.said_too_much
    assert ended.output == b""


def test_one_that_hangs_with_its_answer_given_or_with_deaf_ears_is_ended(table):
    for code in ("import time; time.sleep(600)", "import os, time; os.close(1); time.sleep(600)"):
        assert refusal(table, a_process(code), 0.2) == SLOW


def test_one_that_complains_without_end_does_not_stop(table):
    raving = f"{ASKED}sys.stderr.write('a' * 5_000_000 + 'the end'); os._exit(3)"
    with ReadingProcess(a_process(raving), os.environ, 0, 0) as process:
        ended = process.ask((b"x" * 5_000_000,), 60.0, 1000)
    assert ended.code == 3
    assert ended.errors.endswith(b"the end")
    assert len(ended.errors) < 10_000


def test_a_fault_of_this_program_is_no_fault_of_the_file(table):
    broken = a_process("raise SystemError('our own')")
    with pytest.raises(RuntimeError, match="our own"):
        read_apart(table, CSV, command=broken)
    with pytest.raises(RuntimeError, match="ModuleNotFoundError"):
        read_apart(table, CSV, command=failing("ModuleNotFoundError", "lxml"))


def test_who_stops_waiting_leaves_no_process(table):
    children = _children()

    def stopped():
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read_apart(table, CSV, still=stopped, command=a_process("import time; time.sleep(600)"))
    assert _children() == children


def test_a_parser_that_panics_is_answered_for():
    """A panic of a Rust library derives from BaseException."""
    told = msgspec.msgpack.decode(answered("甲.xls", "workbook", panicking()), type=Answer)
    assert (told.raw, told.failure) == (None, "PanicException")


def test_more_columns_than_a_table_has_are_not_answered():
    found = [answered("甲.csv", "csv", b"," * count) for count in (16_383, 16_384)]
    failures = [msgspec.msgpack.decode(one, type=Answer).failure for one in found]
    assert failures == ["", "TooVast"]


def test_a_reading_process_writes_no_file_and_leaves_no_core(table, tmp_path):
    code = (
        "import os, sys\n"
        "from desktop_app.intake.worker import limit\n"
        "limit()\n"
        "import resource\n"
        "told = [resource.getrlimit(one)[0] for one in (resource.RLIMIT_FSIZE, resource.RLIMIT_CORE)]\n"
        "try:\n    os.write(os.open('left', os.O_CREAT | os.O_WRONLY), b'x')\n"
        "except OSError: told.append('refused')\n"
        "print(told, sys.dont_write_bytecode)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "[0, 0, 'refused'] True\n"


def test_a_table_is_read_though_its_process_has_no_right_to_write(table):
    assert read_raw(table).sheets[0].rows == [["甲", "乙"]]
