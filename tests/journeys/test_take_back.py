"""The leader edits the printed plan and summary in Word; they come back change by change."""

import shutil

import docx
import openpyxl
import pytest

from tests.journeys.test_practice_city import contents, only
from tests.word_files import track


@pytest.fixture
def plan(practice, tmp_path):
    return shutil.copy(only(practice / "材料", "*实施方案.docx"), tmp_path / "方案(领导改).docx")


@pytest.fixture
def summary(practice, tmp_path):
    return shutil.copy(only(practice / "材料", "*汇总表.xlsx"), tmp_path / "汇总表(领导改).xlsx")


def rewritten(paragraph, text):
    """A paragraph typed anew, in the face of its longest run; others may be hidden fields."""
    kept = max(paragraph.runs, key=lambda run: len(run.text))
    for run in paragraph.runs:
        if run._r is not kept._r:
            run._r.getparent().remove(run._r)
    kept.text = text
    return kept


def beginning(document, text):
    """The paragraph of the body that begins so; the contents list has headings only."""
    return next(one for one in document.paragraphs if one.text.startswith(text) and one.runs)


def project_rows(document):
    """The rows of the plan's first list of projects."""
    tables = (t for t in document.tables if t.rows[0].cells[1].text == "项目名称")
    return next(tables).rows[1:]


def edited_plan(plan):
    """What a leader does to a plan in a quarter of an hour."""
    document = docx.Document(plan)
    goals = beginning(document, "坚持“政府引导")
    comment = document.add_comment(goals.runs, "108 要与附件3一致", author="张市长", initials="张")
    assert comment is not None
    rewritten(
        beginning(document, "（二）技术改造持续推进"),
        "（二）技术改造加快推进。两年完成投资40亿元。",
    )
    gone = beginning(document, "（四）加强宣传推广")
    gone._p.getparent().remove(gone._p)
    document_end = beginning(document, "（三）严格过程监管")
    added = document_end.insert_paragraph_before("市政府督查室每季度督查一次。")
    added.style = document_end.style
    tracked = beginning(document, "打造转型样板企业15家")
    start, _, end = tracked.text.partition("15家")
    kept = rewritten(tracked, start)
    track(tracked._p, "del", "15家", "李秘书")
    track(tracked._p, "ins", "20家", "李秘书")
    tracked.add_run(end).style = kept.style
    first, second = project_rows(document)[:2]
    name = first.cells[1].paragraphs[0]
    rewritten(name, f"{name.text}(一期)")
    rewritten(second.cells[4].paragraphs[0], "9999")
    document.save(plan)
    return name.text.removesuffix("(一期)")


def test_what_nobody_edited_brings_nothing_back(shenbao, city, practice):
    for file in (practice / "材料").iterdir():
        if (file.suffix in (".docx", ".xlsx") and "实施方案" in file.name) or "汇总表" in file.name:
            if file.suffix == ".pdf":
                continue
            _, told = shenbao.json("take-back", city, file)
            assert (told["items"], told["beside"], told["doubts"]) == ([], [], [])


def test_everything_the_leader_did_is_listed_and_nothing_is_written(shenbao, city, plan):
    name = edited_plan(plan)
    before = contents(shenbao, city)
    code, told = shenbao.json("take-back", city, plan)
    assert code == 0
    assert [(one["kind"], one["place"]) for one in told["items"]] == [
        ("paragraph_changed", "附件2 第一章 现有工作基础 第2段"),
        ("paragraph_changed", "附件2 第二章 工作目标 第3段"),
        ("name", "附件2 第四章 具体项目 表2 第1行 项目名称"),
        ("cell", "附件2 第四章 具体项目 表2 第2行 项目总投资"),
        ("paragraph_added", "附件2 第七章 保障措施 第3段"),
        ("paragraph_removed", "附件2 第七章 保障措施 原第4段"),
    ]
    assert told["tracked"] == 2
    by_kind = {one["kind"]: one for one in told["items"]}
    assert (by_kind["name"]["old"], by_kind["name"]["new"]) == (name, f"{name}(一期)")
    assert told["items"][1]["author"] == "李秘书"
    assert [(one["author"], one["text"], one["item"]) for one in told["comments"]] == [
        ("张市长", "108 要与附件3一致", None)
    ]
    assert contents(shenbao, city) == before


def test_the_listing_shows_what_differs_who_did_it_and_the_remarks(shenbao, city, plan):
    edited_plan(plan)
    _, out, _ = shenbao("take-back", city, plan)
    assert "原:「打造转型样板企业【15】家，推广“小快轻" in out
    assert "现:「打造转型样板企业【20】家，推广“小快轻" in out
    assert "(李秘书 11月25日 修订)" in out
    assert "【(一期)】" in out
    assert "接受即修改附件3" in out
    assert "没有改动、只有批注的 1 处" in out
    assert "张市长" in out
    assert "没有写入草稿" in out


