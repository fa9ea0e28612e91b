"""Finished files audited: the findings are the draft's, and a fault put into a file is found."""

import tomllib
from collections import Counter
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import MappingProxyType

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.core.draft import Row
from desktop_app.core.rules import audit
from desktop_app.errors import AppError
from desktop_app.intake.worker import read_here
from desktop_app.jobs.audit_files import FilesAudit, audit_files, read_back
from desktop_app.jobs.build_bundle import Bundle, build_bundle
from desktop_app.jobs.demo import correct, input_files, read_faults, sample_folder
from desktop_app.jobs.draft_work import assignments, starting_values
from desktop_app.jobs.import_files import import_files
from desktop_app.jobs.packs import load_programme
from desktop_app.jobs.papers import deliverables, write_paper
from desktop_app.storage.draft_file import create
from tests.small_pack import RULES, a_small_draft, a_small_programme

# Beside the rules of the small pack, every named check that reads what is printed.
_MORE = "".join(
    f"""
[[rule]]
code = "M-{check}"
title = "另加的核对"
severity = "must"
check = "{check}"
basis = "derived"
"""
    for check in (
        "printable", "seen", "duplicates", "firms", "chapters", "same_counts", "same_details"
    )
)  # fmt: skip
PROGRAMME = a_small_programme(rules=RULES + _MORE)
PROJECTS = [
    {"name": "甲厂产线改造（一期）", "investment": "30.5", "industry": "铸造", "county": "东县"},
    {"name": "乙厂仓储系统", "investment": "40", "industry": "铸造", "county": "西区"},
    {"name": "丙厂检测线", "investment": "50", "industry": "食品", "county": "东县"},
]
LISTED = [{key: one[key] for key in ("name", "investment", "county")} for one in PROJECTS]
GOALS = "全市共实施项目3个，总投资120.5万元。\n(一)先诊断后改造。"
NOW = datetime(2024, 11, 1, 9, 30)
PAIRS = [("docx", "docx"), ("docx", "xlsx"), ("pdf", "pdf")]
OWN_LISTS = pytest.mark.parametrize("listed", [[], LISTED], ids=["made from it", "taken in"])


def a_city(listed=(), **values):
    texts = {"goals": GOALS, "funds": "用于改造。", "basic_city": "某市"} | values
    draft = a_small_draft(PROJECTS, list(listed), **texts)
    tasks = Row("t1", MappingProxyType({"task": "开展诊断", "lead": "市工信局"}))
    return replace(draft, tables=MappingProxyType({**draft.tables, "tasks": (tasks,)}))


def printed(folder, draft, programme=PROGRAMME):
    """The finished files by form and format: {("plan", "docx"): path …}."""
    return {
        (paper.form, kind): folder / name
        for paper in deliverables(programme, draft, "草稿")
        for kind, name in write_paper(paper, folder).files.items()
    }


def audited(files, draft, kinds=("docx", "docx"), programme=PROGRAMME) -> FilesAudit:
    plan, summary = kinds
    return audit_files(
        programme, draft, files["plan", plan], files["summary", summary], read=read_here
    )


@pytest.fixture(scope="module")
def practice_city(tmp_path_factory):
    """The practice city as it was taken in, with all its faults, and as it was corrected."""
    samples = sample_folder()
    programme = load_programme(samples.name)
    path = tmp_path_factory.mktemp("city") / "练习.shenbao"
    with create(
        path, programme.id, starting_values(programme), author="甲", now=lambda: NOW
    ) as file:
        fields = tomllib.loads((samples / "fields.toml").read_text("utf-8"))
        pairs = [f"{key}={value}" for key, value in fields.items()]
        file.do(assignments(programme, file.draft, pairs), "填写")
        file.do(import_files(programme, file.draft, input_files(samples)).change, "导入")
        faulty = file.draft
        for fault in read_faults(samples / "answers.toml"):
            correct(programme, file, fault, lambda: NOW)
        return programme, {"faulty": faulty, "corrected": file.draft}


@pytest.mark.parametrize("state", ["faulty", "corrected"])
def test_the_practice_citys_files_have_the_findings_of_its_draft(practice_city, tmp_path, state):
    programme, drafts = practice_city
    draft = drafts[state]
    ours = audit(programme, draft)
    assert len(ours.findings) >= (20 if state == "faulty" else 1)
    assert ours.passes == (state == "corrected")
    files = printed(tmp_path, draft, programme)
    for kinds in PAIRS:
        found = audited(files, draft, kinds, programme)
        assert (found.differs, found.audit) == ((), ours), kinds


@pytest.mark.parametrize("state", ["faulty", "corrected"])
def test_the_practice_citys_bundle_carries_the_audit_of_its_files(practice_city, tmp_path, state):
    programme, drafts = practice_city
    times = Counter[str]()

    def read(path: Path):
        times[path.name] += 1
        return read_here(path)

    found = build_bundle(programme, drafts[state], tmp_path, preview=state == "faulty", read=read)
    assert isinstance(found, Bundle)
    assert found.verified.audit == audit(programme, drafts[state])
    assert len(times) == sum(len(one.formats) for one in programme.about.deliverable)
    assert set(times.values()) == {1}


