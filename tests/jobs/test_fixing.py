"""Fixes: what is offered mends what it is offered for, in one step that can be undone."""

import pytest

from desktop_app.core.changes import Together
from desktop_app.core.rules import audit
from desktop_app.errors import AppError
from desktop_app.jobs.fixing import fix, offers
from desktop_app.jobs.packs import load_programme
from tests.audit_cities.judge import a_case

PROGRAMME = load_programme("liaoning-2024")
SEEDS = range(3)


@pytest.fixture(scope="module", params=SEEDS)
def draft(request):
    return a_case(request.param)[1].city.draft()


def test_every_fix_on_offer_mends_its_finding_and_can_be_undone(draft):
    for finding in audit(PROGRAMME, draft).findings:
        for one in finding.fixes:
            mended = one.change.apply(draft)
            left = [(f.key, f.message) for f in audit(PROGRAMME, mended).findings]
            assert (finding.key, finding.message) not in left
            assert one.change.inverse().apply(mended) == draft


def test_what_is_shown_is_what_is_done(draft):
    for finding in audit(PROGRAMME, draft).findings:
        for way, one in zip(offers(PROGRAMME, draft, finding), finding.fixes, strict=True):
            assert way.title == one.title
            assert way.edits
            assert all(edit.old != edit.new for edit in way.edits)


def of_code(draft, code):
    return [one for one in audit(PROGRAMME, draft).findings if one.code == code]


def a_city_with(code, least=1):
    for seed in range(60):
        draft = a_case(seed)[1].city.draft()
        if sum(bool(one.fixes) for one in of_code(draft, code)) >= least:
            return draft
    raise AssertionError(code)


def test_a_fix_by_number_and_by_words_is_the_same():
    draft = a_city_with("LN-G4-4")
    one = of_code(draft, "LN-G4-4")[0]
    by_number = fix(PROGRAMME, draft, one.key, "2")
    assert by_number.change == fix(PROGRAMME, draft, one.key, "以汇总表为准").change
    assert by_number.gone >= 1


def test_several_choices_are_named_when_none_is_made():
    draft = a_city_with("LN-G4-4")
    one = of_code(draft, "LN-G4-4")[0]
    with pytest.raises(AppError, match="1 以方案为准;2 以汇总表为准"):
        fix(PROGRAMME, draft, one.key)
    with pytest.raises(AppError, match="没有「随便」这种改法"):
        fix(PROGRAMME, draft, one.key, "随便")


def test_several_findings_of_one_code_ask_which_unless_all_are_meant():
    draft = a_city_with("LN-G4-3", least=3)
    fixable = [one for one in of_code(draft, "LN-G4-3") if one.fixes]
    with pytest.raises(AppError, match="全部同样处理请加 --all"):
        fix(PROGRAMME, draft, "LN-G4-3", "以汇总表为准")
    if len(fixable) == len(of_code(draft, "LN-G4-3")):
        done = fix(PROGRAMME, draft, "LN-G4-3", "以汇总表为准", every=True)
        assert isinstance(done.change, Together)
        assert of_code(done.change.apply(draft), "LN-G4-3") == []


def test_what_has_no_fix_says_so():
    draft = a_case(0)[1].city.draft()
    one = next(one for one in audit(PROGRAMME, draft).findings if not one.fixes)
    with pytest.raises(AppError, match="没有可以自动改正的办法"):
        fix(PROGRAMME, draft, one.key)


def test_a_finding_is_named_as_it_is_spoken():
    draft = a_city_with("LN-G4-4")
    one = of_code(draft, "LN-G4-4")[0]
    for target in (one.key, one.spoken, f"LN-G4-4@{one.row.strip('第行')}"):
        assert fix(PROGRAMME, draft, target, "1").findings == (one,)
