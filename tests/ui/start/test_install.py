"""A pack file is installed from the start page: told, confirmed, and there to be begun with."""

from dataclasses import replace

from PySide6.QtWidgets import QAbstractButton, QLabel

from desktop_app.jobs import recent
from desktop_app.jobs.pack_file import build_pack
from desktop_app.jobs.packs import versions_of
from desktop_app.ui.start.programmes import installed_packs
from tests.pack_builders import a_folder, a_pack_file, a_publisher, zipped


def can(one, name):
    return one.visible(QAbstractButton, name)[0].isEnabled()


def test_a_file_that_is_chosen_is_told_and_waits_for_a_persons_word(person, prompts, tmp_path):
    prompts.pack = a_pack_file(tmp_path)
    one = person(packs=installed_packs)
    one.press("install pack")
    one.until(lambda: one.label("pack title") == "2024年样板工程")
    assert one.label("pack about") == "样板厅 · 规则包 small-2024 · 1 版"
    assert one.label("pack publisher") == "发布单位:样板厅"
    assert one.label("pack fingerprint") == f"指纹:{a_publisher().fingerprint}"
    assert "审核公式 6 条" in one.label("pack inside")
    assert not can(one, "install")
    assert one.unfit() == []
    one.press("pack sure")
    one.press("install")
    one.until(lambda: "2024年样板工程" in one.labels("programme"))
    assert one.label("told") == "已安装「2024年样板工程」规则包 1 版。"
    assert "规则包 1 版" in one.labels("pack version")


def test_a_known_publishers_update_needs_no_word_and_both_versions_are_told(
    person, prompts, tmp_path
):
    one = person(packs=installed_packs)
    one.drop(a_pack_file(tmp_path))
    one.press("pack sure")
    one.press("install")
    one.until(lambda: one.label("told") == "已安装「2024年样板工程」规则包 1 版。")
    one.drop(a_pack_file(tmp_path, "1.1"))
    one.until(lambda: "以前确认过" in one.label("pack trust"))
    assert "已有 1 版" in one.label("pack inside")
    assert not one.shown("pack sure")
    one.press("install")
    one.until(lambda: "规则包 1.1 版" in one.labels("pack version"))


def test_an_unsigned_file_says_so(person, tmp_path):
    made = build_pack(a_folder(tmp_path / "bare"), tmp_path / "bare.sbpack")
    one = person(packs=installed_packs)
    one.drop(made.path)
    one.until(lambda: one.label("pack publisher") == "没有签名")
    assert not can(one, "install")
    one.press("pack sure")
    one.press("install")
    one.until(lambda: versions_of("small-2024"))


def test_a_damaged_file_is_refused_in_place(person, tmp_path):
    one = person(packs=installed_packs)
    one.drop(zipped(tmp_path / "x.sbpack", {"a": b"b"}))
    one.until(lambda: one.label("pack refusal"))
    assert not one.shown("install")
    one.press("leave install")
    assert one.shown("install pack")


def test_a_programme_tells_its_version_and_the_older_ones_of_drafts(person, remembered):
    first = replace(remembered[0], pack="small-2024@0.9")
    recent.remember(first)
    one = person()
    assert one.labels("pack version") == ["规则包 1 版"]
    assert one.labels("older versions") == ["最近的草稿里还有 0.9 版的,照用旧版"]


def test_of_two_files_in_a_row_the_last_alone_is_told(person, tmp_path):
    (tmp_path / "other").mkdir()
    one = person(packs=installed_packs)
    one.drop(a_pack_file(tmp_path))
    one.drop(a_pack_file(tmp_path / "other", "1.1"))
    one.until(lambda: one.label("pack title"))
    assert one.label("pack about") == "样板厅 · 规则包 small-2024 · 1.1 版"


def test_who_went_elsewhere_while_a_pack_was_installed_stays_there(person, tmp_path):
    one = person(packs=installed_packs)
    one.drop(a_pack_file(tmp_path))
    one.press("pack sure")
    one.until(lambda: can(one, "install"))
    one.buttons("install")[0].click()
    one.buttons("back")[0].click()
    one.buttons("check computer")[0].click()
    title = one.label("view title")
    one.until(lambda: versions_of("small-2024"))
    one.until(lambda: installed_told(one))
    assert one.label("view title") == title


def installed_told(one):
    return any("已安装" in label.text() for label in one.page.findChildren(QLabel, "told"))
