"""A reviewer verifies and checks whole folders in one run; one bad submission never ends it."""

import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from desktop_app.intake.guard import read_raw
from desktop_app.storage.draft_file import open_draft
from tests.scale.running import children_of, has_ended
from tests.scale.spoil import spoil_bundle

WORDS = (sys.executable, "-m", "desktop_app")
# A shell that runs the tests in the background lets them, and all they start, ignore interrupts.
HEEDING = (
    sys.executable,
    "-c",
    "import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_DFL); "
    "os.execv(sys.executable, [sys.executable, *sys.argv[1:]])",
)


def lines(out):
    return [json.loads(line) for line in out.splitlines()]


@pytest.fixture
def submissions(practice, tmp_path) -> Path:
    """A good bundle, one with a paper missing, a zip that is none, two loose files, a text."""
    root = tmp_path / "来件"
    for name in ("甲市", "乙市", "丁市"):
        shutil.copytree(practice / "材料", root / name)
    next((root / "乙市").glob("*汇总表.xlsx")).unlink()
    (root / "丙市.zip").write_bytes(b"PK\x03\x04 cut")
    for kept in ("docx", "xlsx"):
        for path in (root / "丁市").glob(f"*.{kept}"):
            path.rename(path.with_stem("方案" if "方案" in path.stem else "汇总表"))
    for path in (root / "丁市").rglob("*"):
        if path.is_file() and path.name not in ("方案.docx", "汇总表.xlsx"):
            path.unlink()
    (root / "说明.txt").write_text("x", "utf-8")
    return root


def test_every_submission_is_a_line_in_the_shape_of_verify(shenbao, submissions, practice):
    code, out, err = shenbao("verify", submissions, "--jsonl", "--processes", "2")
    told = {Path(one["bundle"]).name: one for one in lines(out)}
    assert [one["bundle"] for one in lines(out)] == sorted(one["bundle"] for one in lines(out))
    assert set(told) == {"甲市", "乙市", "丙市.zip", "丁市"}
    _, single = shenbao.json("verify", submissions / "甲市")
    own = {"bundle": str(submissions / "甲市"), "programme": "liaoning-2024"}
    assert told["甲市"] == {**own, **single}
    assert told["丁市"]["identical"]
    assert set(told["乙市"]) == set(told["丙市.zip"]) == {"bundle", "error"}
    assert "缺少文件" in told["乙市"]["error"]
    assert "打不开" in told["丙市.zip"]["error"]
    assert code == 2
    assert "共校验 4 份:完全一致 2 份,不一致 0 份,读不了 2 份" in err


def test_the_same_run_reads_as_a_table(shenbao, submissions):
    code, out, err = shenbao("verify", submissions)
    head, *rows = out.splitlines()
    assert code == 2
    assert head.split() == ["结果", "项目", "申报事项", "位置"]
    assert rows[-1].split()[:2] == ["完全一致", "108"]
    assert any(row.strip().startswith("成册材料缺少文件") for row in rows)
    assert "每分钟" in err


def test_other_papers_below_a_plan_and_a_summary_are_no_submission(shenbao, submissions):
    """They are what goes along; where no such two files stand above them they are told."""
    letter = next((submissions / "甲市" / "函件").glob("*.docx"))
    for folder in (submissions / "丁市" / "附件", submissions / "戊市"):
        folder.mkdir()
        shutil.copy(letter, folder)
    _, out, _ = shenbao("verify", submissions / "丁市", submissions / "戊市", "--jsonl")
    assert [Path(one["bundle"]).name for one in lines(out)] == ["丁市", "戊市"]
    assert "没有认出方案和汇总表" in lines(out)[1]["error"]


def test_the_same_run_as_one_record(shenbao, submissions):
    code, out, _ = shenbao("verify", submissions / "甲市", submissions / "丁市", "--json")
    told = json.loads(out)
    assert (code, told["counts"]) == (0, {"all": 2, "fine": 2, "findings": 0, "unread": 0})
    assert [Path(one["bundle"]).name for one in told["bundles"]] == ["丁市", "甲市"]


def test_a_difference_makes_the_exit_code_one(shenbao, submissions):
    bundle = submissions / "甲市"
    spoil_bundle(bundle, "only_in_plan", random.Random(1))
    code, out, _ = shenbao("verify", bundle, "--jsonl")
    (told,) = lines(out)
    assert (code, told["identical"]) == (1, False)
    assert "only_in_plan" in {one["kind"] for one in told["findings"]}


def test_the_result_is_kept_as_a_workbook_to_sort(shenbao, submissions, tmp_path):
    out = tmp_path / "校验结果.xlsx"
    code, _, err = shenbao("verify", submissions, "--report", out)
    assert code == 2 and str(out) in err
    lines, problems = (one.rows for one in read_raw(out).sheets)
    head = next(at for at, row in enumerate(lines) if row[0] == "序号")
    told = [(row[1], row[3], row[4], row[5]) for row in lines[head + 1 :]]
    assert sorted(told) == [
        ("", "", "读不了", "1"),
        ("", "", "读不了", "1"),
        ("", "108", "完全一致", "0"),
        ("铁岭市", "108", "完全一致", "0"),
    ]
    assert sum("缺少文件" in row[3] for row in problems) == 1


