"""The list in which Excel keeps the order of its formulas: it must name no cell without one."""

from collections.abc import Sequence

from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]

from desktop_app.documents.office_package import OfficePackage
from desktop_app.documents.sheet_xml import S

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PART = "xl/calcChain.xml"


def update_chain(package: OfficePackage, part: str, formulas: Sequence[str]) -> None:
    """Have the list name just these cells of a sheet; those of other sheets stay."""
    if _PART not in package.names:
        return
    sheet_id = _sheet_id(package, part)
    root = package.tree(_PART)
    current = ""
    wanted = set(formulas)
    for one in list(root.iterchildren(f"{S}c")):
        # A cell without a sheet is of the one before it.
        current = one.get("i", current)
        one.set("i", current)
        if current != sheet_id:
            continue
        if one.get("r") in wanted:
            wanted.discard(one.get("r", ""))
        else:
            root.remove(one)
    for cell in formulas:
        if cell in wanted:
            etree.SubElement(root, f"{S}c", {"r": cell, "i": sheet_id})
    if len(root):
        package.put(_PART, root)
    else:
        package.drop(_PART, package.main_part())


def _sheet_id(package: OfficePackage, part: str) -> str:
    main = package.main_part()
    relations = package.relations(main)
    for one in package.tree(main).iterfind(f"{S}sheets/{S}sheet"):
        if relations[one.get(f"{_R}id", "")][1] == part:
            return one.get("sheetId", "")
    raise KeyError(part)
