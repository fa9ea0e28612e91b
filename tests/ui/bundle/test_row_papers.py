"""A bundle with a paper for each row: hundreds of files are one line of the window."""

from desktop_app.jobs.build_bundle import build_bundle
from desktop_app.jobs.made_bundle import made_bundle
from desktop_app.ui.bundle.made_card import papers_of
from tests.paper_pack import a_paper_draft, a_paper_programme


def test_the_papers_of_all_rows_are_one_line_beside_their_joined_pdf(tmp_path):
    built = build_bundle(a_paper_programme(), a_paper_draft(), tmp_path)
    told = [(one.title, one.told) for one in papers_of(made_bundle(built.folder))]
    assert ("一企一档", "「一企一档」文件夹 · PDF、Word · 共 2 份,每行一份") in told
    assert ("一企一档（合订）", "「一企一档」文件夹 · PDF") in told
    assert not [title for title, _ in told if "甲厂" in title]
