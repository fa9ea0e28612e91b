"""A city's own plan with subsidies, from new to a verified bundle, on the command line."""

import subprocess
import sys
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


def test_mended_the_sample_has_no_finding_but_what_is_explained(practised):
    assert [one.code for one in practised.last.findings] == ["SY-P4"]


def test_the_sample_is_what_its_generator_writes(tmp_path):
    script = str(RESOURCES / "samples" / "make_samples.py")
    subprocess.run([sys.executable, script, str(tmp_path), "--programme", ID], check=True)
    for path in (*input_files(SAMPLES), SAMPLES / "answers.toml", SAMPLES / "fields.toml"):
        assert content(tmp_path / path.relative_to(SAMPLES)) == content(path), path.name


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
    assert "】 1 项任务" in shown
    others = [one["task"] for one in table["tasks"] if one["task"] != "强化财税金融支持"]
    assert not [task for task in others if task in shown]
    assert shenbao("duties", draft, "--office", "市体育局")[0] == 2


CODES = ("91350100M000100Y43", "91420300MA7D0A001H", "91420300MA7D0B002U")
FIRMS = (
    ("甲车身有限公司", "汽车车身制造", "第一批", "二级", "40", "60", "20"),
    ("乙零部件有限公司", "汽车零部件制造", "第一批", "三级", "73.34", "60", "40"),
    ("丙装备有限公司", "汽车装备制造", "第二批", "二级", "20", "30", "10"),
)
TYPED = {
    "basic/filled_by": "林晓舟", "basic/phone": "0719-7000100", "basic/date": "2025年9月12日",
    "basic/scale_firms": "240", "basic/scale_level2": "216",
    "money/province": "60", "money/city": "5", "money/county": "5",
    "readings/SY-4": "together", "targets/4/final": "4", "targets/5/final": "6",
    **{f"chains/{n}/case": f"案例{n}" for n in range(1, 9)},
    **{f"funding/{n}/total": total for n, total in ((1, "60"), (2, "5"), (3, "5"))},
}  # fmt: skip


def firm_cells() -> dict[str, str]:
    """Three firms as `set` takes them."""
    out: dict[str, str] = {}
    for n, (name, industry, batch, level, software, hardware, award) in enumerate(FIRMS, start=1):
        year = 2024 if batch == "第一批" else 2025
        cells = {
            "name": f"{name}产线数字化改造项目", "enterprise": name, "credit_code": CODES[n - 1],
            "county": "茅箭区", "batch": batch, "industry": industry, "size": "小型",
            "above_scale": "是", "level_after": level, "software": software, "hardware": hardware,
            "investment": str(float(software) + float(hardware)), "award": award,
            "start": f"{year}年2月", "finish": f"{year}年7月",
        }  # fmt: skip
        out |= {f"projects/+{n}/{column}": text for column, text in cells.items()}
    return out


def test_a_small_start_is_checked_explained_built_and_verified(shenbao, tmp_path):
    draft, plan = tmp_path / "a.shenbao", tmp_path / "工作方案.docx"
    notice_as_word(plan)
    assert shenbao("new", draft, "--programme", ID)[0] == 0
    assert shenbao("import", draft, plan, "--as", "plan")[0] == 0
    pairs = [f"{path}={text}" for path, text in (TYPED | firm_cells()).items()]
    assert shenbao("set", draft, *pairs)[0] == 0
    assert shenbao("build", draft, "--out", tmp_path / "out")[0] == 1
    code, told = shenbao.json("check", draft)
    assert code == 1
    assert told["counts"]["must"] == 0, told["findings"]
    left = [one["code"] for one in told["findings"] if one["severity"] == "explain"]
    assert left == ["SY-1-2", "SY-1-3", "SY-1-4", "SY-1-5"]
    for one in left:
        assert shenbao("explain", draft, one, "试点刚启动,其余企业正在征集,名单另行补报")[0] == 0
    code, told = shenbao.json("build", draft, "--out", tmp_path / "out")
    assert code == 0, told
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
    assert values["chapters/policy"].startswith("一、加大数字化改造补助。")
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
