"""The city's own earlier plans, as drafts and as papers."""

from datetime import datetime

import pytest

from desktop_app.core.between import change_between
from desktop_app.core.draft import Draft
from desktop_app.core.old_years import old_years
from desktop_app.errors import AppError
from desktop_app.intake.plain import Line, Raw
from desktop_app.jobs.earlier_plan import earlier_plan
from desktop_app.storage.draft_file import create
from tests.small_pack import a_small_draft, a_small_programme

PROGRAMME = a_small_programme()


def a_file(path, draft):
    change = change_between(Draft(draft.programme), draft, "新建草稿")
    create(path, draft.programme, change, author="", now=lambda: datetime(2023, 5, 1)).close()
    return path


def test_an_earlier_draft_gives_its_chapters_with_the_values_they_printed(tmp_path):
    draft = a_small_draft([{"name": "甲"}], goals="共{项目数量}个。\n\n 第二段。", funds="专款。")
    found = earlier_plan(PROGRAMME, a_file(tmp_path / "去年.shenbao", draft))
    assert found.name == "去年.shenbao"
    assert dict(found.chapters) == {"goals": ("共1个。", "第二段。"), "funds": ("专款。",)}


def test_a_word_plan_gives_the_chapters_that_are_recognised(tmp_path):
    lines = [
        Line("一、总体目标", 1),
        Line("到2023年完成改造。"),
        Line("二、资金安排", 1),
        Line("专款专用。"),
    ]
    raw = Raw("text", [], lines)
    found = earlier_plan(PROGRAMME, tmp_path / "旧方案.docx", read=lambda _: raw)
    assert found.chapters["goals"] == ("到2023年完成改造。",)
    assert found.chapters["funds"] == ("专款专用。",)


def test_a_draft_without_text_is_told(tmp_path):
    draft = a_small_draft([{"name": "甲"}])
    with pytest.raises(AppError, match="没有方案的正文"):
        earlier_plan(PROGRAMME, a_file(tmp_path / "空.shenbao", draft))


def test_years_before_the_programmes_are_found():
    text = "2023年、2021-2023年、2024年、20231年、2022 年"
    found = [text[a:b] for a, b in old_years(text, 2024)]
    assert found == ["2023", "2021", "2023", "2022"]
