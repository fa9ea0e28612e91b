"""The list of findings: its order, what is left, what comes first, and what a search finds."""

from dataclasses import replace

from desktop_app.core.findings import Audit, Finding, Place, Severity
from desktop_app.core.rules import audit
from desktop_app.ui.listing import (
    Wanted,
    entries_of,
    first_to_mend,
    following,
    shortened,
    told_counts,
)
from tests.small_pack import a_small_draft, a_small_programme
from tests.ui.conftest import a_faulty_draft


def entries(*findings: Finding):
    return entries_of(a_small_programme(), a_small_draft(), Audit(findings))


def a_finding(key, severity=Severity.MUST, path="", **more):
    places = (Place(path, path),) if path else ()
    return Finding(key.partition("@")[0], severity, f"说的是{key}", places, key=key, **more)


def codes(found):
    return [one.finding.key for one in found]


def test_what_must_be_mended_comes_first_then_the_order_of_the_rules():
    found = entries(
        a_finding("A", Severity.HINT),
        a_finding("B", Severity.EXPLAIN),
        a_finding("C"),
        a_finding("D"),
    )
    assert codes(found) == ["C", "D", "B", "A"]


def test_what_is_left_counts_what_is_open_and_hints():
    found = entries(
        a_finding("A"),
        a_finding("B", Severity.EXPLAIN),
        a_finding("C", Severity.EXPLAIN, explanation="有文件"),
        a_finding("D", Severity.HINT),
    )
    assert told_counts(found) == "还剩 3 处:必须改 1 · 须说明 1 · 提示 1"
    assert [one.weight for one in found] == ["▲ 必须改", "● 须说明", "✓ 已说明", "○ 提示"]


def test_the_finding_at_whose_place_most_others_stand_is_mended_first():
    found = entries(
        a_finding("A", path="t/r1/c"),
        a_finding("B", path="t/r2/c"),
        a_finding("C", path="t/r2/c"),
        a_finding("D", Severity.EXPLAIN, path="t/r3/c"),
        a_finding("E", Severity.EXPLAIN, path="t/r3/c"),
        a_finding("F", Severity.EXPLAIN, path="t/r3/c"),
    )
    assert first_to_mend(found).finding.key == "B"
    assert first_to_mend(found[:1]).finding.key == "A"
    assert first_to_mend(()) is None


def test_the_next_open_finding_is_found_round_the_end():
    found = entries(
        a_finding("A", Severity.EXPLAIN),
        a_finding("B", Severity.EXPLAIN, explanation="有文件"),
        a_finding("C", Severity.EXPLAIN),
    )
    assert following(found, 1, 1) == 2
    assert following(found, 1, -1) == 0
    assert following(found[1:2], 0, 1) is None


def test_a_search_takes_full_width_signs_and_any_case():
    found = entries_of(a_small_programme(), a_faulty_draft(), audit_of(a_faulty_draft()))
    assert codes(Wanted("ｓ－６").of(found)) == ["S-6@goals.1"]
    assert codes(Wanted("单个项目 第3行").of(found)) == ["S-1@p3"]
    assert codes(Wanted("", Severity.EXPLAIN).of(found)) == ["S-2"]


def test_entries_are_kept_while_their_findings_stand_and_made_anew_when_the_county_changed():
    draft = a_faulty_draft()
    programme, ended = a_small_programme(), audit_of(draft)
    first = entries_of(programme, draft, ended)
    assert all(
        a is b for a, b in zip(first, entries_of(programme, draft, ended, first), strict=True)
    )
    rows = tuple(
        replace(row, cells={**row.cells, "county": "南湖区"}) for row in draft.rows("projects")
    )
    moved = replace(draft, tables={**draft.tables, "projects": rows})
    later = entries_of(programme, moved, ended, first)
    assert codes(Wanted("南湖区").of(later)) == ["S-1@p1", "S-1@p3", "S-3@p1"]
    assert Wanted("南湖区").of(first) == ()


def test_long_names_are_cut_in_the_middle_of_a_line():
    told = "项目「望溪鑫澜农业装备有限公司总装线数字化改造项目」的企业划型为大型"
    assert shortened(told) == "项目「望溪鑫澜农业…改造项目」的企业划型为大型"


def audit_of(draft):
    return audit(a_small_programme(), draft)
