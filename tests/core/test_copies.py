"""正本 and 副本: every copy is one or the other, and what a pack may say of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.copies import both, is_original, standing_of, told_copies
from desktop_app.core.pack import read_pack
from desktop_app.core.pack_lint import lint_pack
from desktop_app.core.sendings import attached_as, is_joined
from tests.paper_pack import PAPERS, paper_files
from tests.sending_pack import LETTERS, SENDING_FILES
from tests.small_pack import FILES, PROGRAMME


@given(st.integers(1, 30), st.integers(0, 30))
def test_each_copy_is_told_and_the_originals_come_first(copies: int, originals: int):
    told = [standing_of(copy, copies, originals) for copy in range(1, copies + 1)]
    firsts = [is_original(one) for one in told]
    assert firsts == sorted(firsts, reverse=True)
    assert sum(firsts) == min(copies, originals)
    assert len(set(told)) == (copies if originals else 1)


def test_lists_tell_both_or_the_number_as_before():
    assert both(5, 1) == "正本1份、副本4份"
    assert both(2, 3) == "正本2份"
    assert told_copies(3, 0) == "3份"


def problems(files: dict[str, str]) -> list[str]:
    return [f"{one.file} {one.key}" for one in lint_pack(files)]


def with_copies(originals: int) -> dict[str, str]:
    told = f"copies = 3\noriginals = {originals}\n"
    return {**FILES, "programme.toml": PROGRAMME.replace("copies = 3\n", told, 1)}


@pytest.mark.parametrize(("originals", "is_sound"), [(0, True), (3, True), (4, False), (-1, False)])
def test_originals_are_some_of_the_copies(originals: int, is_sound: bool):
    found = problems(with_copies(originals))
    assert ("programme.toml deliverable[0].originals" not in found) is is_sound


def test_papers_and_letters_have_originals_too():
    papers = PAPERS.replace("copies = 2\n", "copies = 2\noriginals = 3\n")
    assert problems(paper_files(papers)) == ["papers.toml paper[1].originals"]
    sound = PAPERS.replace("copies = 2\n", "copies = 2\noriginals = 2\n")
    assert problems(paper_files(sound)) == []
    letter = LETTERS.replace('signed = "{basic.city}"', "copies = 3\noriginals = 1", 1)
    assert problems({**SENDING_FILES, "letters.toml": letter}) == []
    label = LETTERS + "originals = 1\n"
    assert problems({**SENDING_FILES, "letters.toml": label}) == [
        "letters.toml letter[1].originals"
    ]


SET = """
[[sending]]
id = "out"
title = "报送"
way = "%s"
papers = ["plan", "file"]
address = "yangban@example.cn"
"""
MAIL = 'subject = "样板"\nmessage = "样板"\nformats = ["docx"]\n'


@pytest.mark.parametrize(
    ("sending", "papers", "told"),
    [
        (SET % "hand", PAPERS, ["paper[1].copies", "paper[2].copies"]),
        (SET % "hand" + 'rows = "joined"\n', "", ["sending[0].rows"]),
        (SET % "mail" + MAIL + 'rows = "joined"\n', "", []),
        (SET.replace(', "file"', "") % "mail" + MAIL + 'rows = "joined"\n', "", ["sending[0].rows"]),
        (SET % "hand", "docx", ["sending[0].papers"]),
    ],
)  # fmt: skip
def test_lint_knows_what_a_set_holds_of_a_paper_for_each_row(sending, papers, told):
    text = papers
    if papers != PAPERS:
        text = PAPERS.replace("copies = 2\n", "").replace("copies = 1\n", "")
    if papers == "docx":
        text = text.replace("joined = true\n", 'formats = ["docx"]\n')
    files = {**paper_files(text), "programme.toml": PROGRAMME + sending}
    assert [one.key for one in lint_pack(files)] == told


@pytest.mark.parametrize(
    ("sending", "is_one"),
    [
        (SET % "hand", True),
        (SET % "mail" + MAIL, False),
        (SET % "mail" + MAIL + 'rows = "joined"\n', True),
        (SET % "mail" + MAIL.replace("docx", "xlsx"), False),
        (SET % "mail" + MAIL.replace("docx", "xlsx") + "stamped = true\n", True),
    ],
)
def test_all_papers_of_the_rows_are_one_pdf_where_a_set_wants_it(sending, is_one):
    papers = PAPERS.replace("joined = true\n", "")
    files = {**paper_files(papers), "programme.toml": PROGRAMME + sending}
    programme = read_pack(files)
    assert is_joined(programme, programme.papers[0]) is is_one
    single = programme.papers[2]
    assert not is_joined(programme, single)


@given(
    st.lists(
        st.tuples(st.sampled_from("甲乙"), st.sampled_from(["a.docx", "A.docx", "b.pdf"])),
        unique=True,
    )
)
def test_no_two_files_are_attached_under_one_name(files: list[tuple[str, str]]):
    named = attached_as([f"{folder}/{name}" for folder, name in files])
    assert len({one.casefold() for one in named}) == len(files)
    assert [one.rsplit(".")[-1] for one in named] == [name.rsplit(".")[-1] for _, name in files]
