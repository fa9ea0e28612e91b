"""Phrases kept on this PC: nothing is lost, and a file that is not understood is put aside."""

import json

import pytest

from desktop_app.errors import AppError
from desktop_app.jobs.phrases import FILE, Phrases


@pytest.fixture
def path(tmp_path):
    return tmp_path / "数据" / FILE


def names(phrases, words=""):
    return [one.name for one in phrases.found(words)]


def test_what_is_kept_is_there_again_newest_first(path):
    kept = Phrases(path)
    kept.keep("强化组织领导,成立工作专班,统筹推进试点工作。")
    kept.keep("另一句", "专班")
    again = Phrases(path)
    assert names(again) == ["专班", "强化组织领导,成立工作专班,…"]
    assert names(again, "统筹　领导") == ["强化组织领导,成立工作专班,…"]
    assert json.loads(path.read_text("utf-8"))[0] == {"名称": "专班", "内容": "另一句"}


def test_names_differ_and_a_taken_name_is_refused(path):
    kept = Phrases(path)
    assert [kept.keep(text, "甲").name for text in ("一", "二")] == ["甲", "甲(2)"]
    with pytest.raises(AppError, match="已有名为「甲」"):
        kept.rename("甲(2)", "甲")
    with pytest.raises(AppError, match="不能为空"):
        kept.rename("甲(2)", " ")
    kept.rename("甲(2)", "乙")
    kept.delete("甲")
    assert [(one.name, one.text) for one in Phrases(path).found()] == [("乙", "二")]


def test_nothing_selected_is_told(path):
    with pytest.raises(AppError, match="没有选中文字"):
        Phrases(path).keep(" \n")


@pytest.mark.parametrize("content", ["{", '{"名称": 1}', "[1]", '[{"名称": "甲"}]'])
def test_a_file_that_is_not_understood_is_put_aside(path, content):
    path.parent.mkdir()
    path.write_text(content, "utf-8")
    kept = Phrases(path)
    assert kept.found() == ()
    assert "常用语(读不懂).json" in kept.trouble
    kept.keep("新的")
    assert path.with_name("常用语(读不懂).json").read_text("utf-8") == content
    assert names(Phrases(path)) == ["新的"]


def test_what_cannot_be_written_is_told_and_not_counted(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("x")
    kept = Phrases(blocked / FILE)
    with pytest.raises(AppError, match="没有保存"):
        kept.keep("一")
    assert kept.found() == ()
