"""A pack's own figures over its rows: what counts, what lacks data, and that edits keep them true."""

from dataclasses import replace
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.changes import set_path
from desktop_app.core.draft import Draft, Row
from desktop_app.core.expressions import NoData, Scope
from desktop_app.core.facts import Subject
from desktop_app.core.measures import Shares
from desktop_app.core.names import spoken
from desktop_app.core.pack_lint import lint_pack
from desktop_app.core.pack_rules import Measure
from tests.small_pack import FILES, RULES, a_small_programme

MEASURES = """
[[measure]]
id = "rows"
title = "全部"
[[measure]]
id = "large"
title = "投资不少于门槛"
where = "row.investment >= double(form.basic.firms)"
[[measure]]
id = "invested"
title = "铸造行业的投资"
where = "row.industry == '铸造'"
sum = "row.investment"
[[measure]]
id = "counties"
title = "县数"
distinct = "county"
"""
PROGRAMME = a_small_programme(rules=MEASURES + RULES)
CELLS = st.fixed_dictionaries(
    {},
    optional={
        "name": st.sampled_from(("甲", "乙")),
        "county": st.sampled_from(("东县", "東縣", "东 县", "西县")),
        "industry": st.sampled_from(("铸造", "家具")),
        "investment": st.sampled_from(("19.99", "20", "0.1", "不详", "")),
    },
)


def a_draft(rows: list[dict[str, str]], firms: str = "") -> Draft:
    made = tuple(Row(f"r{n}", MappingProxyType(cells)) for n, cells in enumerate(rows))
    values = MappingProxyType({"basic/firms": firms} if firms else {})
    return Draft(PROGRAMME.id, 0, values, MappingProxyType({"projects": made}))


def measured(draft: Draft, before: Subject | None = None) -> dict[str, float]:
    return Subject(PROGRAMME, draft, before).facts["measure"]


def test_a_text_in_the_other_script_counts_once():
    draft = a_draft([{"county": "东县"}, {"county": "東縣"}, {"county": "西县"}])
    assert measured(draft)["counties"] == 2


def test_rows_that_hold_the_condition_are_counted_and_summed():
    rows = [
        {"name": "甲", "county": "东县", "industry": "铸造", "investment": "0.1"},
        {"name": "乙", "county": "东 县", "industry": "铸造", "investment": "0.2"},
        {"name": "丙", "county": "西县", "industry": "家具", "investment": "30"},
    ]
    assert measured(a_draft(rows, "20")) == {
        "rows": 3,
        "large": 1,
        "invested": pytest.approx(0.3, abs=0),
        "counties": 2,
    }


def test_a_row_that_lacks_what_is_asked_counts_as_nothing():
    rows = [{"name": "甲"}, {"industry": "铸造"}, {"investment": "不详"}]
    assert measured(a_draft(rows, "20")) == {"rows": 3, "large": 0, "invested": 0, "counties": 0}
    assert measured(a_draft([{"investment": "50"}]))["large"] == 0


@given(st.lists(CELLS, max_size=6), st.data())
def test_after_any_edit_the_figures_are_those_of_the_edited_draft(rows, data):
    draft = a_draft(rows, "20")
    before = Subject(PROGRAMME, draft)
    before.facts  # noqa: B018 - computed, so that the next state may take it over
    for _ in range(3):
        if data.draw(st.booleans()) and draft.rows("projects"):
            row = data.draw(st.sampled_from(draft.rows("projects"))).id
            text = data.draw(st.sampled_from(("25", "", "19.99")))
            draft = set_path(draft, f"projects/{row}/investment", text).apply(draft)
        else:
            firms = data.draw(st.sampled_from(("20", "10", "")))
            draft = set_path(draft, "basic/firms", firms).apply(draft)
        after = Subject(PROGRAMME, draft, before)
        if data.draw(st.booleans()):
            assert after.facts["measure"] == measured(replace(draft))
        before = after
    assert before.facts["measure"] == measured(replace(draft))


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ('[[measure]]\nid = "a"\ntitle = "甲"\neach = "nowhere"\n', "没有表「nowhere」"),
        ('[[measure]]\nid = "a"\ntitle = "甲"\nwhere = "row.nothing > 1"\n', "row.nothing"),
        ('[[measure]]\nid = "a"\ntitle = "甲"\ndistinct = "nothing"\n', "没有列「nothing」"),
        ('[[measure]]\nid = "a"\ntitle = "甲"\nsum = "1.0"\ndistinct = "name"\n', "只能写一个"),
        ('[[measure]]\nid = "a"\ntitle = "甲"\n[[measure]]\nid = "a"\ntitle = "乙"\n', "重复"),
    ],
)
def test_a_measure_that_cannot_be_taken_is_a_fault_of_the_pack(wrong, told):
    problems = lint_pack({**FILES, "rules.toml": wrong + RULES})
    assert [str(one) for one in problems if told in str(one)], problems
    assert all(one.file == "rules.toml" for one in problems)


def test_a_measure_that_looks_at_the_whole_row_sees_all_of_it():
    whole = Measure("whole", "填得多的", where="size(row) > 1")
    shares = Shares(whole, {})
    rows = [
        {"name": "甲"},
        {"name": "甲", "county": "东县"},
        {"county": "东县", "industry": "铸造"},
    ]
    assert [shares.of(row) for row in rows] == [None, 1, 1]


NAMES = st.sampled_from(("甲厂（一期）", "甲厂(一期)", "数字厂", "數字廠", "乙 厂", "乙厂", "丙厂"))


@given(NAMES, st.lists(NAMES, max_size=4))
def test_a_name_is_listed_however_it_is_spelled(name, names):
    scope = Scope({"row": {"name": name}, "lists": {"out": names}})
    assert scope.holds("listed(row.name, lists.out)") == (spoken(name) in map(spoken, names))


def test_a_list_that_is_not_there_is_no_answer():
    with pytest.raises(NoData):
        Scope({"row": {"name": "甲"}, "lists": {}}).holds("listed(row.name, lists.out)")
