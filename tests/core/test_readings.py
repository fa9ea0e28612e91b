from datetime import datetime
from types import MappingProxyType

from desktop_app.core.draft import Draft, Row
from desktop_app.core.findings import Severity
from desktop_app.core.readings import choosing, clauses
from desktop_app.core.rules import audit
from desktop_app.jobs.packs import load_programme

PROGRAMME = load_programme("liaoning-2024")
NOW = datetime(2024, 11, 12, 9, 30)


def a_draft(projects=100, firms="400"):
    rows = tuple(Row(f"r{n}", MappingProxyType({"name": f"项目{n}"})) for n in range(projects))
    values = {"basic/industrial_firms": firms, "basic/bureau": "某市工业和信息化局"}
    return Draft(PROGRAMME.id, 0, MappingProxyType(values), MappingProxyType({"projects": rows}))


def clause(draft):
    return next(one for one in clauses(PROGRAMME, draft) if one.rule.code == "LN-C1")


def found(draft):
    return [one for one in audit(PROGRAMME, draft).findings if one.code == "LN-C1"]


def test_both_readings_are_computed_and_a_split_is_asked_about_by_telephone():
    one = clause(a_draft())
    assert [(o.id, o.holds) for o in one.outcomes] == [("literal", True), ("strict", False)]
    assert one.is_split
    assert "我市申报项目 100 个,规上工业企业 400 家,60%为 240 个" in one.question
    assert one.contact.phone in ("024-86913987",)


def test_readings_that_agree_need_no_choice():
    assert not clause(a_draft(240)).is_split
    assert found(a_draft(240)) == []


def test_without_a_choice_a_split_must_be_explained_and_carries_the_question():
    (one,) = found(a_draft())
    assert one.severity is Severity.EXPLAIN
    assert one.question.startswith("您好")
    assert "60%线还差 140 个" in one.gap


def test_a_choice_decides_and_keeps_who_chose_and_when():
    draft = choosing(a_draft(), "LN-C1", "literal", "王工", NOW).apply(a_draft())
    assert found(draft) == []
    one = clause(draft)
    assert (one.chosen, one.author, one.time) == ("literal", "王工", "2024-11-12T09:30:00")
    draft = choosing(draft, "LN-C1", "strict", "李工", NOW).apply(draft)
    assert [one.question for one in found(draft)] == [""]
    assert clause(draft).author == "李工"


def test_taking_a_choice_back_leaves_nothing_of_it():
    draft = choosing(a_draft(), "LN-C1", "literal", "王工", NOW).apply(a_draft())
    assert choosing(draft, "LN-C1", "", "王工", NOW).apply(draft) == a_draft()


def test_a_blank_input_gives_no_outcome():
    assert [o.holds for o in clause(a_draft(firms="")).outcomes] == [None, None]
