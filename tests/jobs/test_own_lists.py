"""A user's lists: kept whole, laid over the pack, explained, taken away again."""

from datetime import date

import pytest

from desktop_app.core.findings import State
from desktop_app.core.list_standing import lists_of, lists_used, one_list
from desktop_app.core.pack_lists import ListFile, ListOrigin, list_of
from desktop_app.core.rules import audit
from desktop_app.errors import AppError
from desktop_app.jobs.own_lists import (
    FOLDER,
    dated,
    id_of,
    keep,
    laid_over,
    origin_of,
    reset,
    with_one_more,
)
from desktop_app.jobs.packs import load_programme
from desktop_app.jobs.read_list import offered, offered_text
from tests.core.test_not_listed import a_programme
from tests.small_pack import a_small_draft

DAY = date(2024, 6, 1)
ORIGIN = ListOrigin("市信用办来函", "2024-05-20", "名单.xlsx", "2024-06-01", "ab" * 32)


@pytest.fixture
def programme():
    return a_programme(ListFile(("名称", "来源"), ()), list_of(["丙厂"]))


def test_a_kept_list_takes_the_place_of_the_packs(programme, tmp_path):
    keep(programme, "arrears", list_of(["甲厂"]), ORIGIN, tmp_path)
    laid = laid_over(programme, tmp_path)
    assert laid.lists["arrears"].options() == ("甲厂",)
    assert laid.lists["chosen"] == programme.lists["chosen"]
    one = one_list(laid, "arrears")
    assert (one.standing, one.source, one.date) == ("own", "市信用办来函", "2024-05-20")
    assert one.told == "自己载入 · 1 个 · 来源:市信用办来函 · 2024-05-20"
    assert audit(laid, a_small_draft(projects=[{"enterprise": "甲厂"}])).findings


def test_what_was_kept_is_taken_away_again(programme, tmp_path):
    keep(programme, "chosen", list_of(["甲厂"]), ORIGIN, tmp_path)
    assert reset(programme, "chosen", tmp_path)
    assert laid_over(programme, tmp_path) is programme
    assert not reset(programme, "chosen", tmp_path)


def test_nothing_is_added_to_a_list_that_cannot_be_read(programme, tmp_path):
    """One name in its place would look like a list that is whole."""
    keep(programme, "chosen", list_of(["甲厂"]), ORIGIN, tmp_path)
    path = tmp_path / programme.id / "chosen.json"
    path.write_bytes(b"{")
    laid = laid_over(programme, tmp_path)
    with pytest.raises(AppError, match=r"读不出来了,请重新载入,或者恢复程序自带的"):
        with_one_more(laid, "chosen", "乙厂", DAY)
    assert path.read_bytes() == b"{"


def test_a_pack_without_own_lists_is_the_same_pack(programme, tmp_path):
    assert laid_over(programme, tmp_path) is programme


@pytest.mark.parametrize("content", [b"", b"{", b'{"header":["a"],"rows":[["1","2"]]}', b"[]"])
def test_a_list_that_cannot_be_read_is_empty_and_says_so(programme, tmp_path, content):
    keep(programme, "chosen", list_of(["甲厂"]), ORIGIN, tmp_path)
    (tmp_path / programme.id / "chosen.json").write_bytes(content)
    laid = laid_over(programme, tmp_path)
    one = one_list(laid, "chosen")
    assert one.standing == "missing"
    assert "重新载入" in one.told
    ended = audit(laid, a_small_draft(projects=[{"enterprise": "乙厂"}])).outcomes[0]
    assert ended.state is State.NO_DATA


def test_what_cannot_be_written_leaves_the_old_list(programme, tmp_path):
    (tmp_path / programme.id).write_text("a file where the folder should be")
    with pytest.raises(AppError, match="没有存下"):
        keep(programme, "arrears", list_of(["甲厂"]), ORIGIN, tmp_path)
    assert laid_over(programme, tmp_path) is programme


