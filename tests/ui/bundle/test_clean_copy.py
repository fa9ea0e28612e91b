"""The draft handed on without what was changed before."""

from desktop_app.storage.draft_file import open_draft
from tests.offline.searching import places_in


def test_a_copy_without_the_past_is_saved_and_the_draft_stays_as_it_is(sit, prompts, tmp_path):
    clerk = sit()
    clerk.change("鹡鸰市")
    clerk.until(lambda: "数据版本 2" in clerk.label("standing"))
    clerk.change("别市")
    prompts.new_path = tmp_path / "交给别人.shenbao"
    clerk.press("clean copy")
    clerk.until(lambda: clerk.label("clean copy told").startswith("已另存为「交给别人.shenbao」"))
    with open_draft(prompts.new_path, read_only=True) as copy:
        assert copy.draft.value("basic/city") == "别市"
    assert places_in("鹡鸰市", prompts.new_path) == []
    assert clerk.session.draft.value("basic/city") == "别市"
    assert clerk.buttons("clean copy")[0].isEnabled()


def test_a_name_that_is_taken_is_told(sit, prompts, tmp_path):
    clerk = sit()
    prompts.new_path = tmp_path / "有了.shenbao"
    prompts.new_path.write_text("别的", "utf-8")
    clerk.press("clean copy")
    clerk.until(lambda: "有了.shenbao" in clerk.label("clean copy told"))
    assert prompts.new_path.read_text("utf-8") == "别的"


def test_who_chooses_no_place_is_told_nothing(sit, prompts):
    clerk = sit()
    prompts.new_path = None
    clerk.press("clean copy")
    assert clerk.label("clean copy told") == ""
    assert clerk.buttons("clean copy")[0].isEnabled()