@OWN_LISTS
@pytest.mark.parametrize("kinds", PAIRS)
def test_unedited_files_say_what_the_draft_says(tmp_path, kinds, listed):
    draft = a_city(listed)
    files = printed(tmp_path, draft)
    plan, summary = files["plan", kinds[0]], files["summary", kinds[1]]
    assert read_back(PROGRAMME, draft, plan, summary, read_here) == draft
    assert audited(files, draft, kinds).differs == ()


_SIGNS = st.text(
    st.sampled_from('甲乙厂（）()[]一二12.、 　:：,，“"\t&<-—Ⅱ期Aeé\u200b\x07\u00a0\ufb01\u2028'),
    max_size=14,
)
_LINES = st.lists(
    _SIGNS
    | st.sampled_from(["共实施项目3个，总投资90万元。", "(一)目标。两年完成。", "1、5G基站"]),
    max_size=4,
).map("\n".join)
_AMOUNTS = st.sampled_from(["30", "19.99", "1,200", "约三十", "３０", "30万元", " 20 "])
_ROWS = st.lists(
    st.fixed_dictionaries(
        {"name": _SIGNS, "investment": _AMOUNTS},
        optional={
            "enterprise": _SIGNS,
            "county": _SIGNS,
            "industry": _SIGNS,
            "start": st.sampled_from(["2024-06", "2024年6月", "六月"]),
        },
    ),
    min_size=1,
    max_size=4,
)
_OWN = st.lists(st.fixed_dictionaries({"name": _SIGNS, "investment": _AMOUNTS}), max_size=3)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_ROWS, _OWN, _LINES, _LINES, _SIGNS)
def test_whatever_was_typed_the_files_have_the_drafts_findings(
    tmp_path, rows, own, goals, projects, city
):
    tables = [[{k: text for k, text in row.items() if text} for row in one] for one in (rows, own)]
    texts = {"goals": goals, "chapters_projects": projects, "basic_city": city}
    draft = a_small_draft(*tables, **{key: text for key, text in texts.items() if text})
    files = printed(tmp_path, draft)
    for kinds in PAIRS:
        assert audited(files, draft, kinds).differs == ()


def edited(path, edit):
    document = docx.Document(str(path))
    edit(document)
    document.save(str(path))


def cell_of(document, row_text, column):
    """The cell of a column in the row that holds a text, by the table's heading."""
    for table in document.tables:
        heads = [cell.text for cell in table.rows[0].cells]
        for row in table.rows:
            if any(row_text == cell.text for cell in row.cells):
                return row.cells[heads.index(column)]
    raise AssertionError(row_text)


def put(cell, text):
    cell.paragraphs[0].runs[0].text = text
    for run in cell.paragraphs[0].runs[1:]:
        run.text = ""


def say(document, old, new):
    line = next(one for one in document.paragraphs if old in one.text)
    text = line.text.replace(old, new)
    for run in line.runs:
        run.text = ""
    line.runs[-1].text = text


def without_row(document, row_text):
    row = cell_of(document, row_text, "序号")._tc.getparent()
    row.getparent().remove(row)


def told(found: FilesAudit):
    """What the files have that the draft has not: code and places. The draft has nothing more."""
    assert all(one.only_in == "files" for one in found.differs), found.differs
    return [
        (one.finding.code, [place.path for place in one.finding.places]) for one in found.differs
    ]


def paths(listed, row, column):
    """A project's cell in the plan's own list, which is made when the files differ, and in the
    summary."""
    return [f"plan_projects/p{row}/{column}", f"projects/p{row}/{column}"]


@OWN_LISTS
def test_an_amount_below_the_limit_in_the_summary_is_found_in_its_cell(tmp_path, listed):
    draft = a_city(listed, goals="先诊断后改造。")
    files = printed(tmp_path, draft)
    edited(files["summary", "docx"], lambda one: put(cell_of(one, "乙厂仓储系统", "总投资"), "19"))
    found = told(audited(files, draft))
    assert found == [
        ("S-1", ["projects/p2/investment"]),
        ("M-same_details", paths(listed, 2, "investment")),
    ]


@OWN_LISTS
def test_another_name_in_the_plan_is_found_on_both_sides(tmp_path, listed):
    draft = a_city(listed)
    files = printed(tmp_path, draft)
    name = "甲厂产线改造(一期)"
    edited(
        files["plan", "docx"], lambda one: put(cell_of(one, PROJECTS[0]["name"], "项目名称"), name)
    )
    found = audited(files, draft)
    assert told(found) == [("S-3", paths(listed, 1, "name"))]
    finding = found.differs[0].finding
    assert (finding.left, finding.right) == (name, PROJECTS[0]["name"])
    assert finding.kind == "differs_in_form"


