"""The main job end to end, on the command line, on real-looking input."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import openpyxl
import pikepdf
import pypdfium2
import pytest
from lxml import etree

from desktop_app.jobs.demo import input_files, sample_folder
from desktop_app.jobs.packs import load_programme
from desktop_app.paths import RESOURCES
from tests.bundle_files import bundle_files
from tests.pdf_facts import embedded

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def only(folder: Path, pattern: str) -> Path:
    (path,) = folder.glob(pattern)
    return path


def sha(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_every_planted_fault_is_found_and_none_invented(shenbao, tmp_path):
    code, told = shenbao.json("demo", "--out", tmp_path)
    assert told["faults"] == {"planted": 20, "found": 20, "invented": 0}
    assert told["verify"] == {"identical": True}
    assert Path(told["bundle"]).name == "材料"
    assert code == 0


def test_a_second_practice_run_leaves_the_first_as_it_was(shenbao, practice, tmp_path):
    shutil.copytree(practice, tmp_path, dirs_exist_ok=True)
    before = {path: sha(path) for path in tmp_path.rglob("*") if path.is_file()}
    code, told = shenbao.json("demo", "--out", tmp_path)
    assert code == 0
    assert Path(told["bundle"]).name == "材料(2)"
    assert {path: sha(path) for path in before} == before


def test_a_city_without_faults_has_no_finding(shenbao, tmp_path):
    script = RESOURCES / "samples" / "make_samples.py"
    subprocess.run([sys.executable, str(script), str(tmp_path / "c"), "--clean"], check=True)
    draft = tmp_path / "a.shenbao"
    import tomllib

    fields = tomllib.loads((tmp_path / "c" / "fields.toml").read_text("utf-8"))
    pairs = [word for key, text in fields.items() for word in ("--set", f"{key}={text}")]
    assert shenbao("new", draft, "--programme", sample_folder().name, *pairs)[0] == 0
    assert shenbao("import", draft, *input_files(tmp_path / "c"))[0] == 0
    code, told = shenbao.json("check", draft)
    assert told["findings"] == []
    assert code == 0


def test_each_finding_names_place_clause_and_both_values(shenbao, tmp_path):
    samples = sample_folder()
    draft = tmp_path / "a.shenbao"
    shenbao("new", draft, "--programme", samples.name, "--set", "basic/industries=家具制造")
    shenbao("import", draft, *input_files(samples))
    code, told = shenbao.json("check", draft)
    assert code == 1
    assert set(told) == {"programme", "revision", "counts", "findings", "rules", "lists"}
    assert sum(told["counts"].values()) == len(told["findings"])
    notice = load_programme(samples.name).notice
    for one in told["findings"]:
        assert one["places"], one
        assert one["message"]
        assert "".join(one["quote"].split()) in "".join(notice.split())
    names = [one for one in told["findings"] if one["left"] and one["right"]]
    assert any(one["left"] != one["right"] for one in names)
    assert {one["state"] for one in told["rules"]} == {"passed", "failed", "no_data"} | {
        one["state"] for one in told["rules"] if one["state"] == "not_applicable"
    }


def test_a_trial_import_changes_nothing_and_tells_every_cleaning(shenbao, tmp_path):
    samples = sample_folder()
    draft = tmp_path / "a.shenbao"
    shenbao("new", draft, "--programme", samples.name)
    before = sha(draft)
    code, told = shenbao.json("import", draft, *input_files(samples), "--dry-run")
    assert code == 0
    assert sha(draft) == before
    assert [one["kind"] for one in told["files"]] == ["projects"] * 9 + ["plan"]
    assert sum(one["rows"] for one in told["files"] if one["kind"] == "projects") == 108
    assert any(
        cleaned["old"] != cleaned["new"] for one in told["files"] for cleaned in one["cleaned"]
    )


def test_the_same_file_twice_is_noticed(shenbao, tmp_path):
    samples = sample_folder()
    draft, first = tmp_path / "a.shenbao", input_files(samples)[0]
    shenbao("new", draft, "--programme", samples.name)
    shenbao("import", draft, first)
    rows = shenbao.json("show", draft)[1]["tables"]["projects"]
    _, told = shenbao.json("import", draft, first)
    assert told["files"][0]["rows"] == 0
    assert told["files"][0]["findings"][0]["kind"] == "already_imported"
    assert shenbao.json("show", draft)[1]["tables"]["projects"] == rows


def contents(shenbao, draft: Path):
    """Values and cells of a draft, without what names its rows.

    The plan is printed in the order of the summary, so its own list is taken without order.
    """
    told = shenbao.json("show", draft)[1]
    for rows in told["tables"].values():
        for row in rows:
            del row["id"], row["origin"]
    told["tables"]["plan_projects"].sort(key=lambda row: row["name"])
    return told["values"], told["tables"]


@pytest.mark.parametrize("plan", ["*方案.docx", "*方案.pdf"])
def test_a_plan_that_was_built_comes_back_in_as_it_was(shenbao, practice, city, plan):
    before = contents(shenbao, city)
    assert shenbao("import", city, only(practice / "材料", plan))[0] == 0
    assert contents(shenbao, city) == before


def texts_of(path: Path) -> list[str]:
    """The text of each page."""
    with pypdfium2.PdfDocument(path) as document:
        return [page.get_textpage().get_text_range() for page in document]


def grey_of(path: Path) -> list[float]:
    """For each page, how much of it is the pale grey of a watermark: neither paper nor ink."""
    with pypdfium2.PdfDocument(path) as document:
        pages = [bytes(page.render(scale=0.5, grayscale=True).buffer) for page in document]
    return [sum(page.count(tone) for tone in range(223, 226)) / len(page) for page in pages]


def feet_without(path: Path, word: str) -> list[str]:
    """The sections' headers and footers pairs of a Word file in which a word is missing."""
    with zipfile.ZipFile(path) as package:
        relations = etree.fromstring(package.read("word/_rels/document.xml.rels"))
        target = {one.get("Id"): one.get("Target") for one in relations}
        body = etree.fromstring(package.read("word/document.xml"))
        missing = []
        for section in body.iter(f"{W}sectPr"):
            for side in ("default", "even"):
                ids = [one.get(R_ID) for one in section if one.get(f"{W}type") == side]
                parts = [package.read(f"word/{target[one]}").decode() for one in ids]
                texts = ["".join(etree.fromstring(part.encode()).itertext()) for part in parts]
                if not any(word in text for text in texts):
                    missing.append(f"{side}: {texts}")
    return missing


