"""The programs that others made: LibreOffice with our fonts, the OOXML validator, poppler, qpdf."""

import json
import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop_app.documents.styles import FACES, LATIN
from desktop_app.paths import FONTS

# What Excel and Word files name, and which bundled family stands for it.
FAMILIES = {
    FACES["title"].office: "OA Title Song",
    FACES["song"].office: "OA Song",
    FACES["hei"].office: "OA Hei",
    FACES["kai"].office: "OA Kai Open",
    FACES["fang"].office: "OA FangSong Open",
    # The PDF sets Latin letters in it as well.
    LATIN: "OA Song",
}
_VALIDATOR = Path(os.environ["SHENBAO_OFFICE"]) / "node_modules" / ".bin" / "ooxml-validator"
# LibreOffice leaves out the blank sheets before right-hand pages unless it is told not to.
_PDF = 'pdf:writer_pdf_Export:{"IsSkipEmptyPages":{"type":"boolean","value":"false"}}'
_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
_ALIAS = (
    '<match target="pattern"><test name="family" qual="any"><string>{}</string></test>'
    '<edit name="family" mode="assign" binding="strong"><string>{}</string></edit></match>'
)
# Workbooks that Excel wrote are not recalculated unless asked.
_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode"
 oor:op="fuse"><value>0</value></prop></item></oor:items>"""


def run(*words: object, **environment: str) -> str:
    """What a program says; fails with its own words."""
    done = subprocess.run(
        [str(word) for word in words],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        env=os.environ | environment,
    )
    assert done.returncode == 0, f"{words[0]}: {done.stdout}{done.stderr}"
    return done.stdout


@dataclass(frozen=True, slots=True)
class LibreOffice:
    """LibreOffice with a profile of its own, which sees the bundled fonts and no others."""

    home: Path

    def prepare(self) -> None:
        """Make the profile and the list of fonts."""
        settings = self.home / "profile" / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(_RECALCULATE, "utf-8")
        aliases = "".join(_ALIAS.format(*pair) for pair in FAMILIES.items())
        (self.home / "fonts.conf").write_text(
            '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
            f"<dir>{FONTS}</dir><cachedir>{self.home / 'fonts'}</cachedir>{aliases}</fontconfig>",
            "utf-8",
        )

    def pdf(self, files: Sequence[Path], out: Path) -> dict[str, Path]:
        """Each file as a PDF, by its stem."""
        to = "pdf" if any(path.suffix == ".xlsx" for path in files) else _PDF
        return self._converted(files, to, out)

    def saved_again(self, files: Sequence[Path], kind: str, out: Path) -> dict[str, Path]:
        """Each file opened and saved as what it was (docx, xlsx), by its stem."""
        return self._converted(files, kind, out)

    def csv(self, file: Path, out: Path) -> list[Path]:
        """Each sheet of a workbook, in order."""
        self._converted([file], _CSV, out)
        return sorted(out.glob("*.csv"), key=lambda path: path.stat().st_mtime_ns)

    def _converted(self, files: Sequence[Path], to: str, out: Path) -> dict[str, Path]:
        stems = [path.stem for path in files]
        assert len(set(stems)) == len(stems), f"two files of one name: {sorted(stems)}"
        run(
            "soffice", f"-env:UserInstallation={(self.home / 'profile').as_uri()}", "--headless",
            "--convert-to", to, "--outdir", out, *files,
            FONTCONFIG_FILE=str(self.home / "fonts.conf"),
        )  # fmt: skip
        made = {path.stem: path for path in out.iterdir()}
        # LibreOffice passes over what it cannot open, and calls that success.
        missing = set(stems) - set(made) if to != _CSV else set()
        assert not missing, f"LibreOffice does not open {sorted(missing)}"
        return made


def ooxml_errors(path: Path) -> list[str]:
    """What the Open XML SDK has against a file, as Office 2007 and as the newest see it."""
    found: list[str] = []
    for version in ("Office2007", "Microsoft365"):
        done = subprocess.run(
            [_VALIDATOR, path, "--officeVersion", version],
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert done.returncode in (0, 1), done.stderr
        told = json.loads(done.stdout)
        found += [
            f"{path.name} ({version}): {one['description']} {one['path']} {one['xPath']}"
            for one in told["errors"]
        ]
        assert told["ok"] is not bool(told["errors"]), told
    return found


@dataclass(frozen=True, slots=True)
class Font:
    """A line of pdffonts."""

    name: str
    kind: str
    is_embedded: bool
    is_subset: bool
    has_unicode: bool


def pdf_fonts(path: Path) -> list[Font]:
    """The fonts of a PDF."""
    head, rule, *lines = run("pdffonts", path).splitlines()
    assert head.split() == [
        "name", "type", "encoding", "emb", "sub", "uni", "object", "ID",
    ], head  # fmt: skip
    ends = [len(part) for part in rule.split(" ")]
    name, kind = ends[0], ends[0] + 1 + ends[1]
    found: list[Font] = []
    for line in lines:
        embedded, subset, unicode, *_ = line[kind + 1 :].split()[-5:]
        flags = (one == "yes" for one in (embedded, subset, unicode))
        found.append(Font(line[:name].strip(), line[name:kind].strip(), *flags))
    return found


def pdf_info(path: Path) -> dict[str, str]:
    """What pdfinfo says."""
    pairs = (line.partition(":") for line in run("pdfinfo", path).splitlines())
    return {key: value.strip() for key, _, value in pairs}
