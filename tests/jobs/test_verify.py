"""Finished files read back and compared: what is a difference, what only follows from one."""

import json
import zipfile
from pathlib import Path

import msgspec
import pytest

from desktop_app import cli_verify_output as output
from desktop_app.errors import AppError
from desktop_app.intake.plain import Line, Raw, Sheet
from desktop_app.jobs.verify import verify_bundle, verify_files
from tests.builders import a_draft, a_project
from tests.small_pack import a_small_programme

NAMES = ("甲厂装配线改造项目（一期）", "乙厂仓储系统项目", "丙厂检测线项目")
PLAN, SUMMARY = Path("方案.docx"), Path("汇总表.xlsx")


def a_table(names, **cells):
    """A row for each name; `cells` are columns of which the rows hold something else."""
    firms = cells.pop("enterprise", [f"企业{n}" for n in range(9)])
    head = ["序号", "项目名称", "实施企业", "总投资(万元)", "县区", "行业"]
    columns = {"investment": ["100"] * 9, "county": ["东县"] * 9, "industry": ["铸造"] * 9} | cells
    rows = [
        [str(n + 1), name, firms[n], *(columns[key][n] for key in columns)]
        for n, name in enumerate(names)
    ]
    return Sheet("表1", [head, *rows])


def a_plan(names=NAMES, goals="共实施项目3个，总投资300万元。", before=(), behind=(), **cells):
    lines = [
        *before, Line("一、工作目标", 1), Line(goals), Line("二、具体项目", 1),
        Line("", table=0), Line("三、保障措施", 1), Line("加强领导。"), *behind,
    ]  # fmt: skip
    return Raw("text", [a_table(names, **cells)], lines)


def a_summary(names=NAMES, **cells):
    return Raw("sheets", [a_table(names, **cells)])


def compared(plan=None, summary=None, draft=None):
    files = {PLAN: plan or a_plan(), SUMMARY: summary or a_summary()}
    return verify_files(a_small_programme(), PLAN, SUMMARY, draft, read=files.__getitem__)


def kinds(found):
    return [one.kind for one in found.findings]


def test_the_same_names_and_numbers_are_identical():
    found = compared()
    assert found.identical
    assert found.plan.names == found.summary.names == NAMES
    assert (found.following, found.compared) == ((), (("方案.docx", "汇总表.xlsx"),))


def test_places_are_those_that_the_reader_sees():
    found = compared(summary=a_summary((NAMES[0].replace("（", "("), *NAMES[1:])))
    (one,) = found.findings
    assert one.plan == (NAMES[0], "第二章 表1 第2行")
    assert one.summary == (NAMES[0].replace("（", "("), "表1!B2")


def test_places_in_a_second_sheet_are_by_its_own_columns():
    """The letters of the first sheet would name another cell."""
    second = Sheet("第二批", [["总投资(万元)", "行业", "县区", "企业名称", "项目名称"],
                           ["120", "铸造", "东县", "企业2", NAMES[2]]])  # fmt: skip
    found = compared(summary=Raw("sheets", [a_table(NAMES[:2]), second]))
    (one,) = found.findings
    assert one.kind == "investment_differs"
    assert one.summary == ("120 万元", "第二批 第2行")
    assert any("表1" in text and "第二批" in text for text in found.summary.doubts)


def test_a_stated_number_that_no_project_explains_is_a_difference():
    found = compared(plan=a_plan(goals="共实施项目5个，总投资300万元。"))
    assert (kinds(found), found.following) == (["count_stated"], ())


def test_numbers_that_only_follow_from_a_missing_project_are_not_counted_again():
    found = compared(summary=a_summary(NAMES[:2]))
    assert kinds(found) == ["only_in_plan"]
    assert [one.kind for one in found.following] == ["count_stated", "total_stated"]


def test_a_wrong_number_is_told_although_a_project_is_missing():
    found = compared(plan=a_plan(goals="共实施项目7个。"), summary=a_summary(NAMES[:2]))
    assert kinds(found) == ["only_in_plan", "count_stated"]


