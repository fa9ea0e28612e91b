"""发邮件: what a clerk copies, adds, is told, and records."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit

from desktop_app.ui.bundle.made_card import papers_of
from desktop_app.ui.bundle.mail_card import MailCard
from tests.paper_pack import a_paper_draft
from tests.scanned import Scanner
from tests.sending_pack import a_sending_programme
from tests.sets_pack import SENDINGS, a_programme_of_sets
from tests.ui.bundle.sitting import held_up_mail

HAND, SCANNED = "纸质报送（一式3份，按套）.pdf", "盖章扫描用（一式1份，按套）.pdf"


def test_a_pack_without_a_mail_has_no_card_for_it(sit):
    assert sit().page.findChild(MailCard) is None


def test_a_mail_is_made_ready_step_by_step_and_its_sending_recorded(sit, tmp_path):
    clerk = sit(programme=a_sending_programme())
    label = clerk.label
    told_done = []
    clerk.page.told.connect(lambda *told: told_done.append(told))
    assert label("mail recorded") == ""
    assert label("mail address") == "yangban@example.cn"
    assert label("mail subject") == "某市样板工程"
    assert "先生成正式材料" in label("mail about")
    assert not clerk.buttons("add mail scans")[0].isEnabled()
    clerk.press("copy mail subject")
    assert QGuiApplication.clipboard().text() == "某市样板工程"
    clerk.build()
    shown = [one.title for one in papers_of(clerk.page.made)]
    assert len(shown) == len(set(shown))
    told = {one.key: one.told for one in papers_of(clerk.page.made)}
    assert told["summary"].endswith("打印 1 份,盖章扫描")
    prints = tmp_path / "材料" / "打印"
    first = Scanner().scan(prints / HAND, tmp_path / "一.pdf", range(1, 7))
    clerk.prompts.scans = (first,)
    clerk.press("add mail scans")
    clerk.until(lambda: label("mail verdict"))
    assert label("mail verdict") == "▲ 还有 1 处没有配齐:"
    assert "✓ 附件2 实施方案:盖章扫描件 3/3 页" in label("mail told")
    assert "✗ 附件3 汇总表:盖章扫描件 0/1 页" in label("mail told")
    clerk.prompts.scans = (Scanner().scan(prints / SCANNED, tmp_path / "二.pdf"),)
    clerk.press("add mail scans")
    clerk.until(lambda: label("mail verdict").startswith("✓ 已配齐 7 个附件"))
    assert "7.某市项目汇总表.xlsx" in label("mail message")
    clerk.press("open mail folder")
    assert [path.name for path in clerk.opened] == ["电子邮件发送"]
    clerk.press("record mail")
    values = clerk.session.draft.values
    assert values["delivery/subject"] == "某市样板工程"
    assert values["delivery/sent_on"] == "2024年11月18日"
    assert label("mail recorded") == "已登记:2024年11月18日发出。"
    assert told_done == [("已登记2024年11月18日发出「电子邮件发送」的邮件。", "登记邮件已发出")]
    # Pressed once more it would say the same.
    assert not clerk.buttons("record mail")[0].isEnabled()


def test_what_is_no_size_is_told_and_nothing_is_checked(sit, tmp_path):
    clerk = sit(programme=a_sending_programme())
    clerk.build()
    clerk.page.findChild(QLineEdit, "mail largest").setText("很大")
    clerk.prompts.scans = (tmp_path / "一.pdf",)
    clerk.press("add mail scans")
    assert "邮件上限没有看懂" in clerk.label("mail told")
    assert clerk.label("mail verdict") == ""


def test_a_mail_with_files_of_rows_and_no_scan_is_made_ready_and_originals_are_told(sit):
    plain = SENDINGS.replace('formats = ["docx"]\nstamped = true', 'formats = ["docx", "pdf"]')
    clerk = sit(a_paper_draft(), programme=a_programme_of_sets(plain))
    assert "不要盖章扫描件" not in clerk.label("mail about")
    clerk.build()
    made = {one.key: one.told for one in papers_of(clerk.page.made)}
    assert made["plan"].endswith("纸质 正本1份、副本2份")
    clerk.press("check mail again")
    clerk.until(lambda: clerk.label("mail verdict"))
    assert clerk.label("mail verdict") == "✓ 已配齐 8 个附件,可以发送。"
    assert "✓ 一企一档:4 个文件" in clerk.label("mail told")
    assert "3.一企一档（4个文件）" in clerk.label("mail message")


def test_a_day_that_was_recorded_is_seen_and_only_changed_by_a_button_that_says_so(sit):
    clerk = sit(programme=a_sending_programme())
    clerk.change("2023年7月10日", "delivery/sent_on")
    assert clerk.label("mail recorded") == "已登记:2023年7月10日发出。"
    assert clerk.buttons("record mail")[0].text() == "改为今天发出"
    clerk.press("record mail")
    assert clerk.label("mail recorded") == "已登记:2024年11月18日发出。"


PLAIN = SENDINGS.replace('formats = ["docx"]\nstamped = true', 'formats = ["docx", "pdf"]')


def test_what_was_found_of_one_bundle_does_not_stand_under_the_next(sit):
    clerk = sit(a_paper_draft(), programme=a_programme_of_sets(PLAIN))
    clerk.build()
    clerk.press("check mail again")
    clerk.until(lambda: clerk.label("mail verdict"))
    before = clerk.page.made
    clerk.press("build")
    clerk.until(lambda: clerk.page.made is not before)
    assert clerk.label("mail verdict") == ""


def test_a_check_that_ends_after_another_bundle_was_made_says_nothing(sit):
    clerk = sit(a_paper_draft(), programme=a_programme_of_sets(PLAIN))
    clerk.build()
    clerk.press("check mail again")
    clerk.page.findChild(MailCard).show_bundle()
    clerk.until(lambda: not clerk.shown("cancel mail"))
    assert (clerk.label("mail verdict"), clerk.label("mail told")) == ("", "")


def test_a_check_is_cancelled_and_can_be_made_again(sit, tmp_path, monkeypatch):
    clerk = sit(programme=a_sending_programme())
    clerk.build()
    gate = held_up_mail(monkeypatch)
    printed = tmp_path / "材料" / "打印" / SCANNED
    clerk.prompts.scans = (Scanner().scan(printed, tmp_path / "二.pdf"),)
    clerk.press("add mail scans")
    clerk.press("cancel mail")
    gate.open()
    clerk.until(lambda: not clerk.shown("cancel mail"))
    assert clerk.label("mail told") == "已取消,没有核对完。"
    clerk.press("check mail again")
    clerk.until(lambda: clerk.label("mail verdict"))


def test_scans_are_cleared_and_added_anew(sit, tmp_path):
    clerk = sit(programme=a_sending_programme())
    clerk.build()
    clerk.prompts.scans = (
        Scanner().scan(tmp_path / "材料" / "打印" / SCANNED, tmp_path / "二.pdf"),
    )
    clerk.press("add mail scans")
    clerk.until(lambda: clerk.label("mail verdict"))
    clerk.press("clear mail scans")
    assert (clerk.label("mail verdict"), clerk.label("mail told")) == ("", "")
    assert not clerk.shown("clear mail scans")
    assert not clerk.shown("check mail again")
