"""A district's application: from its towns' tables to the mail that is ready to attach."""

import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app.jobs.demo import run_demo, sample_folder
from desktop_app.paths import RESOURCES
from tests.scanned import Scanner

PROGRAMME = "beijing-2023"
SUBJECT = "大兴区数字化转型城市试点"


@pytest.fixture(scope="module")
def practised(tmp_path_factory):
    """The practice district, from its towns' tables to the bundle."""
    return run_demo(tmp_path_factory.mktemp("练习"), PROGRAMME)


def test_every_planted_fault_of_the_district_is_found_and_none_invented(practised):
    tally = practised.tally
    assert [fault.title for fault, finding in tally.found if finding is None] == []
    assert len(tally.found) == 25
    assert [one.message for one in tally.invented] == []
    assert practised.verified.identical
    assert practised.imported.change is not None


def test_the_mail_of_the_district_goes_out_complete(practised, shenbao, tmp_path):
    bundle = practised.bundle.folder
    code, told = shenbao.json("send", bundle)
    assert code == 1
    assert {one["kind"] for one in told["findings"]} == {"missing_pdf"}
    assert told["subject"] == SUBJECT
    prints = sorted((bundle / "打印").iterdir())
    assert [path.name[:5] for path in prints] == ["盖章扫描用", "纸质报送（"]
    scans = [Scanner(dpi=130).scan(path, tmp_path / f"{n}.pdf") for n, path in enumerate(prints)]
    code, told = shenbao.json("send", bundle, "--scan", *scans, "--out", tmp_path / "寄出")
    assert code == 0, told["findings"]
    attached = Path(told["out"]) / "附件"
    assert sorted(path.name for path in attached.iterdir()) == sorted(told["files"])
    assert [one["title"] for one in told["papers"]] == [
        "关于申报中小企业数字化转型城市试点的函",
        "实施方案（附件3）",
        "资料清单（附件4）",
        "拟改造企业清单（资料清单附表）",
    ]
    assert (Path(told["out"]) / "邮件标题.txt").read_text("utf-8") == SUBJECT


def test_what_a_window_has_a_field_for_the_command_line_has_an_option_for(practised, shenbao):
    bundle = practised.bundle.folder
    code, out, _ = shenbao("send", bundle, "--largest", "0.001")
    assert code == 1
    assert "请改大上限(--largest)" in out
    _, told = shenbao.json("send", bundle, "--largest", "0.001")
    assert any("请改大上限(--largest)" in one["message"] for one in told["findings"])


def test_what_was_sent_and_when_is_held_against_the_notice(practised, shenbao, tmp_path):
    draft = tmp_path / "区.shenbao"
    draft.write_bytes(practised.draft.read_bytes())
    late = {"delivery/mailed_on": "2023-07-11", "delivery/subject": "XX区数字化转型城市试点"}
    assert shenbao("set", draft, *(f"{path}={text}" for path, text in late.items()))[0] == 0
    _, told = shenbao.json("check", draft)
    found = {one["code"] for one in told["findings"]}
    assert {"BJ-14", "BJ-16"} <= found
    good = {"delivery/mailed_on": "2023-07-06", "delivery/subject": SUBJECT}
    assert shenbao("set", draft, *(f"{path}={text}" for path, text in good.items()))[0] == 0
    _, told = shenbao.json("check", draft)
    assert not {"BJ-14", "BJ-16"} & {one["code"] for one in told["findings"]}


def test_the_districts_samples_are_what_their_generator_writes(tmp_path):
    script = RESOURCES / "samples" / "make_samples.py"
    target = tmp_path / "again"
    command = [sys.executable, str(script), str(target), "--programme", PROGRAMME]
    subprocess.run(command, check=True)
    ours = sample_folder(PROGRAMME)
    names = {path.relative_to(ours) for path in ours.rglob("*") if path.is_file()}
    assert names == {path.relative_to(target) for path in target.rglob("*") if path.is_file()}
    for name in names:
        assert (ours / name).read_bytes() == (target / name).read_bytes(), name
