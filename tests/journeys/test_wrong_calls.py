"""Whatever is wrong with the world or the call: one Chinese sentence, exit 2, nothing touched."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import docx
import pytest

from desktop_app.jobs.demo import sample_folder

PROGRAMME = sample_folder().name


def state(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def folder(tmp_path, shenbao) -> Path:
    shenbao("new", tmp_path / "a.shenbao", "--programme", PROGRAMME)
    (tmp_path / "text.txt").write_text("今天天气很好", "utf-8")
    (tmp_path / "empty.xlsx").write_bytes(b"")
    (tmp_path / "broken.docx").write_bytes(b"PK\x03\x04rubbish")
    (tmp_path / "locked.xlsx").write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
    )
    (tmp_path / "noheader.csv").write_text("甲,乙\n1,2\n", "utf-8")
    (tmp_path / "zero.shenbao").write_bytes(b"")
    docx.Document().save(str(tmp_path / "blank.docx"))
    letter = docx.Document()
    letter.add_paragraph("今天天气很好。")
    letter.save(str(tmp_path / "letter.docx"))
    return tmp_path


CALLS = [
    ["check", "{f}/gone.shenbao"],
    ["check", "{f}/text.txt"],
    ["check", "{f}/zero.shenbao"],
    ["check", "{f}"],
    ["show", "{f}/text.txt"],
    ["new", "{f}/a.shenbao", "--programme", PROGRAMME],
    ["new", "{f}/no/folder/b.shenbao", "--programme", PROGRAMME],
    ["new", "{f}/b.shenbao", "--programme", "nowhere-2030"],
    ["new", "{f}/b.shenbao"],
    ["new", "{f}/b.shenbao", "--programme", PROGRAMME, "--set", "nonsense"],
    ["new", "{f}/b.shenbao", "--programme", PROGRAMME, "--set", "basic/nothing=1"],
    ["set", "{f}/a.shenbao", "projects/99/name=x"],
    ["set", "{f}/a.shenbao", "chapters/nothing=x"],
    ["set", "{f}/a.shenbao", "basic/city=@{f}/gone.txt"],
    ["set", "{f}/a.shenbao", "readings/LN-C1=nothing"],
    ["set", "{f}/a.shenbao"],
    ["import", "{f}/a.shenbao", "{f}/gone.xlsx"],
    ["import", "{f}/a.shenbao", "{f}/empty.xlsx"],
    ["import", "{f}/a.shenbao", "{f}/broken.docx"],
    ["import", "{f}/a.shenbao", "{f}/locked.xlsx"],
    ["import", "{f}/a.shenbao", "{f}/noheader.csv"],
    ["import", "{f}/a.shenbao", "{f}"],
    ["import", "{f}/a.shenbao", "{f}/noheader.csv", "--as", "plan"],
    ["import", "{f}/a.shenbao", "{f}/noheader.csv", "--as", "picture"],
    ["explain", "{f}/a.shenbao", "LN-X9", "因为这样那样"],
    ["explain", "{f}/a.shenbao", "LN-T1", ""],
    ["build", "{f}/a.shenbao"],
    ["build", "{f}/a.shenbao", "--out", "{f}/text.txt", "--preview"],
    ["build", "{f}/a.shenbao", "--out", "{f}/out", "--preview"],
    ["verify", "{f}"],
    ["verify", "{f}/gone"],
    ["verify", "{f}/broken.docx"],
    ["verify", "{f}/broken.docx", "{f}/noheader.csv"],
    ["verify", "{f}/noheader.csv", "{f}/noheader.csv"],
    ["verify", "a", "b", "c"],
    ["compare", "{f}/a.shenbao", "{f}/gone.shenbao"],
    ["compare", "{f}/a.shenbao", "{f}/a.shenbao", "--out", "{f}/text.txt"],
    ["verify", "{f}/letter.docx"],
    ["verify", "{f}/broken.docx"],
    ["import", "{f}/a.shenbao", "{f}/blank.docx"],
    ["import", "{f}/a.shenbao", "{f}/letter.docx"],
    ["demo", "--out", "{f}/text.txt"],
    ["demo", "--out", "{f}/text.txt/below"],
    ["lint", "nowhere-2030"],
    ["new", "{f}", "--programme", PROGRAMME],
    ["recover", "{f}/gone.shenbao"],
    ["recover", "{f}/a.shenbao", "--restore", "99999"],
    ["clean-copy", "{f}/gone.shenbao"],
    ["clean-copy", "{f}/a.shenbao", "--out", "{f}/text.txt"],
    ["clean-copy", "{f}/a.shenbao", "--out", "{f}/nowhere/b.shenbao"],
    ["merge", "{f}/a.shenbao", "{f}/gone.shenbao"],
    ["merge", "{f}/a.shenbao", "{f}/text.txt"],
    ["dance"],
    ["check"],
    ["check", "{f}/a.shenbao", "--loud"],
]


@pytest.mark.parametrize("call", CALLS, ids=lambda call: " ".join(call).replace("{f}/", ""))
def test_a_wrong_call_is_one_sentence_and_changes_nothing(shenbao, folder, call):
    before = state(folder)
    code, out, err = shenbao(*[word.replace("{f}", str(folder)) for word in call])
    assert code == 2, (out, err)
    sentence = err.strip()
    assert "\n" not in sentence
    assert "Traceback" not in sentence
    assert sum("\u4e00" <= sign <= "\u9fff" for sign in sentence) >= 6
    assert state(folder) == before
    assert not [path for path in folder.iterdir() if path.name.startswith(".")]


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (["verify", "{f}/letter.docx"], "「letter.docx」不是成册的压缩包"),
        (["import", "{f}/a.shenbao", "{f}/blank.docx"], "「blank.docx」里没有文字"),
        (["import", "{f}/a.shenbao", "{f}/blank.docx", "--as", "plan"], "里没有文字"),
        (["import", "{f}/a.shenbao", "{f}/letter.docx"], "「letter.docx」中没有表格"),
    ],
)
def test_the_sentence_speaks_of_the_file_that_was_given(shenbao, folder, call, said):
    code, _, err = shenbao(*[word.replace("{f}", str(folder)) for word in call])
    assert code == 2
    assert said in err


def test_a_refusal_is_json_for_programs(shenbao, folder):
    code, out, _ = shenbao("check", folder / "text.txt", "--json")
    assert code == 2
    assert "不是申报匣的草稿" in out


FULL = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
from desktop_app.cli import main
import desktop_app.jobs.build_bundle
resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))
sys.exit(main(sys.argv[1:]))
"""