@pytest.mark.parametrize(
    ("part", "value", "said"),
    [
        ("county", "西区", ("东县", "西区")),
        ("industry", "食品", ("铸造", "食品")),
        ("investment", "110", ("100 万元", "110 万元")),
    ],
)
def test_a_detail_that_differs_is_named_once_with_both_values(part, value, said):
    cells = {"county": ["东县"] * 3, "industry": ["铸造"] * 3, "investment": ["100"] * 3}[part]
    goals = "共实施项目3个，铸造行业项目3个，总投资300万元。"
    found = compared(plan=a_plan(goals=goals), summary=a_summary(**{part: [*cells[:2], value]}))
    (one,) = found.findings
    column = {"county": "E", "industry": "F", "investment": "D"}[part]
    assert (one.kind, one.plan, one.summary) == (
        f"{part}_differs", (said[0], "第二章 表1 第4行"), (said[1], f"表1!{column}4"),
    )  # fmt: skip
    assert NAMES[2] in one.message
    assert not found.identical


def with_enterprises(programme):
    """The programme with the enterprise in the plan's list as well."""
    column = next(c for c in programme.summary.table.column if c.id == "enterprise")
    listed = programme.plan.project_list
    listed = msgspec.structs.replace(listed, column=(*listed.column, column))
    plan = msgspec.structs.replace(programme.plan, project_list=listed)
    return msgspec.structs.replace(programme, plan=plan)


def test_an_enterprise_that_the_plan_does_not_give_is_not_compared():
    assert compared(summary=a_summary(enterprise=["甲厂", "乙厂", "丙厂"])).identical


def test_an_enterprise_is_compared_to_the_letter_and_told_for_each_project():
    firms = ["甲机械（集团）有限公司", "乙机械有限公司", "丙厂"]
    typed = ["甲机械(集团)有限公司", "乙机械有限责任公司", "丙厂"]
    files = {PLAN: a_plan(enterprise=firms), SUMMARY: a_summary(enterprise=typed)}
    found = verify_files(
        with_enterprises(a_small_programme()), PLAN, SUMMARY, read=files.__getitem__
    )
    assert kinds(found) == ["enterprise_differs", "enterprise_differs"]
    for one, how, plan, summary in zip(
        found.findings, ("括号的全角半角不同", "公司类型不同"), firms, typed, strict=False
    ):
        assert how in one.message
        assert (one.plan[0], one.summary[0]) == (plan, summary)
    assert [one.summary[1] for one in found.findings] == ["表1!C2", "表1!C3"]


def test_the_same_two_values_of_many_projects_are_one_difference():
    found = compared(summary=a_summary(industry=["铸造件"] * 3))
    (one,) = found.findings
    assert "等 3 个项目" in one.message


@pytest.mark.parametrize("side", ["plan", "summary"])
@pytest.mark.parametrize(
    ("part", "cells"),
    [
        ("county", ["东县", "西区", ""]),
        ("industry", ["铸造", "铸造", ""]),
        ("investment", ["100", "100", ""]),
        ("investment", ["100", "100", "待定"]),
    ],
)
def test_a_detail_that_was_deleted_on_one_side_is_a_difference(part, cells, side):
    whole = {"county": ["东县", "西区", "西区"]} | {part: [*cells[:2], cells[1]]}
    sides = {"plan": a_plan(**whole), "summary": a_summary(**whole)}
    make = {"plan": a_plan, "summary": a_summary}[side]
    (one,) = compared(**sides | {side: make(**whole | {part: cells})}).findings
    assert one.kind == f"{part}_differs"
    assert NAMES[2] in one.message
    assert "没有填写" in one.message


def test_a_paragraph_need_not_say_what_its_neighbours_say():
    listed = [f"{n}.{name}，总投资100万元" for n, name in enumerate(NAMES, start=1)]
    listed[2] = f"3.{NAMES[2]}"
    lines = [
        Line("一、具体项目", 1),
        *map(Line, listed),
        Line("二、保障措施", 1),
        Line("加强领导。"),
    ]
    assert compared(plan=Raw("text", [], lines)).identical


def test_two_projects_with_the_same_two_values_in_different_files_are_two_differences(tmp_path):
    def read(file):
        industry = {
            "汇总表.docx": ["食品", "铸造", "铸造"],
            "汇总表.xlsx": ["铸造", "食品", "铸造"],
        }
        return a_summary(industry=industry[file.name]) if file.name in industry else a_plan()

    folder = a_bundle(tmp_path / "材料", ("方案.docx", "汇总表.docx", "汇总表.xlsx"))
    found = verify_bundle(folder, lambda _: a_small_programme(), read=read)
    assert kinds(found) == ["industry_differs", "industry_differs"]


