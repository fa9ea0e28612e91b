"""An Office file that others made, written anew with some of its parts changed and no other."""

import io
import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]

from desktop_app.errors import AppError

RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_PLAIN = (".sheet.main+xml", ".document.main+xml")
_DOCUMENT, _TYPES = "/officeDocument", "[Content_Types].xml"


@contextmanager
def foreign(file: str) -> Iterator[None]:
    """Work on the parts of a file that others made: what is not as the standard says becomes one
    sentence, as the guard lets through what a tolerant reader can read."""
    try:
        yield
    except (etree.XMLSyntaxError, LookupError, ValueError, TypeError, AttributeError) as reason:
        raise AppError(
            f"「{file}」的内部结构不标准,不能自动填写;"
            "请用 Excel、Word 或 WPS 打开后另存,再重新选择官方表样。"
        ) from reason


class OfficePackage:
    """The parts of a package. `put` changes one; `packed` is the whole, in its old order.

    A part that nobody changed keeps its very bytes, and the same changes give the same file.
    """

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._changed: dict[str, bytes] = {}
        self._dropped: set[str] = set()
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            self.names = tuple(packed.namelist())

    def part(self, name: str) -> bytes:
        """The bytes of a part as they are now; KeyError where there is none."""
        if name in self._changed:
            return self._changed[name]
        with zipfile.ZipFile(io.BytesIO(self._content)) as packed:
            return packed.read(name)

    def tree(self, name: str) -> etree._Element:
        """The root of a part: no entities, no network, no huge nodes."""
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False
        )
        return etree.fromstring(self.part(name), parser)

    def put(self, name: str, root: etree._Element) -> None:
        """Change a part."""
        self._changed[name] = etree.tostring(
            root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True
        )

    def drop(self, name: str, named_by: str) -> None:
        """Take a part out, with all that says it is there; `named_by` is the part it belongs to."""
        types = self.tree(_TYPES)
        folder, file = posixpath.split(named_by)
        relations = posixpath.join(folder, "_rels", f"{file}.rels")
        named = self.tree(relations)
        for one in list(types):
            if one.get("PartName") == f"/{name}":
                types.remove(one)
        for key, (_, target) in self.relations(named_by).items():
            for one in list(named):
                if target == name and one.get("Id") == key:
                    named.remove(one)
        self.put(_TYPES, types)
        self.put(relations, named)
        self._dropped.add(name)

    def main_part(self) -> str:
        """The document's or the workbook's own part."""
        for kind, target in self.relations("").values():
            if kind.endswith(_DOCUMENT):
                return target
        raise KeyError(_DOCUMENT)

    def is_plain(self) -> bool:
        """Whether it is an ordinary workbook or document: one with macros, or a template, may not
        be called .xlsx or .docx, or Office refuses to open it."""
        part = f"/{self.main_part()}"
        told = {one.get("PartName"): one.get("ContentType", "") for one in self.tree(_TYPES)}
        return told.get(part, _PLAIN[0]).endswith(_PLAIN)

    def relations(self, part: str) -> Mapping[str, tuple[str, str]]:
        """What a part names others by: id → (type, the other part); those inside the package."""
        folder, name = posixpath.split(part)
        file = posixpath.join(folder, "_rels", f"{name}.rels")
        if file not in self.names:
            return {}
        found: dict[str, tuple[str, str]] = {}
        for one in self.tree(file).iter(f"{RELATIONS}Relationship"):
            if one.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, one.get("Target", "")))
                found[one.get("Id", "")] = (one.get("Type", ""), target.lstrip("/"))
        return found

    def packed(self) -> bytes:
        """The file with what was changed."""
        out = io.BytesIO()
        with (
            zipfile.ZipFile(io.BytesIO(self._content)) as source,
            zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
        ):
            for member in source.infolist():
                if member.filename in self._dropped:
                    continue
                content = self._changed.get(member.filename)
                # The member's own date and kind: nothing of today gets into the file.
                target.writestr(_like(member), source.read(member) if content is None else content)
        return out.getvalue()


def _like(member: zipfile.ZipInfo) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(member.filename, member.date_time)
    made.compress_type = member.compress_type
    made.external_attr = member.external_attr
    made.create_system = member.create_system
    return made
