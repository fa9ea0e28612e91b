"""Texts that a user takes away again, and where they must not be found afterwards.

The draft itself keeps what was in it, on purpose: it can be undone. So do its copies among the
backups. Nothing else may: no setting, no log, no list, no document, no package for help, and no
copy that was made to be handed on.
"""

import shutil
from io import BytesIO
from pathlib import Path

from tests.offline.journey import FIRST, Clerk
from tests.offline.searching import free_pages, places_of
from tests.offline.world import World

# One that stays, so that the search is known to find.
STAYS = "长留鹡鸰庚子"
FIELD, UNDONE, ROW, CHAPTER, SAID, FILE, LISTED, FORM = (
    "金丝雀甲寅", "金丝雀乙卯", "金丝雀丙辰", "金丝雀丁巳",
    "金丝雀戊午", "金丝雀己未", "金丝雀辛酉", "金丝雀壬戌",
)  # fmt: skip
GONE = {
    FIELD: "a field, written over",
    UNDONE: "a cell, undone",
    ROW: "a row, removed",
    CHAPTER: "a chapter, written anew",
    SAID: "an explanation, written over",
    FILE: "a file of a county by name and content, its import undone",
    LISTED: "a name on a list, the list reset",
    FORM: "the issuer's own form, no longer used",
}
_SHEET = "项目名称,企业名称,县(市、区),项目总投资(万元)\n{0}改造项目,{0}公司,银州区,66\n"


def canary_journey(shenbao: Clerk) -> None:
    """Write each mark as a user does, take it away as a user does, then build and ask for help."""
    world = shenbao.world
    shenbao("demo", "--programme", FIRST, "--out", world.out / "练习")
    draft = world.drafts / "城市.shenbao"
    shutil.copy(world.out / "练习" / "练习城市.shenbao", draft)
    told = shenbao.json("show", draft)
    goals, (_, second, *_) = told["values"]["chapters/goals"], told["tables"]["projects"]
    shenbao("set", draft, f"basic/filled_by={FIELD}")
    shenbao("set", draft, f"basic/filled_by={STAYS}")
    shenbao("set", draft, f"projects/{second['id']}/contact={UNDONE}")
    shenbao("undo", draft)
    shenbao("set", draft, f"projects/+/name={ROW}改造项目")
    row = shenbao.json("show", draft)["tables"]["projects"][-1]["id"]
    shenbao("set", draft, f"projects/{row}=")
    shenbao("set", draft, f"chapters/goals={CHAPTER}。{goals}")
    shenbao("set", draft, f"chapters/goals={goals}")
    (late, *_) = shenbao.json("check", draft)["findings"]
    place = late["places"][0]["path"].split("/")[1]
    was = late["explanation"]
    shenbao("explain", draft, f"{late['code']}@{place}", f"{SAID},另行说明。")
    shenbao("explain", draft, f"{late['code']}@{place}", _words(was))
    sheet = world.received / f"{FILE}.csv"
    sheet.write_text(_SHEET.format(FILE), "utf-8")
    shenbao("import", draft, sheet, codes=(0, 1))
    shenbao("undo", draft)
    shenbao("lists", FIRST, "--add", "industries", LISTED)
    assert places_of(LISTED, world.own), "the list is kept with the data"
    shenbao("lists", FIRST, "--reset", "industries")
    _form(world.received / f"{FORM}.xlsx")
    shenbao("official", draft, world.received / f"{FORM}.xlsx")
    assert places_of(FORM, world.own), "the form is kept with the data"
    shenbao("official", draft, "--forget")
    shenbao("check", draft)
    shenbao("build", draft, "--zip", "--out", world.out)
    shenbao("help-package", draft, "--out", world.out / "求助.zip")
    shenbao("clean-copy", draft, "--out", world.out / "副本.shenbao")


def found_again(world: World) -> list[str]:
    """Marks that are found where they must not be, and what else is wrong with the proof."""
    breaches = []
    for mark, what in GONE.items():
        for folder in (world.home, world.out, world.system, world.here):
            for place in places_of(mark, folder):
                if world.backups in (folder / place).parents:
                    continue
                breaches.append(f"{mark} ({what}) is found again: {folder.name}/{place}")
        if mark not in (LISTED, FORM) and not places_of(mark, world.drafts):
            breaches.append(f"{mark} ({what}) never was in the draft: the proof is none")
    for path in (*world.drafts.glob("*.shenbao"), *world.backups.rglob("*.shenbao")):
        if any(page.strip(b"\0") for page in free_pages(path.read_bytes())):
            breaches.append(f"{path.name}: pages that were given up still hold something")
    for kind in (".docx", ".pdf", ".xlsx", ".zip", ".shenbao"):
        if not any(kind in place for place in places_of(STAYS, world.out)):
            breaches.append(f"the text that stays is not found in any {kind}: the search is blind")
    return breaches


def _words(explanation: object) -> str:
    return str(explanation["text"] if isinstance(explanation, dict) else explanation)


def _form(path: Path) -> None:
    """A blank form with the mark in a cell beside it."""
    from openpyxl import load_workbook

    from tests.official_files import whole

    book = load_workbook(BytesIO(whole().content))
    book.worksheets[0]["Z1"] = FORM
    book.save(path)
