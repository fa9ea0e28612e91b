"""Workbooks go out to the counties, are filled in, and come back to their own rows."""

from pathlib import Path

import openpyxl
import pytest

from desktop_app.core.collection import MARK_SHEET, SHEET
from desktop_app.jobs.demo import sample_folder

HEAD = 4
NOT_CELLS = ("id", "origin")
PROGRAMME = sample_folder().name


class County:
    """Somebody in a county who fills in the workbook that came."""

    def __init__(self, path):
        self.path = path
        self.book = openpyxl.load_workbook(path)
        self.sheet = self.book[SHEET]
        self.heads = [cell.value for cell in self.sheet[HEAD]]

    def cell(self, line, heading):
        at = next(n for n, one in enumerate(self.heads, 1) if str(one).startswith(heading))
        return self.sheet.cell(HEAD + line, at)

    def send(self, path):
        self.book.save(path)
        return path


@pytest.fixture
def rows(shenbao, city):
    def told():
        _, found = shenbao.json("show", city)
        return {
            row["id"]: {key: text for key, text in row.items() if key not in NOT_CELLS}
            for row in found["tables"]["projects"]
        }

    return told


@pytest.fixture
def sent_out(shenbao, city, tmp_path):
    code, told = shenbao.json("collect", city, "--out", tmp_path, "--until", "2024-11-05")
    assert code == 0
    return {one["county"]: one for one in told["files"]}


def test_every_county_gets_its_own_projects(sent_out, rows):
    found = {}
    for cells in rows().values():
        found.setdefault(cells["county"], []).append(cells["name"])
    assert {county: one["rows"] for county, one in sent_out.items()} == {
        county: len(names) for county, names in found.items()
    }
    for county, one in sent_out.items():
        there = County(one["file"])
        names = [there.cell(n, "项目名称").value for n in range(1, one["rows"] + 2)]
        assert names == [*found[county], None]
        assert "11月5日" in there.sheet["A2"].value


def test_only_what_is_asked_for_can_be_written_in(sent_out):
    one = County(next(iter(sent_out.values()))["file"])
    assert one.sheet.protection.sheet
    assert not one.cell(1, "项目名称").protection.locked
    assert not one.cell(60, "项目名称").protection.locked
    for locked in (one.sheet["A1"], one.cell(0, "项目名称"), one.cell(1, "序号")):
        assert locked.protection.locked
    assert one.book[MARK_SHEET].sheet_state == "veryHidden"
    # A code of eighteen digits keeps its last ones.
    assert one.cell(60, "统一社会信用代码").number_format == "@"
    rules = {
        str(rule.sqref).partition(":")[0]: (rule.type, rule.errorStyle)
        for rule in one.sheet.data_validations.dataValidation
    }
    # A choice has no others; an amount may be odd, and is asked about only.
    assert rules[one.cell(1, "企业划型").coordinate] == ("list", None)
    assert rules[one.cell(1, "项目总投资").coordinate] == ("decimal", "warning")


def test_what_comes_back_unchanged_brings_nothing_and_has_come(shenbao, city, sent_out, rows):
    before = rows()
    _, shown = shenbao.json("show", city)
    for one in sent_out.values():
        code, told = shenbao.json("import", city, one["file"])
        assert code == 0
        assert told["files"][0]["rows"] == one["rows"]
    assert rows() == before
    assert shenbao.json("show", city)[1]["revision"] == shown["revision"]
    _, again = shenbao.json("import", city, one["file"])
    assert again["files"][0]["findings"][0]["kind"] == "already_imported"


def test_what_was_changed_here_meanwhile_stays_and_what_both_changed_is_told(
    shenbao, city, sent_out, rows, tmp_path
):
    there = County(next(one["file"] for one in sent_out.values() if one["rows"] > 2))
    names = [there.cell(n, "项目名称").value for n in (1, 2, 3)]
    ids = {cells["name"]: key for key, cells in rows().items()}
    # We mend the first; the county changes the second; both change the third.
    for name, amount in ((names[0], "111.5"), (names[2], "333.5")):
        shenbao("set", city, f"projects/{ids[name]}/investment={amount}")
    for line, amount in ((2, 222.5), (3, 444.5)):
        there.cell(line, "项目总投资").value = amount
    _, told = shenbao.json("import", city, there.send(tmp_path / "回.xlsx"))
    after = rows()
    amounts = [after[ids[name]]["investment"] for name in names]
    assert amounts == ["111.5", "222.5", "333.5"]
    assert len(after) == len(ids)
    (found,) = [each for each in told["files"][0]["findings"] if each["kind"] == "both_changed"]
    assert all(text in found["message"] for text in ("333.5", "444.5", "保留草稿中的"))


