"""Moving a draft between versions of its programme: nothing typed is ever lost."""

from collections import Counter
from types import MappingProxyType

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.core.draft import Draft, Explanation, Row
from desktop_app.core.pack_names import VERSION_PATH
from desktop_app.core.pack_update import moved_draft, moving, stamped
from desktop_app.core.programme import Programme
from desktop_app.core.update_report import report_of, unused
from tests.small_pack import PLAN, PROGRAMME, PROJECTS, a_small_programme

IDS = ("city", "firms", "more", "goal")
TABLES = ("projects", "firms_list")
COLUMNS = ("name", "investment", "note")
TEXTS = st.text(alphabet="甲乙丙 1、\n", min_size=1, max_size=4)


def a_version(version: str, moved: tuple[tuple[str, str, str], ...] = (), **replaced: str):
    listed = "".join(
        f'[[moved]]\nsource = "{source}"\ntarget = "{target}"\nsince = "{since}"\n'
        for source, target, since in moved
    )
    programme = PROGRAMME.replace('version = "1"', f'version = "{version}"') + listed
    return a_small_programme(programme=programme, **replaced)


OLD = a_version("1.0")
NEW = a_version(
    "1.1",
    (
        ("basic/firms", "basic/industrial", "1.1"),
        ("projects//county", "projects//district", "1.1"),
        ("tasks", "duties", "1.1"),
        ("chapters/goals", "chapters/aims", "1.1"),
    ),
    plan=PLAN.replace('id = "firms"', 'id = "industrial"')
    .replace('"tasks"', '"duties"')
    .replace('id = "goals"', 'id = "aims"')
    .replace('id = "industries"\nlabel = "试点行业"', 'id = "seat"\nlabel = "驻地"'),
    projects=PROJECTS.replace('county = "county"', 'county = "district"').replace(
        'id = "county"', 'id = "district"'
    ),
    rules='[[rule]]\ncode = "S-9"\ntitle = "完整"\nseverity = "must"\ncheck = "required"\nbasis = "derived"\n',
)


def a_draft(**values: str) -> Draft:
    return Draft(
        "small-2024",
        1,
        MappingProxyType(
            {
                "basic/city": "某市",
                "basic/firms": "120",
                "basic/industries": "铸造、水泵",
                "chapters/goals": "建成两个样板。",
                "readings/S-2": "loose",
                VERSION_PATH: "1.0",
            }
            | values
        ),
        MappingProxyType(
            {
                "projects": (Row("r1", MappingProxyType({"name": "甲厂", "county": "东港区"})),),
                "tasks": (Row("t1", MappingProxyType({"task": "统筹", "lead": "市工信局"})),),
            }
        ),
        MappingProxyType({"S-2": Explanation("已向省厅确认", "x")}),
    )


def texts_of(draft: Draft) -> Counter[str]:
    """Every text of a draft, but for the version that it tells."""
    found = Counter(text for path, text in draft.values.items() if path != VERSION_PATH)
    for rows in draft.tables.values():
        for row in rows:
            found.update(row.cells.values())
    found.update(one.text for one in draft.explanations.values())
    return found


def test_what_moved_is_at_its_new_place_and_the_rest_where_it_was():
    after = moved_draft(a_draft(), NEW, OLD)
    assert after.values["basic/industrial"] == "120"
    assert after.values["chapters/aims"] == "建成两个样板。"
    assert after.values["basic/city"] == "某市"
    assert after.rows("projects")[0].cells == {"name": "甲厂", "district": "东港区"}
    assert after.rows("duties")[0].cells == {"task": "统筹", "lead": "市工信局"}
    assert after.values[VERSION_PATH] == "1.1"


def test_the_report_tells_kept_moved_dropped_and_new():
    found = report_of(a_draft(), NEW, OLD)
    assert [(one.source, one.target) for one in found.moved] == [
        ("basic/firms", "basic/industrial"),
        ("chapters/goals", "chapters/aims"),
        ("projects//county", "projects//district"),
        ("tasks", "duties"),
    ]
    assert [(one.what, one.label) for one in found.dropped] == [
        ("field", "基本信息 试点行业"),
        ("reading", "S-2 的理解方式"),
        ("explanation", "情况说明 S-2"),
    ]
    assert [one.path for one in found.new] == ["basic/seat"]
    # 申报单位 and the row of the project.
    assert found.kept == 2
    assert (found.before, found.after) == ("1.0", "1.1")


def test_what_has_no_place_any_more_can_be_read_and_copied():
    after = moved_draft(a_draft(), NEW, OLD)
    assert next(one.text for one in unused(after, NEW, OLD)) == "铸造、水泵"


def test_going_back_brings_everything_back():
    draft = a_draft()
    there = moved_draft(draft, NEW, OLD)
    back = moved_draft(there, OLD, NEW)
    assert back == draft
    assert report_of(there, OLD, NEW).returned == ("基本信息 试点行业",)


def test_it_is_one_change_that_is_undone_as_one():
    draft = a_draft()
    change = moving(draft, NEW, OLD)
    after = change.apply(draft)
    assert after == moved_draft(draft, NEW, OLD)
    assert change.inverse().apply(after) == draft