def test_the_bundle_holds_every_document_with_its_hash_and_one_revision(practice):
    folder = practice / "材料"
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    files = {entry["file"]: entry["sha256"] for entry in manifest["files"]}
    assert {Path(name).suffix for name in files} == {".docx", ".pdf", ".xlsx"}
    found = {name: sha(path) for name, path in bundle_files(folder).items()}
    assert files == {name: code for name, code in found.items() if name != "manifest.json"}
    assert {Path(name).parts[0] for name in files if "/" in name} == {"函件", "内部", "打印"}
    for path in folder.rglob("*.pdf"):
        if "标签" in path.name:
            continue
        numbered = [text for text in texts_of(path) if re.search(r"— \d+ —", text)]
        assert numbered
        assert all(manifest["check_code"] in text for text in numbered)
        assert not any("草稿" in text for text in texts_of(path))


def test_every_font_of_the_bundle_is_embedded_and_the_files_are_sound(practice):
    for path in (practice / "材料").rglob("*.pdf"):
        fonts = embedded(path)
        assert fonts
        assert all(fonts.values()), (path.name, fonts)
        with pikepdf.open(path) as document:
            assert document.check_pdf_syntax() == []


def test_the_same_revision_gives_the_same_bytes(shenbao, practice, city, tmp_path):
    code, told = shenbao.json("build", city, "--out", tmp_path / "again")
    assert code == 0
    for name, path in bundle_files(practice / "材料").items():
        assert sha(Path(told["bundle"]) / name) == sha(path), name


