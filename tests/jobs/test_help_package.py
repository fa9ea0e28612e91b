"""求助材料: what lies in it, what must not, and that it is written whole or not at all."""

import errno
import getpass
import io
import json
import platform
import re
import sqlite3
import zipfile
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from desktop_app.core.names import fold
from desktop_app.core.origin import origin_sha256
from desktop_app.core.rules import audit
from desktop_app.errors import AppError
from desktop_app.jobs.help_package import machine_kind, write_help_package
from desktop_app.jobs.packs import load_programme
from desktop_app.paths import FORMS
from desktop_app.storage.draft_file import open_draft
from tests.small_pack import a_small_draft, a_small_programme

SMALL = a_small_programme()
DRAFT = a_small_draft(
    [{"name": "盛垣轴承有限公司改造(一期)", "enterprise": "盛垣轴承有限公司", "investment": "9"}],
    [{"name": "盛垣轴承有限公司改造（一期）"}],
    basic_city="临河市",
)
KEY = "替换对照表-自己留存.xlsx"
FILES = {"求助材料-请先过目.docx", "草稿-已替换名称.shenbao", "问题.json"}


def at_noon():
    return datetime(2024, 11, 15, 12)


def write(out, programme=SMALL, draft=DRAFT):
    return write_help_package(programme, draft, audit(programme, draft), out, at_noon, "某电脑")


@pytest.fixture(scope="session")
def states(practice):
    """The practice city as it was taken in, with all faults, and as it was handed in."""
    with open_draft(practice / "练习城市.shenbao", read_only=True) as file:
        taken_in = next(one for one in file.history.moments if one.label.startswith("导入"))
        return {"first": file.at(taken_in.revision), "last": file.draft}


@pytest.fixture(scope="session", params=["first", "last"])
def city(request, states, tmp_path_factory):
    """A state of the practice city, and the package that was made of it."""
    draft = states[request.param]
    folder = tmp_path_factory.mktemp("help")
    programme = load_programme(draft.programme)
    made = write(folder / "铁岭求助.zip", programme, draft)
    return programme, draft, made


def everything_in(archive: Path) -> str:
    """All texts of a package: of its file names, its XML, its database with every gap, its JSON."""
    texts: list[str] = []
    with zipfile.ZipFile(archive) as package:
        for name in package.namelist():
            raw = package.read(name)
            texts += [name, raw.decode("utf-8", "ignore"), raw.decode("utf-16-le", "ignore")]
            if name.endswith(".docx"):
                with zipfile.ZipFile(io.BytesIO(raw)) as inner:
                    texts += [
                        re.sub("<[^>]+>", "", inner.read(n).decode()) for n in inner.namelist()
                    ]
            if name.endswith(".json"):
                texts.append(str(json.loads(raw)))
            if name.endswith(".shenbao"):
                with sqlite3.connect(":memory:") as db:
                    db.deserialize(raw)
                    texts += list(db.iterdump())
                    # Changes lie in the journal as JSON.
                    texts += [
                        line.encode().decode("unicode_escape", "ignore") for line in texts[-200:]
                    ]
                db.close()
    return fold("\n".join(texts))


def stretches(firm):
    own = re.sub("(有限责任公司|股份有限公司|有限公司)$", "", firm)
    folded = fold(own)
    return {folded[at : at + 4] for at in range(len(folded) - 3)}


def public(draft):
    """What may be read in any package: the pack's own words and the names of industries."""
    told = "".join(path.read_text("utf-8") for path in (FORMS / draft.programme).glob("*.t*"))
    industries = {row.cells.get("industry", "") for row in draft.rows("projects")}
    return fold(told + "".join(sorted(industries)))


def secrets_of(draft):
    cells = [row.cells for rows in draft.tables.values() for row in rows]

    def column(name):
        return {one[name].strip() for one in cells if one.get(name, "").strip()}

    firms = column("enterprise") | column("provider")
    counties = column("county")
    known = public(draft)
    secrets = {stretch for firm in firms for stretch in stretches(firm) if stretch not in known}
    secrets |= firms | column("credit_code") | column("contact") | column("phone")
    secrets |= counties | {county.rstrip("县区市") for county in counties}
    secrets |= {draft.values[f"basic/{one}"] for one in ("filled_by", "reviewed_by", "phone")}
    origins = {row.origin for rows in draft.tables.values() for row in rows}
    files = {origin.split(" ")[0] for origin in origins}
    # A file's sum proves that somebody has the same file.
    secrets |= {origin_sha256(origin) for origin in origins} - {""}
    return {fold(one) for one in secrets | {"铁岭", "铁政"} | {f for f in files if "xls" in f}}