def with_total(raw, total, word="合计"):
    (sheet,) = raw.sheets
    return Raw(
        raw.kind, [Sheet(sheet.name, [*sheet.rows, ["", word, "", total, "", ""]])], raw.lines
    )


@pytest.mark.parametrize(("side", "make"), [("plan", a_plan), ("summary", a_summary)])
def test_a_total_that_is_not_the_sum_of_its_rows_is_a_difference(side, make):
    assert compared(**{side: with_total(make(), "300")}).identical
    (one,) = compared(**{side: with_total(make(), "999")}).findings
    assert one.kind == "total_stated"
    assert "999" in one.message
    assert "300" in one.message
    said, where = getattr(one, side)
    assert said.startswith("合计行的总投资为 999")
    assert where == {"plan": "第二章 表1", "summary": "表1!D5"}[side]


@pytest.mark.parametrize(
    ("changed", "kind"),
    [
        (a_summary(NAMES[:2]), "only_in_plan"),
        (a_summary(investment=["100", "100", "90"]), "investment_differs"),
    ],
)
def test_a_total_that_only_follows_from_a_difference_is_not_one_itself(changed, kind):
    found = compared(summary=with_total(changed, "300"))
    assert kinds(found) == [kind]
    assert any("300" in doubt for doubt in found.summary.doubts)


@pytest.mark.parametrize("part", ["county", "industry", "investment"])
def test_what_one_side_does_not_say_is_not_compared(part):
    assert compared(plan=a_plan(**{part: [""] * 3}), summary=a_summary()).identical


def test_how_a_county_is_written_is_no_difference():
    summary = a_summary(county=["东县 ", "东县", "东县"])
    assert compared(summary=summary).identical


@pytest.mark.parametrize("where", ["before", "behind"])
def test_numbers_outside_the_chapters_that_are_asked_for_count_too(where):
    lines = [Line("全市共实施项目9个。")]
    if where == "behind":
        lines.insert(0, Line("四、其他事项说明", 1))
    found = compared(plan=a_plan(**{where: lines}))
    assert kinds(found) == ["count_stated"]


def test_what_the_reader_was_not_sure_of_is_told():
    odd = Sheet("表2", [["", "备忘一则", "", ""], ["", "备忘二则", "", ""]])
    plan = a_plan()
    plan = Raw("text", [*plan.sheets, odd], [*plan.lines, Line("", table=1)])
    assert any("表2" in doubt for doubt in compared(plan=plan).plan.doubts)


def test_a_draft_is_compared_with_both_files():
    alike = {"investment": "100", "county": "东县", "industry": "铸造"}
    rows = [a_project(n, name=name, enterprise=f"企业{n}", **alike) for n, name in enumerate(NAMES)]
    assert compared(draft=a_draft(rows)).identical
    found = compared(draft=a_draft(rows[:2]))
    assert kinds(found) == ["only_in_plan", "only_in_summary"]
    other = a_project(2, name=NAMES[2], enterprise="企业2", **alike | {"investment": "90"})
    found = compared(draft=a_draft([*rows[:2], other]))
    assert kinds(found) == ["investment_differs", "investment_differs"]


@pytest.mark.parametrize("side", ["plan", "summary"])
def test_files_without_projects_never_agree(side):
    empty = {"plan": a_plan(()), "summary": a_summary(())}
    with pytest.raises(AppError, match="没有找到项目"):
        compared(**{side: empty[side]})