def test_a_name_is_added_once_with_its_source_and_day(programme, tmp_path):
    longer = with_one_more(programme, "arrears", " 甲厂 ", DAY)
    assert longer.rows == (("甲厂", "自行添加"),)
    keep(programme, "arrears", longer, origin_of(longer, DAY), tmp_path)
    laid = laid_over(programme, tmp_path)
    assert one_list(laid, "arrears").source == "自行添加"
    with pytest.raises(AppError, match="已经有"):
        with_one_more(laid, "arrears", "甲 廠", DAY)
    with pytest.raises(AppError, match="请写出"):
        with_one_more(laid, "arrears", "  ", DAY)


def test_adding_to_a_loaded_list_keeps_where_it_came_from(programme, tmp_path):
    keep(programme, "arrears", list_of(["甲厂"]), ORIGIN, tmp_path)
    laid = laid_over(programme, tmp_path)
    longer = with_one_more(laid, "arrears", "乙厂", DAY)
    found = origin_of(longer, DAY)
    assert (found.source, found.date, found.file) == (ORIGIN.source, ORIGIN.date, ORIGIN.file)
    assert found.sha256 != ORIGIN.sha256


def test_a_list_is_named_by_its_id_or_its_title(programme):
    assert id_of(programme, "arrears") == id_of(programme, "失信企业名单") == "arrears"
    with pytest.raises(AppError, match=r"没有名单「别的」;.*arrears\(失信企业名单\)"):
        id_of(programme, "别的")
    with pytest.raises(AppError, match="没有名单"):
        keep(programme, "../x", list_of(["甲"]), ORIGIN)


def test_a_date_is_read_or_refused():
    assert dated("2024年6月1日") == dated("2024-06-01") == "2024-06-01"
    assert dated(" ") == ""
    with pytest.raises(AppError, match="看不懂日期"):
        dated("上个月")


def test_only_lists_that_rules_read_are_told_as_used(programme):
    assert [one.id for one in lists_used(programme)] == ["arrears", "chosen"]
    pack = load_programme("liaoning-2024", with_own=False)
    used = {one.id for one in lists_used(pack)}
    assert {"industries", "clusters", "national_pilots"} <= used <= set(pack.lists)
    assert lists_of(pack)[0].label == "附件1 重点行业领域"


def test_loading_a_programme_lays_the_own_lists_over_it(data_folder):
    pack = load_programme("liaoning-2024")
    keep(pack, "industries", list_of(["家具制造业"]), ORIGIN)
    assert (data_folder / FOLDER / "liaoning-2024" / "industries.json").is_file()
    loaded = load_programme("liaoning-2024")
    field = loaded.field("basic/industries")
    assert loaded.options(field) == ("家具制造业",)
    assert load_programme("liaoning-2024", with_own=False) == pack


def test_a_csv_in_the_old_code_page_is_read(programme, tmp_path):
    path = tmp_path / "名单.csv"
    path.write_bytes("企业名称,信用代码\n甲厂,91210100MA0A0A0A0X\n".encode("gb18030"))
    found = offered(programme, "arrears", path)
    assert not found.refusal
    assert found.read.listed.options() == ("甲厂",)
    told = found.origin(DAY)
    assert (told.source, told.file, told.loaded) == ("名单.csv", "名单.csv", "2024-06-01")
    assert len(told.sha256) == 64


def test_a_pasted_text_is_read_and_a_blank_one_is_a_sentence(programme):
    assert offered_text(programme, "arrears", "甲厂\n乙厂\n").read.listed.options() == (
        "甲厂",
        "乙厂",
    )
    assert offered_text(programme, "arrears", " \n").refusal.endswith("。")


def test_what_is_no_table_is_a_sentence(programme, tmp_path):
    path = tmp_path / "名单.xlsx"
    path.write_bytes(b"no workbook")
    assert offered(programme, "arrears", path).refusal.endswith("。")
    assert "不存在" in offered(programme, "arrears", tmp_path / "无.xlsx").refusal
