"""定稿 and what comes after: handed in, and the scans that come back."""

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QScrollArea

from desktop_app.ui.bundle.submit_card import SubmitCard
from desktop_app.ui.notice.notice_cards import what_is_handed_in
from desktop_app.ui.shell.step_pages import PAGES
from tests.paper_pack import a_paper_draft
from tests.scanned import Scanner
from tests.sets_pack import a_programme_of_sets
from tests.small_pack import a_passing_draft
from tests.ui.bundle.sitting import PAPERS, page_count


def test_freezing_says_what_it_means_and_the_feet_of_the_next_bundle_carry_it(sit, tmp_path):
    clerk = sit()
    assert "内容不再改动,页脚印上定稿的名称和数据版本" in clerk.label("freeze means")
    assert clerk.label("standing") == "○ 草稿已保存(数据版本 1)"
    clerk.build()
    clerk.press("freeze")
    clerk.until(lambda: clerk.label("standing") == "✓ 已定稿(定稿,数据版本 1)")
    assert "「定稿 定稿」以前做的" in clerk.label("stale")
    clerk.press("build again")
    clerk.until(lambda: "定稿 定稿 · 数据版本 1" in clerk.label("made where"))
    with pypdfium2.PdfDocument(tmp_path / "材料(2)" / f"{PAPERS[0]}.pdf") as document:
        assert "定稿 定稿" in document[len(document) - 1].get_textpage().get_text_range()


def test_a_change_after_freezing_is_allowed_told_and_frozen_again(sit):
    clerk = sit()
    clerk.press("freeze")
    clerk.until(lambda: clerk.label("standing").startswith("✓ 已定稿"))
    assert not clerk.buttons("freeze")
    clerk.change("别市")
    clerk.until(lambda: "「定稿」(数据版本 1)定稿以后有修改" in clerk.label("standing"))
    assert clerk.page.findChild(QLineEdit, "freeze name").text() == "定稿2"
    clerk.press("freeze")
    clerk.until(lambda: clerk.label("standing") == "✓ 已定稿(定稿2,数据版本 2)")


@pytest.mark.parametrize(
    ("values", "can_write", "why"),
    [
        ({"goals": "全市共实施项目9个。"}, True, "核对通过以后才能定稿"),
        ({}, False, "草稿是只读打开的,不能定稿"),
    ],
)
def test_what_does_not_pass_or_is_read_only_cannot_be_frozen(sit, values, can_write, why):
    clerk = sit(a_passing_draft(**values), can_write=can_write)
    assert not clerk.buttons("freeze")[0].isEnabled()
    assert clerk.buttons("freeze")[0].toolTip() == why
    assert not clerk.page.findChild(QLineEdit, "freeze name").isEnabled()


def test_a_name_that_cannot_be_printed_is_declined_in_a_sentence(sit):
    clerk = sit()
    clerk.page.findChild(QLineEdit, "freeze name").setText("12")
    clerk.press("freeze")
    clerk.until(lambda: "不能只是数字" in clerk.label("freeze told"))
    assert clerk.label("standing") == "○ 草稿已保存(数据版本 1)"
    assert clerk.buttons("freeze")[0].isEnabled()


def test_what_was_frozen_is_recorded_as_handed_in(sit, qtbot):
    clerk = sit()
    card = SubmitCard(clerk.desk)
    qtbot.addWidget(card)
    card.show()

    def label(name):
        return card.findChild(QLabel, name).text()

    submit = card.findChild(QAbstractButton, "submit")
    assert not submit.isEnabled()
    assert "还没有定稿" in label("submit state")
    clerk.press("freeze")
    clerk.until(submit.isEnabled)
    card.findChild(QLineEdit, "submit date").setText("不知道")
    qtbot.mouseClick(submit, Qt.MouseButton.LeftButton)
    clerk.until(lambda: "看不懂" in label("submit told"))
    card.findChild(QLineEdit, "submit date").setText("2024年11月20日")
    card.findChild(QLineEdit, "submit receipt").setText("单号7")
    qtbot.mouseClick(submit, Qt.MouseButton.LeftButton)
    clerk.until(lambda: label("submit told") == "已登记报送。")
    assert "2024-11-20 邮寄,回执 单号7" in label("submitted")
    assert label("submit state").startswith("✓ 已报送(邮寄,2024-11-20")
    clerk.until(lambda: clerk.label("standing").startswith("✓ 已报送"))


def test_scans_of_sealed_papers_are_checked_against_the_bundle(sit, tmp_path):
    clerk = sit()
    clerk.build()
    printed = tmp_path / "材料/打印/全套（一式3份，按套）.pdf"
    clerk.prompts.scans = (Scanner().scan(printed, tmp_path / "扫描.pdf"),)
    clerk.press("check scans")
    clerk.until(lambda: clerk.label("scan verdict"))
    assert clerk.label("scan verdict") == "✓ 各份各页齐全,次序正确,都是同一版本。"
    pages = range(2, page_count(printed) + 1)
    clerk.prompts.scans = (Scanner().scan(printed, tmp_path / "缺.pdf", pages),)
    clerk.press("check scans")
    clerk.until(lambda: clerk.label("scan verdict").startswith("▲ 有 1 处问题"))
    assert "附件2 实施方案第1份缺第1页" in clerk.label("scan told")
    (tmp_path / "坏.pdf").write_bytes(b"")
    clerk.prompts.scans = (tmp_path / "坏.pdf",)
    clerk.press("check scans")
    clerk.until(lambda: "空的" in clerk.label("scan told"))


def test_who_comes_to_the_sending_sees_what_goes_where_until_when_and_the_record(sit, qtbot):
    clerk = sit()
    page = PAGES["sending"](clerk.desk)
    qtbot.addWidget(page, before_close_func=lambda one: one.stop())
    # What the page has of a window of 1366 × 768 beside the rail and the findings.
    page.resize(830, 620)
    page.show()
    papers = [one.text() for one in page.findChildren(QLabel, "send paper")]
    assert papers[0] == "□  附件2 实施方案:一式叁份,盖章"
    assert page.findChild(QLabel, "send until").text().endswith("(周三),还有 2 天")
    area = page.findChild(QScrollArea)
    submit = page.findChild(QAbstractButton, "submit")
    low = submit.mapTo(area.viewport(), submit.rect().bottomLeft()).y()
    assert low <= area.viewport().height()


def test_papers_of_rows_and_originals_are_told_set_by_set(sit, qtbot):
    clerk = sit(a_paper_draft(), programme=a_programme_of_sets())
    page = PAGES["sending"](clerk.desk)
    qtbot.addWidget(page, before_close_func=lambda one: one.stop())
    papers = [one.text() for one in page.findChildren(QLabel, "send paper")]
    assert papers == [
        "□  附件2 实施方案:正本1份、副本2份,盖章",
        "□  改造合同:2 份,加盖公章",
        "□  一企一档:1 份",
        "□  附件3 汇总表:加盖公章的PDF版和可编辑电子版(Word)",
        "□  一企一档:每行一份(Word)",
        "□  改造合同:加盖公章的合订PDF版和每行一份(Word)",
    ]
    notice = what_is_handed_in(
        clerk.desk.programme, lambda quote: None, [], clerk.desk.session.draft
    )
    qtbot.addWidget(notice)
    told = [one.text() for one in notice.findChildren(QLabel, "deliverable")]
    assert told[0] == (
        "纸质报送(专人送达)\n    附件2 实施方案:正本1份、副本2份,盖章\n"
        "    改造合同:2 份,加盖公章\n    一企一档:1 份"
    )