def test_a_full_disk_leaves_no_half_bundle(practice, tmp_path):
    """A limit on the size of files stands in for the disk that is full."""
    draft = practice / "练习城市.shenbao"
    out = tmp_path / "out"
    done = subprocess.run(
        [sys.executable, "-c", FULL, "build", str(draft), "--out", str(out)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2, done.stderr
    assert "磁盘已满" in done.stderr
    assert not out.exists()


def test_a_draft_that_is_called_like_the_folder_one_is_in_is_told_so(shenbao, folder, monkeypatch):
    monkeypatch.chdir(folder)
    code, _, err = shenbao("new", ".", "--programme", PROGRAMME)
    assert code == 2
    assert f"「{folder.name}」是文件夹" in err


@pytest.mark.parametrize(
    ("words", "outcome", "said"),
    [
        (["check", "a.shenbao"], 1, ""),
        (["check", "a.shenbao", "--json"], 1, ""),
        (["check", "gone.shenbao", "--json"], 2, "找不到草稿"),
        (["--help"], 0, ""),
    ],
    ids=["findings", "findings for programs", "a refusal for programs", "help"],
)
def test_the_outcome_is_told_even_when_nobody_reads_it_to_the_end(folder, words, outcome, said):
    """`shenbao check x | head -1` ends as `shenbao check x` does."""
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "desktop_app", *words],
            stdout=writing, stderr=subprocess.PIPE, text=True, check=False,
            cwd=folder, env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])},
        )  # fmt: skip
    finally:
        os.close(writing)
    assert (done.returncode, said in done.stderr, "Traceback" in done.stderr) == (
        outcome, True, False,
    )  # fmt: skip
    assert done.stderr.count("\n") == bool(said)
