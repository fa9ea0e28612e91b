"""A copy to be handed on: what it says is what the draft says, and nothing that was taken out."""

from datetime import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.core.between import change_between
from desktop_app.core.changes import Explain, remove_rows, set_path
from desktop_app.core.draft import Draft, Explanation
from desktop_app.core.explaining import fingerprint
from desktop_app.core.rules import audit
from desktop_app.jobs.clean_copy import clean_copy, clean_copy_name
from desktop_app.storage.about import Source, saying
from desktop_app.storage.draft_file import create, open_draft
from desktop_app.storage.refusals import NameTaken
from tests.offline.searching import places_in
from tests.small_pack import a_small_draft, a_small_programme

SMALL = a_small_programme()
DRAFT = a_small_draft(
    [{"name": "甲厂改造项目", "investment": "19"}, {"name": "乙厂改造项目", "investment": "30"}],
    [{"name": "甲厂改造项目"}, {"name": "乙厂改造项目"}],
    basic_city="某市",
    basic_firms="10",
)
OUT = "拿掉的鹡鸰"


def at_noon():
    return datetime(2024, 11, 18, 12)


def opened(path, draft=DRAFT):
    first = change_between(Draft(draft.programme), draft, "新建草稿")
    return create(path, draft.programme, first, author="王工", now=at_noon)


def handed_on(file, tmp_path):
    path = tmp_path / "副本.shenbao"
    clean_copy(SMALL, file.draft, path, author="王工", now=at_noon)
    return path


def says(draft):
    return dict(draft.values), dict(draft.tables), dict(draft.explanations)


@pytest.fixture
def file(tmp_path):
    with opened(tmp_path / "某市.shenbao") as one:
        yield one


def test_it_says_what_the_draft_says_and_can_be_worked_on(file, tmp_path):
    file.do(set_path(file.draft, "basic/city", "别市"), "填写")
    with open_draft(handed_on(file, tmp_path), now=at_noon) as copy:
        assert says(copy.draft) == says(file.draft)
        assert len(copy.history.moments) == 1
        assert copy.undo() is None
        assert copy.start != file.start
        copy.do(set_path(copy.draft, "basic/city", "又一市"), "填写")
        assert copy.draft.value("basic/city") == "又一市"


def test_what_was_taken_out_is_nowhere_in_it(file, tmp_path):
    file.do(set_path(file.draft, "basic/city", f"{OUT}市"), "填写")
    file.undo()
    file.do(set_path(file.draft, "projects/p2/name", f"{OUT}项目"), "填写")
    said = saying({"p2": {"name": f"{OUT}项目"}})
    source = Source("ab" * 32, f"{OUT}.xlsx", 1, "workbook", said=said)
    file.do(set_path(file.draft, "basic/firms", "11"), "导入", [source])
    file.mark("version", f"命名:{OUT}稿", f"{OUT}稿")
    file.do(remove_rows(file.draft, "projects", ["p2"]), "删去一行")
    path = handed_on(file, tmp_path)
    assert places_in(OUT, path) == []
    assert places_in(OUT, file.path), "the draft itself keeps it, or the search is blind"


def test_an_explanation_that_still_holds_goes_along(file, tmp_path):
    one = audit(SMALL, file.draft).findings[0]
    told = Explanation("设备进口,交货期12个月", fingerprint(file.draft, one), "王工", "2024-11-18")
    file.do(Explain(one.key, None, told), "说明")
    with open_draft(handed_on(file, tmp_path), read_only=True) as copy:
        assert dict(copy.draft.explanations) == {one.key: told}


def test_of_an_explanation_that_lapsed_the_words_of_then_stay_behind(file, tmp_path):
    one = audit(SMALL, file.draft).findings[0]
    told = Explanation("设备进口,交货期12个月", f"{'0' * 16} 当时是{OUT}", "王工", "2024-11-18")
    gone = Explanation(f"{OUT}已经不在", "0" * 16)
    file.do(Explain(one.key, None, told), "说明")
    file.do(Explain("NO-SUCH@p9", None, gone), "说明")
    path = handed_on(file, tmp_path)
    assert places_in(OUT, path) == []
    with open_draft(path, read_only=True) as copy:
        (kept,) = copy.draft.explanations.values()
        assert (kept.text, kept.fingerprint) == (told.text, "0" * 16)


def test_what_is_there_is_never_replaced(file, tmp_path):
    path = handed_on(file, tmp_path)
    before = path.read_bytes()
    with pytest.raises(NameTaken):
        handed_on(file, tmp_path)
    assert path.read_bytes() == before


def test_the_copy_is_named_after_the_draft(tmp_path):
    assert clean_copy_name(tmp_path / "某市.shenbao").name == "某市(不带修改记录).shenbao"


_PATHS = st.sampled_from(["basic/city", "basic/firms", "chapters/goals", "projects/p1/name"])
_SIGNS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=6)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(_PATHS, _SIGNS), max_size=6))
def test_whatever_was_done_before_the_copy_says_the_same(tmp_path_factory, steps):
    folder = tmp_path_factory.mktemp("c")
    with opened(folder / "某市.shenbao") as file:
        for path, text in steps:
            file.do(set_path(file.draft, path, text), "填写")
        with open_draft(handed_on(file, folder), read_only=True) as copy:
            assert says(copy.draft) == says(file.draft)
