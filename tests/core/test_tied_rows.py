"""Rows that hang on a row by a text both bear."""

from desktop_app.core.draft import Draft, Row
from desktop_app.core.paper_form import form_of
from desktop_app.core.tied_rows import corrected, followers, missing_tied, owner_of, strays
from tests.paper_pack import PAPERS, a_paper_programme

PROGRAMME = a_paper_programme(PAPERS.replace("owner.county", "owner.enterprise"))
PARTS = form_of(PROGRAMME, PROGRAMME.papers[0])
(TIED,) = (part.tied for part in PARTS if part.tied is not None)


def a_draft(firms, leads):
    rows = tuple(Row(f"p{n}", {"enterprise": firm}) for n, firm in enumerate(firms))
    tasks = tuple(Row(f"t{n}", {"lead": lead, "task": "上云"}) for n, lead in enumerate(leads))
    return Draft(PROGRAMME.id, 1, {}, {"projects": rows, "tasks": tasks})


def test_the_owner_of_a_row_is_found_at_once_among_twenty_thousand():
    names = [f"第{n}厂" for n in range(20_000)]
    draft = a_draft(names, names)
    assert owner_of(draft, TIED, draft.rows("projects"), "t19999") == "p19999"
    assert owner_of(draft, TIED, draft.rows("projects"), "gone") == ""


def test_strays_are_the_rows_whose_text_nobody_bears():
    draft = a_draft(["甲厂", " 乙厂 ", ""], ["甲厂", "乙厂", "丙厂", ""])
    assert [row.id for row in strays(draft, TIED, draft.rows("projects"))] == ["t2", "t3"]


def test_followers_get_the_new_text_and_what_is_gone_meanwhile_is_left_out():
    draft = a_draft(["甲厂"], ["甲厂", "甲厂"])
    following = followers(draft, "projects", draft.rows("projects")[0], "enterprise", [TIED])
    less = Draft(draft.programme, 1, {}, {**draft.tables, "tasks": draft.rows("tasks")[:1]})
    change = corrected(less, "projects/p0/enterprise", "新厂", following)
    after = change.apply(less)
    assert (after.value("projects/p0/enterprise"), after.value("tasks/t0/lead")) == ("新厂", "新厂")
    assert change.inverse().apply(after) == less


def test_another_column_takes_nothing_along():
    draft = a_draft(["甲厂"], ["甲厂"])
    assert followers(draft, "projects", draft.rows("projects")[0], "name", [TIED]) == ()


def test_nothing_is_missing_where_no_column_must_be_filled_in():
    draft = a_draft(["甲厂"], ["甲厂"])
    assert missing_tied(PARTS, draft, draft.rows("projects")) == {}
