"""What the proofs look at, each made once: the bundle, other documents, LibreOffice's pages."""

import shutil
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import pytest

from desktop_app.documents.write_docx import write_docx
from desktop_app.documents.write_pdf import write_pdf
from desktop_app.documents.write_xlsx import write_xlsx
from desktop_app.jobs.packs import load_programme
from desktop_app.jobs.prepare_sheet import write_prepare
from desktop_app.storage.draft_file import open_draft
from tests import example_documents as examples
from tests.office.tools import LibreOffice
from tests.other_papers import adjusted, told


@dataclass(frozen=True, slots=True)
class Made:
    """Files that the program wrote, by kind; wherever they lie below the folders."""

    folders: tuple[Path, ...]

    def files(self, *suffixes: str) -> list[Path]:
        """Discovered, so that a document added to the bundle is looked at without a word here."""
        found = (path for folder in self.folders for path in folder.rglob("*"))
        return sorted(path for path in found if path.suffix in suffixes)


@pytest.fixture(scope="session")
def bundle(practice) -> Made:
    """The practice city's bundle."""
    return Made((practice / "材料",))


@pytest.fixture(scope="session")
def others(practice, tmp_path_factory) -> Made:
    """What else the program writes: a preview, the mid-term's table, the bundle of people who print
    in another way, what an audit found, and documents with all that can stand in one."""
    folder = tmp_path_factory.mktemp("others")
    after = adjusted(practice, folder, ("docx", "pdf", "xlsx"))
    told("build", after, "--out", folder, "--preview")
    frozen = Path(shutil.copy(practice / "练习城市.shenbao", folder / "定稿.shenbao"))
    told("freeze", frozen, "报批稿")
    told(
        "build", frozen, "--out", folder,
        "--print", "document", "--single-sided", "--copy-numbers", "--copies", "2",
    )  # fmt: skip
    faulty = Path(shutil.copy(practice / "练习城市.shenbao", folder / "有误.shenbao"))
    told("set", faulty, "money/award=2000")
    for kind in ("docx", "pdf", "xlsx"):
        told("check", faulty, "--out", folder / f"核对情况.{kind}", codes=(1,))
    told("help-package", faulty, "--out", folder / "求助.zip")
    shutil.unpack_archive(folder / "求助.zip", folder / "求助")
    told("collect", faulty, "--out", folder / "收集")
    told("verify", practice, "--report", folder / "校验结果.xlsx")
    told("manual", "--out", folder / "说明书.pdf", "--programme", "liaoning-2024")
    for document in (examples.every_block(), examples.preview(), examples.right_hand()):
        pages = write_pdf(document, folder / f"{document.title}.pdf").anchors
        write_docx(document, folder / f"{document.title}.docx", pages)
        write_xlsx(document, folder / f"{document.title}.xlsx")
    # The PDF refuses signs that no font has.
    write_docx(examples.hostile(), folder / "怪异文字.docx")
    write_xlsx(examples.hostile(), folder / "怪异文字.xlsx")
    return Made((folder,))


@pytest.fixture(scope="session")
def other_notices(tmp_path_factory) -> Made:
    """What the first notice does not ask for: papers of a row, sets, duties, rewards, reports.

    Their pages are not held against LibreOffice's: in long tables of narrow columns it breaks
    lines elsewhere, and up to a fifth more pages come of it. What is printed is the PDF.
    """
    folder = tmp_path_factory.mktemp("notices")
    drafts: dict[str, Path] = {}
    for one in ("beijing-2023", "guangzhou-2024", "shiyan-2024", "hohhot-2025"):
        # The hundreds of papers of Guangzhou's firms are one form: one of them is looked at.
        elsewhere = folder.parent / f"{folder.name} 一企一档"
        place = elsewhere if one.startswith("guangzhou") else folder / one
        told("demo", "--programme", one, "--out", place)
        (drafts[one],) = place.glob("*.shenbao")
    guangzhou = drafts["guangzhou-2024"]
    for paper in load_programme("guangzhou-2024").papers:
        row = ("--row", "1") if paper.each else ()
        told("build", guangzhou, "--out", folder / paper.id, "--only", paper.id, *row)
    told("duties", drafts["shiyan-2024"], "--out", folder / "任务清单.docx")
    told("duties", drafts["shiyan-2024"], "--out", folder / "任务清单.pdf")
    hohhot = drafts["hohhot-2025"]
    told("period-report", hohhot, "--period", "2025-06", "--out", folder / "月报")
    for kind in ("docx", "pdf", "xlsx"):
        told("rewards", hohhot, "--out", folder / f"奖补测算.{kind}", codes=(0, 1))
    with open_draft(hohhot, read_only=True) as file:
        for kind in ("docx", "pdf"):
            write_prepare(load_programme("hohhot-2025"), file.draft, folder / f"准备清单.{kind}")
    return Made((folder,))


@pytest.fixture(scope="session")
def made(bundle, others, other_notices) -> Made:
    """All files."""
    return Made((*bundle.folders, *others.folders, *other_notices.folders))


@pytest.fixture(scope="session")
def office(tmp_path_factory) -> LibreOffice:
    """LibreOffice, ready."""
    libre = LibreOffice(tmp_path_factory.mktemp("libreoffice"))
    libre.prepare()
    return libre


@dataclass(frozen=True, slots=True)
class Twins:
    """The same documents as our PDF and as LibreOffice shows the Word file, by name."""

    ours: dict[str, Path]
    theirs: dict[str, Path]

    def named(self, word: str) -> tuple[Path, Path]:
        """Both PDFs of the only document whose name holds the word."""
        (name,) = (name for name in self.ours if word in name)
        return self.ours[name], self.theirs[name]


@pytest.fixture(scope="session")
def twins(bundle, office, tmp_path_factory) -> Twins:
    """The documents of the bundle, and some of nothing but text or tables."""
    words = tmp_path_factory.mktemp("words")
    for document in (examples.plain_text(), examples.lying_sheets(), examples.signed_pages()):
        pages = write_pdf(document, words / f"{document.title}.pdf").anchors
        write_docx(document, words / f"{document.title}.docx", pages)
    return _twins(Made((*bundle.folders, words)), office, tmp_path_factory.mktemp("rendered"))


@pytest.fixture(scope="session")
def other_twins(others, office, tmp_path_factory) -> Twins:
    """The documents beside the bundle."""
    return _twins(others, office, tmp_path_factory.mktemp("rendered"))


def _twins(made: Made, office: LibreOffice, out: Path) -> Twins:
    """Every Word file that is there as a PDF too, as LibreOffice shows it."""
    ours: dict[str, Path] = {}
    theirs: dict[str, Path] = {}
    words = [path for path in made.files(".docx") if path.with_suffix(".pdf").exists()]
    # One folder at a time: files of one name lie in several.
    words.sort(key=lambda path: path.parent)
    for number, (folder, files) in enumerate(groupby(words, key=lambda path: path.parent)):
        rendered = office.pdf(tuple(files), out / str(number))
        for stem, path in rendered.items():
            name = f"{folder.parent.name}/{folder.name}/{stem}"
            ours[name], theirs[name] = folder / f"{stem}.pdf", path
    return Twins(ours, theirs)