def a_bundle(folder, files=("方案.docx", "汇总表.xlsx"), **replaced):
    folder.mkdir()
    entries = []
    for name in files:
        (folder / name).write_bytes(name.encode())
        form = "plan" if "方案" in name else "summary"
        entries.append({"file": name, "form": form, "sha256": "0" * 64})
    manifest = {"programme": "practice", "files": entries, **replaced}
    (folder / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    return folder


def bundle_verified(path):
    def read(file):
        return a_plan() if "方案" in file.name else a_summary()

    return verify_bundle(path, lambda _: a_small_programme(), read=read)


def test_every_plan_of_a_bundle_is_compared_with_every_summary(tmp_path):
    names = ("方案.docx", "方案.pdf", "汇总表.docx", "汇总表.xlsx")
    found = bundle_verified(a_bundle(tmp_path / "材料", names))
    assert found.identical
    assert len(found.compared) == 4
    assert found.changed == names


def test_a_difference_is_told_once_with_all_the_files_that_show_it(tmp_path):
    names = ("方案.docx", "方案.pdf", "汇总表.docx", "汇总表.xlsx")

    def read(file):
        return (
            a_plan()
            if "方案" in file.name
            else a_summary((NAMES[0].replace("（", "("), *NAMES[1:]))
        )

    folder = a_bundle(tmp_path / "材料", names)
    found = verify_bundle(folder, lambda _: a_small_programme(), read=read)
    (one,) = found.findings
    assert one.files == ("方案.docx", "汇总表.docx", "汇总表.xlsx", "方案.pdf")


def test_a_name_that_is_missing_twice_is_two_differences():
    twice = a_plan((*NAMES, "丁厂项目", "丁厂项目"), goals="加强领导。")
    assert kinds(compared(plan=twice)) == ["only_in_plan", "only_in_plan", "duplicate"]


def test_a_zipped_bundle_is_read_like_its_folder(tmp_path):
    folder = a_bundle(tmp_path / "材料")
    with zipfile.ZipFile(tmp_path / "材料.zip", "w") as packed:
        for path in folder.iterdir():
            packed.write(path, f"材料/{path.name}")
    assert bundle_verified(tmp_path / "材料.zip").identical


def listing(folder, files):
    text = json.dumps({"programme": "practice", "files": files})
    (folder / "manifest.json").write_text(text, "utf-8")


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda folder: (folder / "方案.docx").unlink(), "缺少文件「方案.docx」"),
        (lambda folder: (folder / "manifest.json").unlink(), "不是成册材料"),
        (lambda folder: (folder / "manifest.json").write_text("{"), "已损坏"),
        (lambda folder: (folder / "manifest.json").write_text('{"files": 1}'), "已损坏"),
        (lambda folder: (folder / "manifest.json").write_text("[]"), "已损坏"),
        (lambda folder: listing(folder, ["方案.docx"]), "已损坏"),
        (lambda folder: listing(folder, [{"file": "方案.docx"}]), "已损坏"),
        (lambda folder: listing(folder, [{"file": 1, "sha256": "0"}]), "已损坏"),
        (lambda folder: listing(folder, [{"file": "../方案.docx", "sha256": "0"}]), "已损坏"),
        (lambda folder: listing(folder, [{"file": "C:\\方案.docx", "sha256": "0"}]), "已损坏"),
    ],
)
def test_a_bundle_that_is_not_whole_is_told(spoil, said, tmp_path):
    folder = a_bundle(tmp_path / "材料")
    spoil(folder)
    with pytest.raises(AppError, match=said):
        bundle_verified(folder)


def test_a_bundle_without_a_summary_is_not_taken_for_agreement(tmp_path):
    with pytest.raises(AppError, match="没有方案或汇总表"):
        bundle_verified(a_bundle(tmp_path / "材料", ("方案.docx",)))