def test_nothing_is_built_while_the_check_fails(shenbao, city, tmp_path):
    shenbao("set", city, "projects/1/investment=19.8")
    code, told = shenbao.json("build", city, "--out", tmp_path / "out")
    assert code == 1
    assert told["counts"]["must"] >= 1
    assert not (tmp_path / "out").exists()


def test_a_preview_is_built_in_spite_of_findings_and_marked(shenbao, practice, city, tmp_path):
    shenbao("set", city, "projects/1/investment=19.8")
    code, told = shenbao.json("build", city, "--out", tmp_path, "--preview", "--zip")
    assert code == 0
    folder = Path(told["bundle"])
    assert "预览" in folder.name
    assert not list(folder.glob("打印")) + list(folder.rglob("*导航单*"))
    for path in folder.rglob("*.pdf"):
        assert all("草稿" in text for text in texts_of(path)), path.name
        final = practice / "材料" / path.relative_to(folder)
        assert min(grey_of(path)) > 1.3 * max(grey_of(final)), path.name
    for path in folder.rglob("*.docx"):
        assert feet_without(path, "草稿") == []
    with zipfile.ZipFile(only(folder, "*.xlsx")) as book:
        sheets = [name for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
        assert all("草稿" in book.read(name).decode() for name in sheets)
    with zipfile.ZipFile(told["zip"]) as packed:
        assert set(packed.namelist()) == {f"{folder.name}/{name}" for name in bundle_files(folder)}


@pytest.mark.parametrize("plan", ["*方案.docx", "*方案.pdf"])
@pytest.mark.parametrize("summary", ["*汇总表.docx", "*汇总表.pdf", "*汇总表.xlsx"])
def test_any_plan_and_any_summary_of_the_bundle_agree(shenbao, practice, plan, summary):
    folder = practice / "材料"
    code, told = shenbao.json("verify", only(folder, plan), only(folder, summary))
    assert told["findings"] == []
    assert told["identical"] is True
    assert told["plan"]["projects"] == told["summary"]["projects"] == 108
    assert sorted(told["plan"]["names"]) == sorted(told["summary"]["names"])
    assert code == 0


def edited_plan(path: Path, target: Path) -> str:
    """Change one bracket of one project name in Word's XML, as a person would; the name before."""
    with zipfile.ZipFile(path) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    root = etree.fromstring(parts["word/document.xml"])
    cell = next(
        text
        for table in root.iter(f"{W}tbl")
        for text in table.iter(f"{W}t")
        if text.text and text.text.endswith("（一期）")
    )
    name = "".join(cell.getparent().getparent().itertext())
    cell.text = cell.text.replace("（一期）", "(一期)")
    parts["word/document.xml"] = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for part, raw in parts.items():
            packed.writestr(part, raw)
    return name


def test_a_bracket_changed_in_word_and_a_row_deleted_in_excel_are_named_exactly(
    shenbao, practice, tmp_path
):
    folder = practice / "材料"
    plan, summary = tmp_path / "改过的方案.docx", tmp_path / "改过的汇总表.xlsx"
    bracket = edited_plan(only(folder, "*方案.docx"), plan)
    book = openpyxl.load_workbook(only(folder, "*汇总表.xlsx"))
    sheet = book.worksheets[0]
    deleted = next(
        (row[0].row, row[1].value)
        for row in sheet.iter_rows()
        if row[0].value == 20 or str(row[0].value) == "20"
    )
    assert deleted[1] != bracket
    sheet.delete_rows(deleted[0])
    book.save(summary)
    code, told = shenbao.json("verify", plan, summary)
    assert code == 1
    assert told["identical"] is False
    named = [(one["kind"], (one["summary"] or one["plan"])["text"]) for one in told["findings"]]
    assert named == [("differs_in_form", bracket), ("only_in_plan", deleted[1])]


def test_a_file_changed_after_building_is_told(shenbao, practice, tmp_path):
    folder = Path(shutil.copytree(practice / "材料", tmp_path / "材料"))
    edited_plan(only(folder, "*方案.docx"), tmp_path / "x.docx")
    shutil.move(tmp_path / "x.docx", only(folder, "*方案.docx"))
    code, told = shenbao.json("verify", folder)
    assert code == 1
    assert told["changed"] == [only(folder, "*方案.docx").name]
    assert {one["kind"] for one in told["findings"]} == {"differs_in_form"}


def test_verify_compares_with_the_draft_too(shenbao, practice, city):
    folder = practice / "材料"
    assert shenbao("verify", folder, "--draft", city)[0] == 0
    shenbao("set", city, "projects/5/name=别的项目")
    code, told = shenbao.json("verify", folder, "--draft", city)
    assert code == 1
    assert {one["kind"] for one in told["findings"]} == {"only_in_plan", "only_in_summary"}


def test_two_drafts_are_compared_for_the_mid_term(shenbao, practice, city, tmp_path):
    old = practice / "练习城市.shenbao"
    shenbao(
        "set", city, "projects/1=", "projects/2/name=改了名的项目（一期）", "projects/+/name=新项目"
    )
    out = tmp_path / "对照表.docx"
    code, told = shenbao.json("compare", old, city, "--out", out)
    assert code == 1
    assert told["added"] == ["新项目"]
    assert len(told["removed"]) == 1
    assert [after for _, after in told["renamed"]] == ["改了名的项目（一期）"]
    assert told["share"] == round(100 / 108, 2)
    assert [one["code"] for one in told["findings"]] == ["LN-C9"]
    assert zipfile.is_zipfile(out)


def test_more_than_the_notice_allows_at_the_mid_term_must_be_explained(shenbao, practice, city):
    old = practice / "练习城市.shenbao"
    shenbao("set", city, "midterm/approval=辽工信〔2025〕1号", "midterm/changed=32")
    shenbao("set", city, *(f"projects/{number}=" for number in range(33, 0, -1)))
    code, told = shenbao.json("compare", old, city)
    assert code == 1
    stated, share = told["findings"]
    assert (stated["left"], stated["right"]) == ("32", "33")
    assert (share["code"], share["clause"]) == ("LN-C8", "四、(四)")
    assert "33 个项目,占申报项目总数 108 个" in share["message"]
    shenbao("set", city, "midterm/applied=108", "midterm/changed=33")
    shenbao("explain", city, "LN-C8", "两家企业停产,省厅已批准")
    assert shenbao("compare", old, city)[0] == 0


def test_an_explanation_lets_a_finding_stand_until_its_values_change(shenbao, city):
    shenbao("set", city, "projects/3/finish=2027年5月")
    code, told = shenbao.json("check", city)
    assert code == 1
    assert shenbao("explain", city, "LN-C7@3", "同上")[0] == 2
    assert shenbao("explain", city, "LN-C7@3", "合同约定2027年5月交付,已报县政府备案")[0] == 0
    assert shenbao("check", city)[0] == 0
    shenbao("set", city, "projects/3/finish=2027年8月")
    code, told = shenbao.json("check", city)
    assert code == 1
    assert any("仍成立吗?" in one["lapsed"] for one in told["findings"])


def test_what_a_killed_build_left_is_cleared_away_and_nothing_else_is(shenbao, city, tmp_path):
    out = tmp_path / "输出"
    long_ago = time.time() - 7200
    for name in (".shenbao-0a1b2c3d", ".shenbao-4e5f6a7b", ".shenbao-notes"):
        (out / name).mkdir(parents=True)
        (out / name / "方案.docx").touch()
        for path in (out / name / "方案.docx", out / name):
            os.utime(path, (long_ago, long_ago))
    (out / ".shenbao-8c9d0e1f.zip").touch()
    os.utime(out / ".shenbao-8c9d0e1f.zip", (long_ago, long_ago))
    # In the second one somebody is still at work.
    os.utime(out / ".shenbao-4e5f6a7b" / "方案.docx")
    assert shenbao("build", city, "--out", out, "--zip")[0] == 0
    assert sorted(path.name for path in out.iterdir()) == [
        ".shenbao-4e5f6a7b", ".shenbao-notes", "材料", "材料.zip",
    ]  # fmt: skip