def test_a_report_is_refused_before_the_run_where_it_cannot_be_written(
    shenbao, submissions, tmp_path
):
    taken = tmp_path / "有了.xlsx"
    taken.write_bytes(b"x")
    for path, told in ((taken, "已经存在"), (tmp_path / "没有" / "a.xlsx", "不存在")):
        code, out, err = shenbao("verify", submissions, "--report", path)
        assert (code, out) == (2, "")
        assert told in err
    assert taken.read_bytes() == b"x"


@pytest.mark.parametrize("command", ["verify", "check"])
def test_an_empty_folder_is_told_with_the_next_step(shenbao, tmp_path, command):
    code, out, err = shenbao(command, tmp_path)
    assert (code, out) == (2, "")
    assert "没有找到" in err and "请检查" in err


def test_options_for_one_are_refused_for_many(shenbao, submissions, city):
    assert "--draft" in shenbao("verify", submissions, "--draft", city)[2]
    assert "--why" in shenbao("check", city, city.parent, "--why", "LN-C3")[2]
    assert "1 到 64" in shenbao("verify", submissions, "--processes", "0")[2]


def everything(folder):
    return {
        path: hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
        for path in sorted(folder.rglob("*"))
    }


def test_drafts_are_checked_in_the_shape_of_check_and_stay_as_they_are(shenbao, city, backups):
    shutil.copy(city, city.with_name("乙.shenbao"))
    (city.parent / "坏.shenbao").write_bytes(city.read_bytes()[:9000])
    before = everything(city.parent)
    code, out, err = shenbao("check", city.parent, "--jsonl")
    assert everything(city.parent) == before
    assert not backups.exists()
    told = {Path(one["draft"]).name: one for one in lines(out)}
    _, single = shenbao.json("check", city)
    assert told[city.name] == {"draft": str(city), **single}
    assert set(told["坏.shenbao"]) == {"draft", "error"}
    assert code == 2
    assert "共审核 3 份:核对通过 2 份,未通过 0 份,读不了 1 份" in err


def test_a_draft_that_somebody_has_open_is_an_error_line(shenbao, city):
    with open_draft(city, author="王工", now=datetime.now):
        code, out, _ = shenbao("check", city, "--jsonl")
    (told,) = lines(out)
    assert code == 2
    assert "王工" in told["error"] and "请等对方关闭后再审核一次" in told["error"]


def test_a_write_that_was_cut_off_is_not_mended_in_somebody_elses_draft(shenbao, city):
    """SQLite leaves its journal beside the file; undoing the write would change both."""
    script = (
        "import os, sqlite3, sys\n"
        "db = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "db.execute('pragma cache_size = 1')\n"
        "db.execute('begin immediate')\n"
        "db.execute('update journal set label = label || hex(randomblob(3000))')\n"
        "os._exit(0)\n"
    )
    subprocess.run([sys.executable, "-c", script, str(city)], check=True)
    before = everything(city.parent)
    assert len(before) == 2
    code, out, _ = shenbao("check", city.parent, "--jsonl")
    assert (code, everything(city.parent)) == (2, before)
    assert "先用申报匣打开它一次" in lines(out)[0]["error"]


def many_copies(practice, root, count=12):
    for n in range(count):
        shutil.copytree(practice / "材料", root / f"{n:02d}")
    return root


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_ctrl_c_ends_all_processes_with_a_sentence(practice, tmp_path):
    root = many_copies(practice, tmp_path / "来件")
    process = subprocess.Popen(
        [*HEEDING, *WORDS[1:], "verify", str(root), "--jsonl", "--processes", "2"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip
    assert process.stdout.readline()
    below = children_of(process.pid)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 2
    assert "已停止" in err.decode() and "Traceback" not in err.decode()
    assert len(below) >= 2
    assert all(map(has_ended, below))


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_a_reader_that_goes_away_ends_the_run(practice, tmp_path):
    root = many_copies(practice, tmp_path / "来件")
    words = [*WORDS, "verify", str(root), "--jsonl", "--processes", "2"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout.readline()
        below = children_of(process.pid)
        process.stdout.close()
        err = process.stderr.read().decode()
        assert process.wait(60) == 2
    assert "Traceback" not in err and "没有人接收" in err
    assert all(map(has_ended, below))


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_a_worker_that_is_killed_costs_one_line(practice, tmp_path):
    root = many_copies(practice, tmp_path / "来件", 5)
    process = subprocess.Popen(
        [*WORDS, "verify", str(root), "--jsonl", "--processes", "1"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    first = process.stdout.readline()
    worker = next(
        pid
        for pid in children_of(process.pid)
        if b"--one-of-many" in Path(f"/proc/{pid}/cmdline").read_bytes()
    )
    os.kill(worker, signal.SIGKILL)
    out, _ = process.communicate(timeout=120)
    told = lines((first + out).decode())
    assert [Path(one["bundle"]).name for one in told] == [f"{n:02d}" for n in range(5)]
    (lost,) = [one for one in told if "error" in one]
    assert "意外结束" in lost["error"]
    assert process.returncode == 2
