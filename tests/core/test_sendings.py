"""Sets that go out: what lint refuses, how many copies, how large a mail, whose pages were scanned."""

import base64
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.changes import set_path
from desktop_app.core.mailing import Wanted, sort_scans
from desktop_app.core.pack_lint import lint_pack
from desktop_app.core.page_mark import PageMark
from desktop_app.core.scanned_set import Leaf
from desktop_app.core.sendings import (
    copies_of_paper,
    mailed_size,
    print_place,
    subject_of,
)
from tests.sending_pack import SENDING_FILES, SENDINGS, a_sending_programme
from tests.small_pack import PROGRAMME, a_small_draft, a_small_programme

PROGRAMME_OF_SETS = a_sending_programme()
REVISION, CODE = 7, "AAAA-BBBB"
PAPERS = (
    Wanted("letter", "申报函", "申报函（盖章）", 1, 1),
    Wanted("plan", "方案", "方案（盖章）", 3, 2),
)


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


def leaf(document: int, page: int, copy: int = 1, revision: int = REVISION) -> Leaf:
    pages = next(one.pages for one in PAPERS if one.document == document)
    mark = PageMark(revision, CODE, document, len(PAPERS), page, pages, copy, 2)
    return Leaf("扫描.pdf", 1, (mark,))


@given(st.randoms(use_true_random=False))
def test_pages_are_sorted_to_their_papers_however_they_were_scanned(chance: random.Random):
    leaves = [leaf(1, 1), leaf(2, 1), leaf(2, 2), leaf(2, 3), Leaf("扫描.pdf", 5, (), True)]
    chance.shuffle(leaves)
    found = sort_scans(leaves, PAPERS, REVISION, CODE)
    assert not found.findings
    assert all(found.is_whole(one.id) for one in PAPERS)
    assert [leaves[at].marks[0].page for at in found.pages["plan"]] == [1, 2, 3]


def test_a_missing_page_and_a_missing_paper_are_told_with_what_to_do():
    found = sort_scans([leaf(2, 1), leaf(2, 3)], PAPERS, REVISION, CODE)
    assert [one.kind for one in found.findings] == ["missing_pdf", "missing_pages"]
    assert "缺第 2 页" in found.findings[1].message
    assert found.missing["plan"] == (2,)
    assert not found.is_whole("plan")


def test_of_two_copies_the_full_one_is_taken():
    leaves = [leaf(1, 1), leaf(2, 1), leaf(2, 2), *(leaf(2, page, 2) for page in (1, 2, 3))]
    found = sort_scans(leaves, PAPERS, REVISION, CODE)
    assert found.pages["plan"] == (3, 4, 5)
    assert not found.findings


def test_pages_of_another_revision_are_no_pages_of_this_one():
    leaves = [leaf(1, 1), *(leaf(2, page, revision=6) for page in (1, 2, 3))]
    found = sort_scans(leaves, PAPERS, REVISION, CODE)
    assert [one.kind for one in found.findings] == ["missing_pdf", "revision"]
    assert "数据版本 6" in found.findings[1].message


def test_a_file_without_marks_is_known_by_its_name_and_its_pages():
    bare = [Leaf("方案（盖章）.pdf", n) for n in (1, 2, 3)]
    found = sort_scans([leaf(1, 1), *bare], PAPERS, REVISION, CODE)
    assert found.is_whole("plan")
    assert "按文件名和页数" in found.remarks[0]
    short = sort_scans([leaf(1, 1), *bare[:2]], PAPERS, REVISION, CODE)
    assert not short.is_whole("plan")
    assert "没有读到识别码" in short.remarks[0]
