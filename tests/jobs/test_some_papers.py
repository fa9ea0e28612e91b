"""`build --only`: one paper of the pack, of all rows or of one, to look at."""

import pytest

from desktop_app.errors import AppError
from desktop_app.intake.worker import read_here
from desktop_app.jobs.progress import Cancelled
from desktop_app.jobs.some_papers import make_some
from tests.paper_pack import a_paper_draft, a_paper_programme


def made(folder, *which, **options):
    return make_some(a_paper_programme(), a_paper_draft(), folder, *which, **options)


def test_a_paper_of_all_rows(tmp_path):
    found = made(tmp_path, "file")
    assert found.folder == tmp_path / "一企一档(预览)"
    assert sorted(path.name for path in found.folder.iterdir()) == sorted(found.files)
    assert len(found.files) == 4


@pytest.mark.parametrize("row", ["2", "p2", "乙化妆品有限公司"])
def test_a_paper_of_one_row_named_by_number_id_or_text(tmp_path, row):
    assert made(tmp_path, "file", row).files == (
        "乙厂改造项目一企一档.pdf", "乙厂改造项目一企一档.docx",
    )  # fmt: skip


def test_a_single_paper(tmp_path):
    found = made(tmp_path, "report")
    assert len(found.files) == 3
    assert "某市月报" in read_here(found.folder / "某市月报.docx").lines[0].text


def test_made_again_nothing_is_written_over(tmp_path):
    first, second = made(tmp_path, "report"), made(tmp_path, "report")
    assert first.folder != second.folder
    assert first.folder.is_dir()


@pytest.mark.parametrize(
    ("which", "words"),
    [
        (("nothing",), "可选:file"), (("report", "1"), "不分行;请不要指定行。"),
        (("file", "9"), "没有「9」这一行"), (("file", "30万"), "请写行号"),
        (("contract", "1"), "不做这一行"), (("", ""), "没有编号"),
    ],
)  # fmt: skip
def test_what_is_not_there_is_one_sentence_and_leaves_nothing(tmp_path, which, words):
    with pytest.raises(AppError, match=words):
        made(tmp_path, *which)
    assert list(tmp_path.iterdir()) == []


def test_a_text_that_several_rows_bear_names_them(tmp_path):
    draft = a_paper_draft()
    with pytest.raises(AppError, match="p1、p2"):
        make_some(
            a_paper_programme(), draft, tmp_path, "file", draft.rows("projects")[0].cells["start"]
        )


def test_stopped_it_leaves_nothing(tmp_path):
    def report(done, total, what):
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        made(tmp_path, "file", report=report)
    assert list(tmp_path.iterdir()) == []
