"""One search over everything that was filled in."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.search import search
from tests.small_pack import a_small_draft, a_small_programme

PROGRAMME = a_small_programme()


def a_draft(**values):
    projects = [{"name": "甲厂改造项目(一期)", "county": "东港区"}, {"name": "乙厂 ERP 项目"}]
    return a_small_draft(projects, basic_city="某市", goals="第一段\n全市共实施项目4个。", **values)


def found(typed, **options):
    return [
        (one.path, one.where, one.text) for one in search(PROGRAMME, a_draft(), typed, **options)
    ]


def test_a_cell_is_found_with_its_row_and_column_and_a_path_to_go_to():
    table = PROGRAMME.summary.table
    row = a_draft().rows(table.id)[0]
    label = next(c.label for c in table.column if c.id == "name")
    where = f"{PROGRAMME.summary.attachment} 第1行 {label}"
    assert found("甲厂") == [(f"{table.id}/{row.id}/name", where, "甲厂改造项目(一期)")]


def test_width_and_case_do_not_matter():
    assert [path for path, _, _ in found("erp")] == [path for path, _, _ in found("ＥＲＰ")] != []
    assert found("（一期）") == found("(一期)") != []


def test_a_line_of_a_chapter_is_found_and_shown_without_the_others():
    (hit,) = found("实施项目")
    assert hit == (
        "chapters/goals",
        next(c.title for c in PROGRAMME.plan.chapter if c.id == "goals"),
        "全市共实施项目4个。",
    )


def test_steps_and_fields_are_found_by_their_titles():
    assert ("check", "步骤", "核对") in found("核对")
    field = PROGRAMME.plan.section[0].field[0]
    assert f"{PROGRAMME.plan.section[0].id}/{field.id}" in [
        path for path, _, _ in found(field.label)
    ]


def test_initials_find_what_they_are_spoken_like():
    def is_like(typed, text):
        return typed == "ms" and text == "某市"

    assert [text for _, _, text in found("ms", spoken_like=is_like)] == ["某市"]
    assert found("ms") == []


def test_no_more_than_asked_for_and_nothing_for_blanks():
    assert len(found("项", most=2)) == 2
    assert found("  ") == found("") == []


@given(st.text(max_size=30), st.text(min_size=1, max_size=5))
def test_what_is_shown_is_a_piece_of_the_text_around_what_was_found(before, typed):
    text = f"{before}{typed}"
    draft = replace(a_draft(), values={"basic/city": text}, tables={})
    hits = [one for one in search(PROGRAMME, draft, typed) if one.path == "basic/city"]
    if typed.strip():
        assert any(one.where.endswith(PROGRAMME.plan.section[0].field[0].label) for one in hits)