def test_nobody_of_the_practice_city_is_named_in_its_package(city):
    _, draft, made = city
    told = everything_in(made.path)
    assert len(told) > 100_000
    assert [secret for secret in sorted(secrets_of(draft)) if secret in told] == []


def test_its_draft_has_the_findings_of_the_city(city, tmp_path):
    programme, draft, made = city
    with zipfile.ZipFile(made.path) as package:
        package.extractall(tmp_path)
    (path,) = tmp_path.glob("*/*.shenbao")
    with open_draft(path, read_only=True) as file:
        again, journal, sources = audit(programme, file.draft), file.journal(), file.sources()
    before = audit(programme, draft)
    assert made.is_faithful
    assert made.findings == len(before.findings)
    told = [
        [(one.key, one.kind, one.severity, bool(one.explanation)) for one in found.findings]
        for found in (before, again)
    ]
    assert told[0] == told[1]
    assert before.passes == again.passes
    assert (len(journal), journal[0].moment.author, sources) == (1, "", ())


def test_the_findings_are_told_in_words_and_as_json(city):
    programme, draft, made = city
    with zipfile.ZipFile(made.path) as package:
        names = {Path(name).name for name in package.namelist()}
        (record,) = (json.loads(package.read(n)) for n in package.namelist() if "json" in n)
    assert names == FILES == set(made.files)
    found = audit(programme, draft)
    assert [one["key"] for one in record["findings"]] == [one.key for one in found.findings]
    assert record["programme"] == {"id": programme.id, "version": programme.about.version}
    assert [one["state"] for one in record["rules"]] == [one.state for one in found.outcomes]
    assert record["machine"] == "某电脑"
    told = everything_in(made.path)
    assert "发送之前请您从头看一遍" in told
    assert "逐条相同" in told


def test_the_key_lies_beside_the_package_and_tells_who_is_who(city):
    _, draft, made = city
    assert made.key == made.path.with_name(KEY)
    rows = list(openpyxl.load_workbook(made.key).worksheets[0].iter_rows(values_only=True))
    known = {(row[1], row[3]): row[2] for row in rows}
    for row in draft.rows("projects"):
        assert re.match(r"企业\d+", known["企业", row.cells["enterprise"]])
        assert known["项目名称", row.cells["name"]] != row.cells["name"]
        assert re.match(r"县区\d+", known["县区", row.cells["county"]])
    assert known["人员", draft.values["basic/filled_by"]]


def test_a_name_without_an_ending_is_a_folder(tmp_path):
    made = write(tmp_path / "求助")
    assert {path.name for path in made.path.iterdir()} == FILES
    assert {path.name for path in tmp_path.iterdir()} == {"求助", KEY}


def test_a_second_key_does_not_replace_the_first(tmp_path):
    first, second = write(tmp_path / "a.zip"), write(tmp_path / "b.zip")
    assert first.key.exists()
    assert second.key.name == "替换对照表-自己留存(2).xlsx"


@pytest.mark.parametrize("name", ["a.zip", "a"])
def test_what_lies_there_is_kept(name, tmp_path):
    (tmp_path / name).write_text("mine")
    with pytest.raises(AppError, match="没有覆盖"):
        write(tmp_path / name)
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_another_ending_is_refused(tmp_path):
    with pytest.raises(AppError, match=r"\.zip"):
        write(tmp_path / "a.rar")
    assert list(tmp_path.iterdir()) == []


def test_a_package_that_cannot_be_written_leaves_nothing_not_even_the_key(tmp_path):
    with pytest.raises(AppError, match="没有写成"):
        write(tmp_path / "无" / "a.zip")

    def disk_is_full():
        raise OSError(errno.ENOSPC, "full")

    # The clock is asked for when the draft is written, after the key.
    with pytest.raises(AppError, match="磁盘"):
        write_help_package(SMALL, DRAFT, audit(SMALL, DRAFT), tmp_path / "a.zip", disk_is_full)
    assert list(tmp_path.iterdir()) == []


def test_the_kind_of_machine_names_neither_user_nor_machine():
    told = machine_kind()
    assert platform.python_version() in told
    for private in (getpass.getuser(), platform.node(), str(Path.home())):
        assert private not in told
