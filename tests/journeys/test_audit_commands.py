"""From the first check to the last: a clerk mends, explains and asks by the command line."""

from pathlib import Path

import pytest

from desktop_app.core.changes import SetValue, Together, append_rows
from desktop_app.core.draft import Draft
from desktop_app.jobs.packs import load_programme
from desktop_app.storage.draft_file import create, open_draft
from tests.audit_cities.judge import a_case
from tests.storage.storage_builders import now

PROGRAMME = load_programme("liaoning-2024")


def said(shenbao, *words, code):
    """What a command prints; it must end with `code`."""
    ended, out, err = shenbao(*words)
    assert ended == code, out + err
    return out + err


def record(shenbao, *words):
    return shenbao.json(*words)[1]


@pytest.fixture
def draft(tmp_path) -> Path:
    """A city with faults, in a draft file."""
    city = a_case(2)[1].city.draft()
    empty = Draft(PROGRAMME.id)
    changes = [SetValue(path, "", text) for path, text in city.values.items()]
    changes += [append_rows(empty, table, rows) for table, rows in city.tables.items()]
    path = tmp_path / "市.shenbao"
    with create(path, PROGRAMME.id, Together("新建草稿", tuple(changes)), author="甲", now=now):
        return path


def open_findings(found):
    return [one for one in found["findings"] if one["severity"] == "must"]


def test_every_finding_has_a_code_for_the_telephone_and_the_clause(shenbao, draft):
    found = record(shenbao, "check", draft)
    for one in found["findings"]:
        assert one["spoken"].startswith(one["code"])
        assert one["places"]
    assert {rule["state"] for rule in found["rules"]} >= {"passed", "failed", "no_data"}
    undecided = [r for r in found["rules"] if r["state"] in ("no_data", "not_applicable")]
    assert all(rule["reason"] for rule in undecided)


def test_a_city_that_asks_for_no_money_is_audited_like_any_other(shenbao, draft):
    fields = ("award", "transformation", "auxiliary", "local_match")
    said(shenbao, "set", draft, *(f"money/{one}=0" for one in fields), code=0)
    text = said(shenbao, "check", draft, code=1)
    assert "先改这个:" in text
    assert "share" not in text


def test_what_was_not_decided_is_named_and_the_notice_prevails(shenbao, draft):
    text = said(shenbao, "check", draft, code=1)
    assert "「附件1 重点行业领域」的名单尚未载入" in text
    assert "名单「附件1 重点行业领域」:未载入" in text
    assert "先改这个:" in text
    assert "一切以通知原文为准" in text


def test_fixing_one_finding_after_another_the_count_goes_down_and_undo_brings_it_back(
    shenbao, draft
):
    found = record(shenbao, "check", draft)
    fixable = [one for one in found["findings"] if len(one["fixes"]) >= 1]
    left = len(open_findings(found))
    for one in fixable[:3]:
        now_found = record(shenbao, "check", draft)
        if one["key"] not in [other["key"] for other in now_found["findings"]]:
            continue
        done = record(shenbao, "fix", draft, one["key"], "1")
        assert done["applied"]
        assert done["edits"]
        after = record(shenbao, "check", draft)
        assert len(open_findings(after)) < left
        left = len(open_findings(after))
        said(shenbao, "undo", draft, code=0)
        assert len(open_findings(record(shenbao, "check", draft))) > left
        said(shenbao, "redo", draft, code=0)


def test_a_trial_shows_old_and_new_and_changes_nothing(shenbao, draft):
    before = record(shenbao, "check", draft)
    one = next(one for one in before["findings"] if len(one["fixes"]) > 1)
    text = said(shenbao, "fix", draft, one["key"], code=1)
    assert "改法 1" in text
    assert "→" in text
    assert "草稿没有改动" in text
    said(shenbao, "fix", draft, one["key"], "1", "--dry-run", code=0)
    assert record(shenbao, "check", draft) == before


def test_the_formula_is_told_to_who_asks_why(shenbao, draft):
    found = record(shenbao, "check", draft)
    for one in found["findings"][:4]:
        assert one["code"] in record(shenbao, "check", draft, "--why", one["key"])["why"]


def test_an_explanation_is_asked_about_when_its_values_change_and_may_be_confirmed(
    shenbao, tmp_path
):
    path = tmp_path / "市.shenbao"
    said(shenbao, "new", path, "--programme", PROGRAMME.id, code=0)
    rows = [f"projects/+{n}/name=第{n}条产线改造" for n in range(3)]
    said(shenbao, "set", path, "basic/industrial_firms=98", *rows, code=0)
    assert "不能只写" in said(shenbao, "explain", path, "LN-C1", "同上。", code=2)
    said(shenbao, "explain", path, "LN-C1", "本市为新设,项目正在分批入库", code=0)
    assert record(shenbao, "check", path)["counts"]["explain"] == 1
    said(shenbao, "set", path, "basic/industrial_firms=96", code=0)
    (one,) = [f for f in record(shenbao, "check", path)["findings"] if f["code"] == "LN-C1"]
    assert one["explanation"] is None
    assert "当时是98家,现在96家" in one["lapsed"]
    assert "说明「本市为新设,项目正在分批入库」仍成立吗?" in one["lapsed"]
    said(shenbao, "explain", path, "LN-C1", "--keep", code=0)
    (one,) = [f for f in record(shenbao, "check", path)["findings"] if f["code"] == "LN-C1"]
    assert one["explanation"] == "本市为新设,项目正在分批入库"


def test_who_chose_a_reading_is_kept(shenbao, draft):
    said(shenbao, "set", draft, "readings/LN-C1=strict", "--author", "王工", code=0)
    (one,) = [r for r in record(shenbao, "check", draft)["rules"] if "readings" in r]
    assert (one["chosen"], one["author"]) == ("strict", "王工")
    assert [reading["id"] for reading in one["readings"]] == ["literal", "strict"]
    assert "024-" in one["contact"]


def test_margins_are_told_with_and_without_some_projects(shenbao, draft):
    with open_draft(draft, author="", now=now, read_only=True) as file:
        before = file.draft
    found = record(shenbao, "margins", draft, "--without", "1-3,7")
    assert found["without"]["rows"] == [1, 2, 3, 7]
    counts = [
        next(one["value"] for one in listed if one["title"] == "100个线")
        for listed in (found["margins"], found["without"]["margins"])
    ]
    assert counts[0] - counts[1] == 4
    with open_draft(draft, author="", now=now, read_only=True) as file:
        assert file.draft == before
    assert "不是汇总表的行号" in said(shenbao, "margins", draft, "--without", "9999", code=2)


def test_the_list_for_excel_and_the_page_for_the_leader_are_written(shenbao, draft, tmp_path):
    for name in ("问题清单.xlsx", "核对情况.docx", "核对情况.pdf"):
        said(shenbao, "check", draft, "--out", tmp_path / name, code=1)
        assert (tmp_path / name).stat().st_size > 1000