@OWN_LISTS
def test_one_other_name_in_both_files_is_no_difference_between_them(tmp_path, listed):
    draft = a_city(listed)
    files = printed(tmp_path, draft)
    for form in ("plan", "summary"):
        edited(files[form, "docx"], lambda one: put(cell_of(one, "丙厂检测线", "项目名称"), "丁厂"))
    back = read_back(
        PROGRAMME, draft, files["plan", "docx"], files["summary", "docx"], read=read_here
    )
    assert back.value("projects/p3/name") == "丁厂"
    assert told(audited(files, draft)) == []


def test_a_number_in_prose_is_found_in_its_chapter(tmp_path):
    draft = a_city()
    files = printed(tmp_path, draft)
    edited(files["plan", "docx"], lambda one: say(one, "项目3个", "项目5个"))
    found = audited(files, draft)
    assert told(found) == [("S-6", ["chapters/goals"])]
    assert found.differs[0].finding.key == "S-6@goals.1"
    assert found.differs[0].finding.places[0].label == "附件2 第一章 工作目标 第1段"


def test_a_number_that_the_program_wrote_is_found_when_somebody_changes_it(tmp_path):
    draft = a_city()
    files = printed(tmp_path, draft)
    edited(files["plan", "docx"], lambda one: say(one, "推荐项目3个", "推荐项目4个"))
    found = audited(files, draft)
    assert told(found) == [("S-6", ["chapters/projects"])]
    assert found.differs[0].finding.left == "4个"


@OWN_LISTS
@pytest.mark.parametrize("form", ["plan", "summary"])
def test_a_row_that_a_file_lacks_is_missing_there(tmp_path, form, listed):
    draft = a_city(listed, goals="先诊断后改造。")
    files = printed(tmp_path, draft)
    edited(files[form, "docx"], lambda one: without_row(one, "乙厂仓储系统"))
    found = audited(files, draft)
    table = "projects" if form == "plan" else "plan_projects"
    assert told(found) == [("S-3", [f"{table}/p2/name"])]


def test_a_chapter_whose_text_is_gone_is_missing(tmp_path):
    draft = a_city(goals="先诊断后改造。")
    files = printed(tmp_path, draft)

    def cut(document):
        line = next(one for one in document.paragraphs if one.text == "先诊断后改造。")._p
        line.getparent().remove(line)

    edited(files["plan", "docx"], cut)
    assert told(audited(files, draft))[:1] == [("M-chapters", ["chapters/goals"])]


def test_a_text_without_its_heading_belongs_to_the_chapter_before(tmp_path):
    draft = a_city()
    files = printed(tmp_path, draft)

    def cut(document):
        line = next(one for one in document.paragraphs if one.text.endswith("资金使用方向"))
        assert line.style.name.startswith("Heading") or "标题" in line.style.name, line.style.name
        line._p.getparent().remove(line._p)

    edited(files["plan", "docx"], cut)
    back = read_back(
        PROGRAMME, draft, files["plan", "docx"], files["summary", "docx"], read=read_here
    )
    assert back.value("chapters/goals").endswith("用于改造。")
    assert back.value("chapters/funds") == ""


def test_what_no_file_prints_stays_the_drafts(tmp_path):
    draft = a_city(basic_firms="9")
    files = printed(tmp_path, draft)
    edited(files["summary", "docx"], lambda one: put(cell_of(one, "丙厂检测线", "县区"), "南县"))
    back = read_back(
        PROGRAMME, draft, files["plan", "docx"], files["summary", "docx"], read=read_here
    )
    assert back.value("basic/firms") == "9"
    assert back.value("projects/p3/county") == "南县"
    assert back.explanations == draft.explanations


def test_a_build_whose_files_would_audit_differently_is_refused(tmp_path):
    """A month that was written wrongly: no name and no count tells of it."""
    draft = a_city(LISTED, basic_firms="2")
    rows = [replace(one, cells={**one.cells, "start": "2024-06"}) for one in draft.rows("projects")]
    draft = replace(draft, tables=MappingProxyType({**draft.tables, "projects": tuple(rows)}))
    plain = a_small_programme()

    def misread(path: Path):
        raw = read_here(path)
        if path.suffix != ".xlsx":
            return raw
        text = "2024年6月"
        assert any(text in row for sheet in raw.sheets for row in sheet.rows)
        for sheet in raw.sheets:
            for row in sheet.rows:
                row[:] = ["六月" if one == text else one for one in row]
        return raw

    with pytest.raises(AppError, match=r"读回后审核结果不同.*只有文件有.*第1行 开始年月「六月」"):
        build_bundle(plain, draft, tmp_path / "a", read=misread)
    assert not (tmp_path / "a").exists()
    assert isinstance(build_bundle(plain, draft, tmp_path / "b"), Bundle)
