"""广州: the city's faults found and none invented, and a district's way from new to a proven bundle
with a file, a contract and a scheme for each of its firms."""

import json
import os
import subprocess
import sys
import tomllib
import zipfile
from datetime import datetime
from pathlib import Path

import pytest

from desktop_app.core.between import change_between
from desktop_app.core.draft import Draft
from desktop_app.core.rules import audit
from desktop_app.jobs.demo import correct, input_files, match_faults, read_faults, sample_folder
from desktop_app.jobs.draft_work import assignments, starting_values
from desktop_app.jobs.import_files import import_files
from desktop_app.jobs.packs import lint, load_programme
from desktop_app.paths import SAMPLES
from desktop_app.storage.draft_file import create

ID = "guangzhou-2024"
DISTRICT = "南沙区"


@pytest.fixture(scope="module")
def city():
    """The whole city as it comes in from the districts."""
    programme, samples = load_programme(ID), sample_folder(ID)
    draft = starting_values(programme).apply(Draft(ID))
    fields = tomllib.loads((samples / "fields.toml").read_text("utf-8"))
    draft = assignments(programme, draft, [f"{k}={v}" for k, v in fields.items()]).apply(draft)
    return import_files(programme, draft, input_files(samples)).change.apply(draft)


def test_the_pack_has_no_problems():
    assert lint(ID) == []


def test_every_planted_fault_of_the_city_is_found_and_none_invented(city):
    faults = read_faults(sample_folder(ID) / "answers.toml")
    tally = match_faults(faults, audit(load_programme(ID), city).findings)
    assert (len(faults), tally.hits) == (22, 22)
    assert [one.message for one in tally.invented] == []


class InMemory:
    """A draft file that lies nowhere."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft

    def do(self, change, label):
        del label
        self.draft = change.apply(self.draft)


def test_once_corrected_nothing_is_left_but_what_was_explained(city):
    programme, file = load_programme(ID), InMemory(city)
    for fault in read_faults(sample_folder(ID) / "answers.toml"):
        correct(programme, file, fault)
    found = audit(programme, file.draft)
    assert found.passes
    assert sorted(one.code for one in found.findings) == ["GZ-C2", "GZ-P1"]


def test_the_city_has_as_many_firms_in_two_batches_as_the_plan_wants(city):
    rows = city.rows("projects")
    assert len({row.cells["enterprise"] for row in rows}) == 360
    assert sum(row.cells["batch"] == "第一批" for row in rows) == 285
    assert len({row.cells["county"] for row in rows}) == 6


def test_a_district_from_new_to_a_proven_bundle(shenbao, tmp_path):
    draft, out = tmp_path / "区.shenbao", tmp_path / "out"
    typed = {
        "basic/city": f"广州市{DISTRICT}", "basic/scope": "一个区", "basic/bureau": f"{DISTRICT}工业和信息化局",
        "basic/filled_by": "黄晓岚", "basic/phone": "020-70000100", "basic/date": "2025年10月20日",
        "money/rate": "30", "money/cap": "20", "money/province": "500", "money/local": "300",
        "results/products": "12", "results/platforms": "1",
        **{f"chapters/{name}": f"按照市里的方案，做好{DISTRICT}的工作。" for name in (
            "guiding", "principles", "goals", "content", "steps", "safeguards")},
    }  # fmt: skip
    pairs = [word for path, text in typed.items() for word in ("--set", f"{path}={text}")]
    assert shenbao("new", draft, "--programme", ID, *pairs)[0] == 0
    sent = next(path for path in input_files(sample_folder(ID)) if DISTRICT in path.name)
    assert shenbao("import", draft, sent)[0] == 0

    code, told = shenbao.json("check", draft)
    assert code == 1
    found = {one["code"] for one in told["findings"]}
    # The city's own targets are not held against a district; its list of 牵引单位 is still blank.
    assert found == {"GZ-8-2", "GZ-8-5", "GZ-F3"}
    assert shenbao("set", draft, *_carriers())[0] == 0
    firm = "广州湾区定制家居集团有限公司"
    link = {"enterprise": firm, "link": "制造", "product": "排程软件"}
    shenbao("set", draft, *(f"links/+1/{column}={text}" for column, text in link.items()))
    assert "GZ-D6" in {one["code"] for one in shenbao.json("check", draft)[1]["findings"]}
    shenbao("set", draft, "links/1=")
    for one in shenbao.json("check", draft)[1]["findings"]:
        if one["severity"] == "explain":
            said = shenbao("explain", draft, one["key"], "已与市工信局沟通，情况属实。")
            assert said[0] == 0, said
    assert shenbao.json("check", draft)[0] == 0

    code, built = shenbao.json("build", draft, "--out", out, "--print", "none")
    assert code == 0, built
    folder = Path(built["bundle"])
    kinds = {"一企一档": 81, "改造合同": 40, "改造实施方案": 40}
    assert {name: len(list((folder / name).iterdir())) for name in kinds} == kinds
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    assert [one["rows"] for one in manifest["papers"]] == [40, 40, 40]

    assert shenbao.json("verify", folder)[1]["identical"]
    next((folder / "一企一档").glob("*.docx")).unlink()
    code, told = shenbao.json("verify", folder)
    assert (code, [one["kind"] for one in told["findings"]]) == (1, ["paper_missing"])


def _carriers() -> list[str]:
    """The table of 牵引单位 as the city's plan has it, as it is typed."""
    *_, plan = input_files(sample_folder(ID))
    listed = import_files(load_programme(ID), Draft(ID), [plan]).change.apply(Draft(ID))
    return [
        f"carriers/+{n}/{column}={text}"
        for n, row in enumerate(listed.rows("carriers"))
        for column, text in row.cells.items()
    ]


def test_the_sample_is_the_same_every_time_it_is_made(tmp_path):
    script = SAMPLES / "make_samples.py"
    subprocess.run(
        [sys.executable, str(script), str(tmp_path), "--programme", ID],
        check=True,
        env={**os.environ, "PYTHONHASHSEED": "7"},
    )
    kept = sample_folder(ID)
    files = [path.relative_to(kept) for path in sorted(kept.rglob("*")) if path.is_file()]
    assert [
        path.relative_to(tmp_path) for path in sorted(tmp_path.rglob("*")) if path.is_file()
    ] == (files)
    assert all(content(kept / one) == content(tmp_path / one) for one in files)


def content(path: Path) -> dict[str, bytes]:
    """What a file holds, whatever zlib packed it."""
    if not zipfile.is_zipfile(path):
        return {"": path.read_bytes()}
    with zipfile.ZipFile(path) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def test_one_firms_contract_is_made_again_to_look_at(shenbao, city, tmp_path):
    draft = tmp_path / "市.shenbao"
    whole = change_between(Draft(ID), city, "新建草稿")
    create(draft, ID, whole, author="王工", now=datetime.now).close()
    firm = city.rows("projects")[4].cells["enterprise"]
    code, made = shenbao.json(
        "build", draft, "--out", tmp_path, "--only", "contract", "--row", firm
    )
    assert (code, made["files"]) == (0, [f"{firm}数字化改造合同.docx"])
    assert shenbao("build", draft, "--out", tmp_path, "--row", "5")[0] == 2
    assert shenbao("build", draft, "--out", tmp_path, "--only", "contract", "--row", "999")[0] == 2
    single = next(one.id for one in load_programme(ID).papers if not one.each)
    code, _, err = shenbao("build", draft, "--out", tmp_path, "--only", single, "--row", "5")
    assert (code, "请去掉 --row" in err) == (2, True)
