"""LibreOffice converts our own Word file; our fonts stand in for the office fonts it names."""

import os
import subprocess
from pathlib import Path
from xml.sax.saxutils import escape

from desktop_app.documents.styles import FACES, LATIN
from desktop_app.documents.write_docx import write_docx
from desktop_app.paths import FONTS
from tests.bench.content import Content
from tests.bench.peers.typst_pdf import FAMILIES

IS_A_PROGRAM = True


def prepare(content: Content, path: Path) -> None:
    """Our Word file, the fonts, and one conversion, so that the profile is not made in the run."""
    write_docx(content.document, path.with_suffix(".docx"))
    aliases = {face.office: FAMILIES[name] for name, face in FACES.items()}
    aliases[LATIN] = FAMILIES["song"]
    lines = "".join(
        f'<alias binding="same"><family>{escape(office)}</family>'
        f"<prefer><family>{ours}</family></prefer></alias>"
        for office, ours in aliases.items()
    )
    folder = path.parent
    (folder / "fonts.conf").write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>'
        f"<dir>{escape(str(FONTS))}</dir><cachedir>{escape(str(folder / 'font-cache'))}</cachedir>"
        f"{lines}</fontconfig>",
        "utf-8",
    )
    if not (folder / "profile").exists():
        first = folder / "first.txt"
        first.write_text("申报匣", "utf-8")
        _convert(first, folder)


def write(content: Content, path: Path) -> None:
    _convert(path.with_suffix(".docx"), path.parent)


def _convert(source: Path, folder: Path) -> None:
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(folder),
            str(source),
        ],
        check=True,
        capture_output=True,
        env={**os.environ, "FONTCONFIG_FILE": str(folder / "fonts.conf")},
    )