def test_accepted_one_by_one_and_the_audit_names_what_no_longer_agrees(shenbao, city, plan):
    name = edited_plan(plan)
    passed = shenbao.json("check", city)[1]["counts"]["must"]
    left = len(shenbao.json("take-back", city, plan)[1]["items"])
    while left:
        _, told = shenbao.json("take-back", city, plan, "--take", "1")
        assert (told["taken"], len(told["items"])) == ([1], left)
        left -= 1
    _, told = shenbao.json("take-back", city, plan)
    assert told["items"] == []
    shown = shenbao.json("show", city)[1]
    row = shown["tables"]["projects"][0]
    assert row["name"] == f"{name}(一期)"
    assert "技术改造加快推进" in shown["values"]["chapters/foundation"]
    code, told = shenbao.json("check", city)
    assert (code, told["counts"]["must"] > passed) == (1, True)
    told_of = [one["message"] for one in told["findings"] if one["severity"] == "must"]
    assert all("总投资" in message for message in told_of), "the sums in the text, and no name"


def test_taken_together_is_one_change_that_undo_takes_back(shenbao, city, plan):
    edited_plan(plan)
    before = contents(shenbao, city)
    code, out, _ = shenbao("take-back", city, plan, "--take", "2-3,5")
    assert code == 0
    assert "已取回 3 处" in out
    assert "还有 3 处没有取:第 1、4、6 处" in out
    assert "取回 方案(领导改).docx" in shenbao("history", city)[1]
    shenbao("undo", city)
    assert contents(shenbao, city) == before


def test_a_summary_edited_in_excel_comes_back(shenbao, city, summary):
    book = openpyxl.load_workbook(summary)
    sheet = book.worksheets[0]
    rows = list(sheet.iter_rows())
    head = next(n for n, row in enumerate(rows) if row[1].value == "项目名称")
    first, second = (row for row in rows[head + 1 :] if str(row[0].value) in ("1", "2"))
    first[1].value = f"{first[1].value}（升级版）"
    name = second[1].value
    sheet.delete_rows(second[0].row)
    book.save(summary)
    _, told = shenbao.json("take-back", city, summary)
    assert [(one["kind"], one["place"]) for one in told["items"]] == [
        ("name", "附件3 第1行 项目名称"),
        ("row_removed", "附件3 第2行"),
    ]
    shenbao("take-back", city, summary, "--take", "all")
    names = [row["name"] for row in shenbao.json("show", city)[1]["tables"]["projects"]]
    assert names[0].endswith("（升级版）")
    assert name not in names


def test_what_changed_here_meanwhile_stays_and_what_both_changed_is_a_conflict(shenbao, city, plan):
    edited_plan(plan)
    shenbao("set", city, "basic/phone=024-1", "projects/1/name=我方改的名称")
    _, told = shenbao.json("take-back", city, plan)
    assert told["revision"] < shenbao.json("show", city)[1]["revision"]
    assert [one["conflict"] for one in told["items"] if one["kind"] == "name"] == ["我方改的名称"]
    assert sum(one["conflict"] is not None for one in told["items"]) == 1
    code, out, _ = shenbao("take-back", city, plan)
    assert (code, "草稿里这里也改过,现在是「我方改的名称」" in out) == (0, True)
    shenbao("take-back", city, plan, "--take", "all")
    assert shenbao.json("show", city)[1]["values"]["basic/phone"] == "024-1"


def test_a_file_of_another_draft_is_told_as_one(shenbao, city, plan, tmp_path):
    other = tmp_path / "另一个.shenbao"
    shenbao("new", other, "--programme", "liaoning-2024")
    _, told = shenbao.json("take-back", other, plan)
    assert any("修改记录里没有这一版" in sentence for sentence in told["doubts"])


@pytest.mark.parametrize("numbers", ["9", "0", "2-1", "甲", "1,99"])
def test_numbers_that_there_are_none_of_are_refused_and_nothing_is_written(
    shenbao, city, plan, numbers
):
    edited_plan(plan)
    before = contents(shenbao, city)
    code, _, err = shenbao("take-back", city, plan, "--take", numbers)
    assert (code, err.count("。")) == (2, 1)
    assert contents(shenbao, city) == before


def test_files_that_are_none_of_ours_are_refused(shenbao, city, practice, tmp_path):
    letter = docx.Document()
    letter.add_paragraph("会议通知")
    letter.save(tmp_path / "通知.docx")
    for file, words in (
        (tmp_path / "通知.docx", "不像这份草稿导出的"),
        (only(practice / "材料", "*实施方案.pdf"), "是 PDF"),
        (tmp_path / "没有.docx", "不存在"),
    ):
        code, _, err = shenbao("take-back", city, file)
        assert (code, words in err) == (2, True)