def test_a_line_that_was_renamed_is_still_its_row_and_a_new_one_is_the_countys(
    shenbao, city, sent_out, rows, tmp_path
):
    before = rows()
    county, one = next((county, one) for county, one in sent_out.items() if one["rows"] > 2)
    there = County(one["file"])
    name, new = there.cell(2, "项目名称").value, one["rows"] + 1
    there.cell(2, "项目名称").value = f"{name}(二期)"
    there.cell(2, "项目总投资").value = 345.5
    there.cell(new, "项目名称").value = "新增智能仓储改造项目"
    # The file is renamed on its way.
    back = there.send(tmp_path / "最终版.xlsx")
    code, _ = shenbao.json("import", city, back, "--there", "replace")
    assert code == 0
    after = rows()
    changed = {key: cells for key, cells in before.items() if after[key] != cells}
    ((row_id, old),) = changed.items()
    assert old["name"] == name
    assert (after[row_id]["name"], after[row_id]["investment"]) == (f"{name}(二期)", "345.5")
    ((added,),) = ([after[key] for key in after if key not in before],)
    assert (added["name"], added["county"]) == ("新增智能仓储改造项目", county)


def test_another_project_typed_over_a_line_is_not_taken_for_the_one_that_was_there(
    shenbao, city, sent_out, rows, tmp_path
):
    before = rows()
    one = next(one for one in sent_out.values() if one["rows"] > 2)
    there = County(one["file"])
    for heading, text in {
        "项目名称": "全新的锅炉节能改造",
        "实施企业": "另一家有限公司",
        "统一社会信用代码": "91210000ME62927B32",
    }.items():
        there.cell(1, heading).value = text
    shenbao.json("import", city, there.send(tmp_path / "回.xlsx"), "--there", "replace")
    after = rows()
    assert {key: after[key] for key in before} == before
    assert len(after) == len(before) + 1


def test_a_workbook_of_another_programme_or_an_older_one_is_told(shenbao, city, sent_out, tmp_path):
    for key, text, kind in (
        ("申报事项", "another-2030", "other_programme"),
        ("表样", "0" * 8, "old_form"),
    ):
        one = County(next(iter(sent_out.values()))["file"])
        mark = one.book[MARK_SHEET]
        cell = next(row[1] for row in mark.iter_rows() if row[0].value == key)
        cell.value = text
        back = one.send(tmp_path / f"{kind}.xlsx")
        _, told = shenbao.json("import", city, back, "--dry-run")
        assert kind in {found["kind"] for found in told["files"][0]["findings"]}


def test_counties_are_those_that_are_named_listed_or_there(shenbao, tmp_path):
    draft = tmp_path / "a.shenbao"
    shenbao("new", draft, "--programme", PROGRAMME)
    code, _, err = shenbao("collect", draft, "--out", tmp_path / "out")
    assert code == 2
    assert "县" in err
    assert not (tmp_path / "out").exists()
    shenbao("set", draft, "basic/counties=银州区、清河区、银州区", "projects/+/county=调兵山市")
    _, told = shenbao.json("collect", draft, "--out", tmp_path / "out")
    assert [one["county"] for one in told["files"]] == ["银州区", "清河区", "调兵山市"]
    _, told = shenbao.json("collect", draft, "--out", tmp_path / "out", "--county", "开原市")
    assert [one["county"] for one in told["files"]] == ["开原市"]
    assert told["folder"].endswith("收集表(2)")
    code, _, err = shenbao("collect", draft, "--out", tmp_path / "out", "--until", "下周")
    assert code == 2
    assert "日期" in err


def test_the_same_workbooks_are_the_same_bytes(shenbao, city, tmp_path):
    both = [shenbao.json("collect", city, "--out", tmp_path)[1]["files"] for _ in range(2)]
    for first, second in zip(*both, strict=True):
        assert Path(first["file"]).read_bytes() == Path(second["file"]).read_bytes()


def test_who_has_sent_and_who_has_not_is_told_with_a_text_to_copy(
    shenbao, city, sent_out, tmp_path
):
    _, before = shenbao.json("counties", city, "--until", "2099-11-05")
    assert {one["county"] for one in before["counties"]} == set(sent_out)
    county = next(iter(sent_out))
    shenbao("import", city, sent_out[county]["file"])
    shenbao("set", city, f"basic/counties={'、'.join(sent_out)}、未报县")
    _, told = shenbao.json("counties", city, "--until", "2099-11-05")
    of = {one["county"]: one for one in told["counties"]}
    assert of[county]["files"][0]["file"] == Path(sent_out[county]["file"]).name
    assert of[county]["rows"] == sent_out[county]["rows"]
    assert (of["未报县"]["state"], of["未报县"]["files"]) == ("未收", [])
    assert told["reminder"].startswith("未报县:")
    code, out, _ = shenbao("counties", city)
    assert code == 0
    assert told["reminder"].partition("。")[0][:4] in out
