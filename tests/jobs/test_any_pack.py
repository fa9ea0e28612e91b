"""Packs that ask for less or for other things than the first notice: all build and verify."""

import re
from itertools import chain, combinations

import openpyxl
import pytest

from desktop_app.core.pack import read_pack
from desktop_app.core.pack_lint import lint_pack
from desktop_app.core.steps import steps_of
from desktop_app.errors import AppError
from desktop_app.jobs.build_bundle import Bundle, build_bundle
from desktop_app.jobs.verify import verify_bundle
from tests.read_back import squeezed
from tests.small_pack import FILES, a_small_draft

ROLES = ("county", "industry", "investment", "enterprise", "credit_code")
AGREE = """
[[rule]]
code = "S-1"
title = "名称一致"
severity = "must"
check = "same_names"
clause = "三"
quote = "项目名称和数量完全一致"
[[rule.example]]
tables = { projects = [{ name = "甲" }], plan_projects = [{ name = "甲" }] }
holds = true
[[rule.example]]
tables = { projects = [{ name = "甲" }], plan_projects = [{ name = "乙" }] }
holds = false
"""
ROWS = [
    {"name": "甲厂改造项目", "investment": "30", "county": "东港区", "enterprise": "甲厂"},
    {"name": "乙厂改造项目", "investment": "40", "county": "西山县", "enterprise": "乙厂"},
]


def without(files: dict[str, str], *roles: str) -> dict[str, str]:
    """The files of a pack whose tables lack these columns."""
    made = dict(files)
    for role in roles:
        made["projects.toml"] = re.sub(rf"(?m)^{role} = .*\n", "", made["projects.toml"])
        for name in ("projects.toml", "plan.toml"):
            made[name] = re.sub(
                rf'(?s)\[\[(?:table|project_list)\.column\]\]\nid = "{role}"\n.*?(?=\n\[|\Z)',
                "",
                made[name],
            )
    return made


def handing_in(files: dict[str, str], *forms: str) -> dict[str, str]:
    """The files of a pack that asks for these of its two forms."""
    head, *deliverables = files["programme.toml"].split("[[deliverable]]")
    kept = [one for one in deliverables if any(f'form = "{form}"' in one for form in forms)]
    return {**files, "programme.toml": "[[deliverable]]".join((head, *kept))}


def built(files: dict[str, str], folder, rows=ROWS):
    """The bundle of a draft with these rows, and its files read back."""
    assert lint_pack(files) == []
    programme = read_pack(files)
    known = {column.id for column in programme.summary.table.column}
    kept = [{key: text for key, text in row.items() if key in known} for row in rows]
    draft = a_small_draft(kept, basic_city="某市", goals="全市共实施项目2个。", funds="用于改造。")
    bundle = build_bundle(programme, draft, folder)
    assert isinstance(bundle, Bundle), bundle.audit.findings
    return bundle, verify_bundle(bundle.folder, lambda _: programme, draft)


SMALL = {**FILES, "rules.toml": AGREE}


@pytest.mark.parametrize("roles", [*combinations(ROLES, 1), ROLES], ids="+".join)
def test_a_table_without_some_of_the_usual_columns(roles, tmp_path):
    _, verified = built(without(SMALL, *roles), tmp_path)
    assert verified.identical
    assert [one.name for one in verified.plan.named] == [row["name"] for row in ROWS]


@pytest.mark.parametrize("form", ["plan", "summary"])
def test_a_notice_that_asks_for_one_of_the_two_alone(form, tmp_path):
    bundle, verified = built(handing_in(SMALL, form), tmp_path)
    assert verified.identical
    assert verified.alone == form
    pairs = chain.from_iterable(verified.compared)
    assert {name for name in pairs if "." in name} == {
        name
        for name in bundle.files
        if "/" not in name and name.split(".")[0] in verified.plan.file
    }
    assert "成品文件" in squeezed(bundle.verified.called[0])


def test_a_notice_without_any_plan(tmp_path):
    files = handing_in(SMALL, "summary")
    files["plan.toml"] = files["plan.toml"].split("[[chapter]]")[0]
    programme = read_pack(files)
    assert [one.id for one in steps_of(programme)] == [
        "notice", "fields", "summary", "check", "bundle", "sending",
    ]  # fmt: skip
    _, verified = built(files, tmp_path)
    assert verified.identical


def test_a_summary_alone_whose_formats_differ_is_not_identical(tmp_path):
    bundle, _ = built(handing_in(SMALL, "summary"), tmp_path)
    other, _ = built(handing_in(SMALL, "summary"), tmp_path / "b", [ROWS[0], {"name": "丙厂"}])
    mine = next(bundle.folder.glob("*.xlsx"))
    mine.write_bytes(next(other.folder.glob("*.xlsx")).read_bytes())
    verified = verify_bundle(bundle.folder, lambda _: read_pack(handing_in(SMALL, "summary")))
    assert not verified.identical
    assert {one.kind for one in verified.findings} == {"only_in_plan", "only_in_summary"}


@pytest.fixture
def single(tmp_path):
    """A bundle of one file: nothing else in it names the projects."""
    files = handing_in(SMALL, "summary")
    files["programme.toml"] = re.sub(
        r"formats = \[.*?\]", 'formats = ["xlsx"]', files["programme.toml"]
    )
    bundle, verified = built(files, tmp_path)
    assert verified.identical
    return read_pack(files), next(bundle.folder.glob("*.xlsx"))


def test_the_only_file_of_a_bundle_is_proven_as_it_was_built(single):
    programme, path = single
    verified = verify_bundle(path.parent, lambda _: programme)
    assert verified.identical
    assert verified.compared == ()


def test_the_only_file_of_a_bundle_that_was_changed_has_nothing_to_agree_with(single):
    programme, path = single
    book = openpyxl.load_workbook(path)
    for cell in (cell for row in book.active for cell in row if cell.value == "乙厂改造项目"):
        cell.value = "丙厂改造项目"
    book.save(path)
    verified = verify_bundle(path.parent, lambda _: programme)
    assert [one.kind for one in verified.findings] == ["nothing_to_compare"]
    assert "没有可比对的文件" in verified.findings[0].message


def test_a_blank_county_is_read_back_as_a_blank(tmp_path):
    rows = [ROWS[0], {"name": "丙厂改造项目", "investment": "5", "enterprise": "丙厂"}]
    _, verified = built(SMALL, tmp_path, rows)
    assert verified.identical
    assert [one.county for one in verified.summary.named] == ["东港区", ""]


def test_a_bundle_lacks_what_its_programme_asks_for(tmp_path):
    """Asking for both and finding one is no agreement."""
    bundle, _ = built(handing_in(SMALL, "summary"), tmp_path)
    with pytest.raises(AppError, match="没有方案或汇总表"):
        verify_bundle(bundle.folder, lambda _: read_pack(SMALL))