def test_a_zip_whose_content_is_damaged_or_locked_is_told(tmp_path):
    with zipfile.ZipFile(tmp_path / "材料.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("manifest.json", "{}" * 5000)
    whole = bytearray((tmp_path / "材料.zip").read_bytes())
    name = len("manifest.json")
    spoilt, locked, strange = bytearray(whole), bytearray(whole), bytearray(whole)
    spoilt[30 + name : 40 + name] = b"\xff" * 10
    directory = whole.index(b"PK\x01\x02")
    for at in (6, directory + 8):
        locked[at] |= 1
    for at in (8, directory + 10):
        strange[at] = 9  # Deflate64
    for content in (spoilt, locked, strange):
        (tmp_path / "材料.zip").write_bytes(content)
        with pytest.raises(AppError, match="打不开"):
            bundle_verified(tmp_path / "材料.zip")


def test_a_file_that_is_no_zip_is_told(tmp_path):
    (tmp_path / "材料.zip").write_bytes(b"PK")
    with pytest.raises(AppError, match="打不开"):
        bundle_verified(tmp_path / "材料.zip")


def judged(found):
    """What the audit of the files finds: code and places."""
    return [(one.code, [place.path for place in one.places]) for one in found.audit.findings]


def states(found):
    return {one.code: one.state.value for one in found.audit.outcomes}


def test_two_files_are_audited_without_their_draft():
    found = compared(
        plan=a_plan(investment=["100", "19", "100"], goals="先诊断。"),
        summary=a_summary(investment=["100", "19", "100"]),
    )
    assert found.identical
    assert judged(found) == [("S-1", ["projects/row2/investment"])]
    assert found.audit.findings[0].places[0].label == "附件3 第2行 总投资"
    assert [one.code for one in found.beyond] == ["S-1"]
    assert not found.has_draft


def test_what_two_files_do_not_say_is_no_data_and_no_finding():
    """The city stands in no table; a summary without amounts is asked for none."""
    found = compared()
    assert judged(found) == []
    assert states(found)["S-4"] == "no_data"
    bare = Raw("sheets", [Sheet("表1", [["序号", "项目名称"], ["1", NAMES[0]], ["2", NAMES[1]]])])
    found = compared(plan=a_plan(NAMES[:2], goals="先诊断。"), summary=bare)
    assert judged(found) == []
    assert (states(found)["S-1"], states(found)["S-3"]) == ("no_data", "passed")


def test_a_blank_in_a_column_that_the_file_has_is_found():
    found = compared(
        plan=a_plan(investment=["100", "", "100"], goals="先诊断。"),
        summary=a_summary(investment=["100", "", "100"]),
    )
    assert judged(found) == [("S-4", ["projects/row2/investment"])]


def test_what_the_comparison_told_is_not_told_again():
    other = (NAMES[0].replace("（", "("), *NAMES[1:])
    found = compared(
        plan=a_plan(investment=["100", "19", "100"], goals="共实施项目5个。"),
        summary=a_summary(other, investment=["100", "19", "100"]),
    )
    assert kinds(found) == ["differs_in_form", "count_stated"]
    assert {code for code, _ in judged(found)} == {"S-1", "S-3", "S-6"}
    assert [one.code for one in found.beyond] == ["S-1"]


def test_with_a_draft_its_fields_count_and_rows_keep_their_ids():
    alike = {"investment": "100", "county": "东县", "industry": "铸造", "enterprise": "企业1"}
    rows = [a_project(n, name=name, **alike) for n, name in enumerate(NAMES)]
    draft = a_draft(rows, values={"basic/city": ""})
    cells = {"enterprise": ["企业1"] * 9, "investment": ["100", "19", "100"]}
    found = compared(summary=a_summary(**cells), draft=draft)
    assert found.has_draft
    assert ("S-1", ["projects/projects2/investment"]) in judged(found)
    assert ("S-4", ["basic/city"]) in judged(found)


def test_a_bundle_is_compared_and_not_audited_again(tmp_path):
    """Its build has audited what its files say."""
    folder = a_bundle(tmp_path / "材料")
    files = {PLAN.name: a_plan(), SUMMARY.name: a_summary()}
    found = verify_bundle(folder, lambda _: a_small_programme(), read=lambda path: files[path.name])
    assert (found.audit, found.beyond) == (None, ())


def test_the_audit_is_told_behind_the_comparison(capsys):
    found = compared(
        plan=a_plan(investment=["100", "19", "100"], goals="共实施项目5个。"),
        summary=a_summary(investment=["100", "19", "100"]),
    )
    output.verified(found, as_json=False)
    told = capsys.readouterr().out
    assert "按审核公式核对这两份文件:必须改 2 · 须说明 0 · 提示 0\n✗ 必须改 [S-1@row2]" in told
    assert "其余 1 处就是上面列出的差异。\n审核公式 6 条,其中 2 条没有草稿不能核对" in told
    output.verified(found, as_json=True)
    record = json.loads(capsys.readouterr().out)
    assert list(record) == ["identical", "plan", "summary", "findings"]


def test_names_and_counts_decide_what_is_identical():
    found = compared(
        plan=a_plan(investment=["100", "19", "100"], goals="先诊断。"),
        summary=a_summary(investment=["100", "19", "100"]),
    )
    assert found.identical
    assert not found.audit.passes