def test_what_stands_in_the_way_is_set_aside_and_comes_back():
    draft = a_draft(**{"basic/industrial": "更早的数"})
    there = moved_draft(draft, NEW, OLD)
    assert there.values["basic/industrial"] == "120"
    assert "更早的数" in [one.text for one in unused(there, NEW, OLD)]
    assert moved_draft(there, OLD, NEW) == draft


def test_a_draft_that_tells_no_version_is_moved_by_what_has_no_place():
    values = dict(a_draft().values)
    del values[VERSION_PATH]
    after = moved_draft(Draft("small-2024", 1, MappingProxyType(values)), NEW)
    assert after.values["basic/industrial"] == "120"


def test_another_unit_is_told_while_the_number_stays_as_typed():
    in_units = a_version("2.0", plan=PLAN.replace('unit = "家"', 'unit = "个"'))
    found = report_of(a_draft(), in_units, OLD)
    assert [(one.path, one.told) for one in found.altered] == [("basic/firms", "单位由家改为个")]
    assert moved_draft(a_draft(), in_units, OLD).values["basic/firms"] == "120"


def test_the_version_a_draft_was_made_with_is_part_of_it():
    assert stamped(a_draft(), "3").apply(a_draft()).values[VERSION_PATH] == "3"


# ---------------------------------------------------------------- for any versions and values

VERSIONS = st.sampled_from(["1", "1.0", "1.2", "1.10", "2"])


@st.composite
def programmes(draw) -> Programme:
    fields = draw(st.lists(st.sampled_from(IDS), min_size=1, max_size=4, unique=True))
    columns = draw(st.lists(st.sampled_from(COLUMNS), min_size=1, max_size=3, unique=True))
    table = draw(st.sampled_from(TABLES))
    singles = [*(f"basic/{one}" for one in IDS), "chapters/goals", "chapters/x"]
    cells = [f"{one}//{column}" for one in TABLES for column in COLUMNS]
    places = st.sampled_from([*singles, *cells, *TABLES])
    moved = draw(st.lists(st.tuples(places, places, VERSIONS | st.just("")), max_size=5))
    plan = (
        PLAN[: PLAN.index("[[section.field]]")]
        + "".join(
            f'[[section.field]]\nid = "{one}"\nlabel = "{one}"\nkind = "text"\n' for one in fields
        )
        + PLAN[PLAN.index("[[chapter]]") :]
    )
    head = PROJECTS[: PROJECTS.index("[[table.column]]")].replace(
        'id = "projects"', f'id = "{table}"'
    )
    projects = head + "".join(
        f'[[table.column]]\nid = "{one}"\nlabel = "{one}"\nkind = "text"\n' for one in columns
    )
    return a_version(draw(VERSIONS), tuple(moved), plan=plan, projects=projects)


@st.composite
def drafts(draw) -> Draft:
    singles = [
        *(f"basic/{one}" for one in IDS),
        "chapters/goals",
        "readings/S-2",
        "kept/1 basic%2Fcity",
    ]
    values = draw(st.dictionaries(st.sampled_from(singles), TEXTS))
    if version := draw(st.just("") | VERSIONS):
        values[VERSION_PATH] = version
    names = [*COLUMNS, "kept 1 name"]
    cells = st.dictionaries(st.sampled_from(names), TEXTS, max_size=3)
    tables = draw(
        st.dictionaries(
            st.sampled_from([*TABLES, "kept 1 projects"]), st.lists(cells, min_size=1, max_size=2)
        )
    )
    rows = {
        table: tuple(Row(f"r{n}", MappingProxyType(one)) for n, one in enumerate(listed))
        for table, listed in tables.items()
    }
    return Draft("small-2024", 1, MappingProxyType(values), MappingProxyType(rows))


@settings(max_examples=60)
@given(drafts(), programmes(), programmes() | st.none())
def test_no_typed_text_is_ever_lost(draft, to, before):
    after = moved_draft(draft, to, before)
    assert texts_of(after) == texts_of(draft)
    assert after.values[VERSION_PATH] == to.about.version
    shown = {one.path for one in unused(after, to, before)}
    report_of(draft, to, before)
    # Nothing is hidden: what has no place in the version is listed.
    known = {f"basic/{one.id}" for section in to.plan.section for one in section.field}
    known |= {f"chapters/{one.id}" for one in to.plan.chapter} | {VERSION_PATH, "readings/S-2"}
    assert {path for path in after.values if path not in known} <= shown


@settings(max_examples=60)
@given(drafts(), programmes(), programmes() | st.none())
def test_every_move_is_one_change_with_an_inverse(draft, to, before):
    change = moving(draft, to, before)
    after = change.apply(draft)
    assert after == moved_draft(draft, to, before)
    assert change.inverse().apply(after) == draft


@given(st.dictionaries(st.sampled_from(["city", "firms", "industries"]), TEXTS), st.data())
def test_there_and_back_is_the_same_draft(values, data):
    draft = a_draft(**{f"basic/{key}": text for key, text in values.items()})
    leftover = data.draw(st.dictionaries(st.sampled_from(["basic/industrial", "old/x"]), TEXTS))
    if "basic/industrial" in leftover and "basic/firms" not in draft.values:
        leftover.pop("basic/industrial")
    draft = Draft(draft.programme, 1, MappingProxyType({**draft.values, **leftover}), draft.tables)
    assert moved_draft(moved_draft(draft, NEW, OLD), OLD, NEW) == draft
