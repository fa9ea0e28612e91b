"""A city's own plan with subsidies, from new to a verified bundle, on the command line."""

import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import docx
import pytest

from desktop_app.core.rules import audit
from desktop_app.jobs.demo import input_files, run_demo, sample_folder
from desktop_app.jobs.draft_work import assignments
from desktop_app.jobs.packs import load_programme
from desktop_app.paths import RESOURCES
from desktop_app.storage.draft_file import open_draft

ID = "shiyan-2024"
SAMPLES = sample_folder(ID)


def made(shenbao, draft: Path, samples: Path) -> None:
    """A new draft with what the clerk types and what was sent."""
    fields = tomllib.loads((samples / "fields.toml").read_text("utf-8"))
    pairs = [word for key, text in fields.items() for word in ("--set", f"{key}={text}")]
    assert shenbao("new", draft, "--programme", ID, *pairs)[0] == 0
    assert shenbao("import", draft, *input_files(samples))[0] == 0


def content(path: Path) -> dict[str, bytes]:
    """What a file holds, whatever zlib packed it."""
    if not zipfile.is_zipfile(path):
        return {"": path.read_bytes()}
    with zipfile.ZipFile(path) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


@pytest.fixture(scope="module")
def practised(tmp_path_factory):
    """The practice run, once for all."""
    return run_demo(tmp_path_factory.mktemp("shiyan"), ID)


@pytest.fixture(scope="module")
def finished(practised):
    """The draft of the practice run when all is mended."""
    with open_draft(practised.draft, read_only=True) as file:
        return file.draft


def test_every_planted_fault_is_found_and_none_invented(practised):
    tally = practised.tally
    assert len(tally.found) >= 14
    assert [fault.title for fault, finding in tally.found if finding is None] == []
    assert tally.invented == ()
    assert practised.last.passes
    assert practised.verified.identical
    assert practised.succeeded


def test_the_sample_is_what_its_generator_writes_and_clean_it_has_no_finding(shenbao, tmp_path):
    script = str(RESOURCES / "samples" / "make_samples.py")
    made_again, clean = tmp_path / "again", tmp_path / "clean"
    for folder, *more in ((made_again,), (clean, "--clean")):
        command = [sys.executable, script, str(folder), "--programme", ID, *more]
        subprocess.run(command, check=True)
    for path in (*input_files(SAMPLES), SAMPLES / "answers.toml", SAMPLES / "fields.toml"):
        assert content(made_again / path.relative_to(SAMPLES)) == content(path), path.name
    draft = tmp_path / "a.shenbao"
    made(shenbao, draft, clean)
    code, told = shenbao.json("check", draft)
    assert told["findings"] == []
    assert code == 0


def test_the_bundle_tells_who_answers_for_what(shenbao, practised):
    draft = practised.draft
    code, told = shenbao.json("duties", draft)
    assert code == 0
    (table,) = told["tables"]
    assert len(table["tasks"]) == 9
    plan = docx.Document(str(next(practised.bundle.folder.glob("*工作方案.docx"))))
    rows = next(t for t in plan.tables if t.rows[0].cells[1].text == "条目").rows[1:]
    assert [row.cells[2].text for row in rows] == [one["task"] for one in table["tasks"]]
    for row, task in zip(rows, table["tasks"], strict=True):
        assert row.cells[3].text == "、".join(one["name"] for one in task["offices"])
    shown = shenbao("duties", draft, "--office", "市财政局")[1]
    assert "市财政局 1 项" in shown
    assert "强化财税金融支持" in shown
    assert shenbao("duties", draft, "--office", "市体育局")[0] == 2


def test_a_draft_is_explained_built_and_verified_by_hand(shenbao, practised, tmp_path):
    draft = Path(shutil.copy(practised.draft, tmp_path / "a.shenbao"))
    assert shenbao("set", draft, "projects/1/batch=第二批")[0] == 0
    code, told = shenbao.json("check", draft)
    assert code == 1
    assert [one["code"] for one in told["findings"] if not one["explanation"]] == [
        "SY-1-3",
        "SY-P3",
    ]
    assert shenbao("build", draft, "--out", tmp_path / "out")[0] == 1
    assert shenbao("explain", draft, "SY-1-3", "一家企业停产,已报市政府调整到第二批")[0] == 0
    assert shenbao("explain", draft, "SY-P3@1", "企业停产前已于2024年开工,改列第二批验收")[0] == 0
    code, told = shenbao.json("build", draft, "--out", tmp_path / "out")
    assert code == 0
    assert shenbao("verify", told["bundle"], "--draft", draft)[0] == 0


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ("money/county=1", "SY-S6"),
        ("projects/1/award=39", "SY-S1"),
        ("projects/1/industry=食品制造", "SY-8"),
        ("chains/8/chain=轮胎产业链", "SY-3-3"),
        ("chains/2/case=商用车“链式”协同转型案例", "SY-3-5"),
        ("schedule/7/finish=2026年3月", "SY-P5"),
        ("projects/1/start=2023年11月", "SY-P1"),
        ("projects/1/finish=2024年9月", "SY-P2"),
        ("basic/scale_level2=150", "SY-2-2"),
        ("funding/1/first=1", "SY-S8"),
    ],
)
def test_a_change_for_the_worse_is_found_by_its_rule(finished, change, code):
    programme = load_programme(ID)
    worse = assignments(programme, finished, [change]).apply(finished)
    assert code in {one.code for one in audit(programme, worse).findings}


def notice_as_word(path: Path) -> None:
    """The published text as a Word file: every line a paragraph."""
    document = docx.Document()
    for line in load_programme(ID).notice.splitlines():
        if line.strip():
            document.add_paragraph(line.strip())
    document.save(str(path))


def test_the_published_plan_itself_comes_in_with_its_nine_tasks(shenbao, tmp_path):
    draft, plan = tmp_path / "a.shenbao", tmp_path / "工作方案.docx"
    notice_as_word(plan)
    shenbao("new", draft, "--programme", ID)
    assert shenbao("import", draft, plan, "--as", "plan")[0] == 0
    values = shenbao.json("show", draft)[1]["values"]
    assert values["chapters/tasks"].count("(责任单位:") == 9
    (table,) = shenbao.json("duties", draft)[1]["tables"]
    offices = [[office["name"] for office in one["offices"]] for one in table["tasks"]]
    assert offices[0] == ["市经信局", "市行政审批局", "市发改委"]
    assert offices[8] == ["市财政局", "人民银行十堰市分行", "市地方金融工作局", "市科技局"]
    assert [one["name"] for one in table["offices"]] == [
        "市经信局", "市行政审批局", "市发改委", "市科技局", "市财政局", "人民银行十堰市分行",
        "市地方金融工作局",
    ]  # fmt: skip
    codes = {one["code"] for one in shenbao.json("check", draft)[1]["findings"]}
    assert not codes & {"SY-D1", "SY-D2", "SY-D3", "SY-D4"}
