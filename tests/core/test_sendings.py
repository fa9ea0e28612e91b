"""Sets that go out: what lint refuses, how many copies and how large a mail."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.changes import set_path
from desktop_app.core.pack_lint import lint_pack
from desktop_app.core.sendings import (
    copies_of_paper,
    mailed_size,
    print_place,
    subject_of,
)
from tests.sending_pack import SENDING_FILES, SENDINGS, a_sending_programme
from tests.small_pack import PROGRAMME, a_small_draft, a_small_programme

PROGRAMME_OF_SETS = a_sending_programme()


def problems(old: str, new: str) -> list[str]:
    assert old in SENDINGS
    files = {**SENDING_FILES, "programme.toml": PROGRAMME + SENDINGS.replace(old, new, 1)}
    return [str(one) for one in lint_pack(files) if "sending" in one.key]


def test_a_pack_with_sound_sendings_passes():
    assert problems("样板厅：", "样板厅：") == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"plan", "summary"]', '"plan", "nothing"]', "没有材料「nothing」"),
        ('"plan", "summary"]', '"plan", "letter:label"]', "没有材料「letter:label」"),
        ('"plan", "summary"]', '"plan", "plan"]', "「plan」重复"),
        ('formats = ["docx", "xlsx"]', 'formats = ["xlsx"]', "没有 xlsx 格式"),
        ('formats = ["docx", "xlsx"]', 'formats = ["docx", "pdf"]', "PDF 就是盖章的扫描件"),
        ("{basic.city}样板工程\"", "{basic.town}样板工程\"", "占位符「{basic.town}」"),
        ("现报送{basic.city}", "现报送{basic.town}", "占位符「{basic.town}」"),
        ("现报送{basic.city}", "现报送{basic/city}", "占位符「{basic/city}」写法不对"),
        ("{basic.city}样板工程\"", "{ basic.city }样板工程\"", "占位符「{ basic.city }」写法不对"),
        ('address = "yangban@example.cn"\n', "", "发邮件须写明 address"),
        ("largest = 20.0", "largest = 0.0", "应大于 0"),
        ('"delivery/sent_on"', '"delivery/subject"', "不是日期填报项"),
        ('"delivery/copies"', '"delivery/subject"', "不是整数填报项"),
        ('way = "hand"', 'way = "hand"\nsubject = "标题"', "不用写 subject"),
        ('title = "电子邮件发送"', 'title = "打印"', "已有的文件夹"),
        ('title = "纸质报送"', 'title = "电子邮件发送"', "「电子邮件发送」重复;"),
        ('title = "纸质报送"', 'title = "电子邮件发送\u200b"', "重复;每一套报送各用各的名称"),
        ('title = "纸质报送"', 'title = "纸质/专人"', "「纸质/专人」不能作文件夹"),
        ('title = "纸质报送"', 'title = "纸质报送。."', "不能作文件夹"),
        ('quote = "项目数量不少于2个"', 'quote = "不在通知里"', "通知原文中没有"),
        ('id = "paper"', 'id = "mail"', "「mail」重复"),
    ],
)  # fmt: skip
def test_lint_says_what_is_wrong_with_a_sending(old, new, told):
    assert any(told in one for one in problems(old, new)), problems(old, new)


def test_what_goes_by_mail_alone_is_printed_once_to_be_sealed_and_scanned():
    draft = a_small_draft()
    summary = copies_of_paper(PROGRAMME_OF_SETS, draft, "summary", 3)
    assert (summary.sent, summary.scanned) == (0, 1)
    plan = copies_of_paper(PROGRAMME_OF_SETS, draft, "plan", 3)
    assert (plan.sets, plan.scanned) == ((("纸质报送", 3),), 0)


def test_the_office_sets_how_many_copies_go_out():
    draft = set_path(a_small_draft(), "delivery/copies", "2").apply(a_small_draft())
    assert copies_of_paper(PROGRAMME_OF_SETS, draft, "plan", 3).sets == (("纸质报送", 2),)


def test_papers_stand_in_the_order_of_the_sets_those_on_paper_first():
    ordered = sorted(
        ("summary", "plan", "letter:application", "other"),
        key=lambda one: print_place(PROGRAMME_OF_SETS, one),
    )
    assert ordered == ["letter:application", "plan", "summary", "other"]
    assert {print_place(a_small_programme(), one) for one in ordered} == {0}


def test_the_subject_bears_the_applicants_own_name():
    draft = set_path(a_small_draft(), "basic/city", "某区").apply(a_small_draft())
    assert (
        subject_of(PROGRAMME_OF_SETS, draft, PROGRAMME_OF_SETS.about.sending[0]) == "某区样板工程"
    )


@given(st.lists(st.integers(0, 5000), max_size=4))
def test_a_mail_is_as_large_as_its_files_are_when_they_travel(sizes):
    written = (base64.encodebytes(bytes(size)).replace(b"\n", b"\r\n") for size in sizes)
    assert mailed_size(sizes) == sum(map(len, written))
