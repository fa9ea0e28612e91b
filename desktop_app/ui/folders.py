"""Folders as people know them: 文档 › 2024试点申报, not a path from the root of a disk."""

from pathlib import Path

from desktop_app.paths import documents_folder

# Of a folder that lies elsewhere, so much of its end is told.
_END = 2


def short_folder(folder: Path) -> str:
    """A folder in few words; the whole path belongs into a tooltip."""
    told = told_folder(folder)
    if told != str(folder) or len(folder.parts) <= _END + 1:
        return told
    return " › ".join(("…", *folder.parts[-_END:]))


def told_folder(folder: Path) -> str:
    """A folder from where people know it; the whole path where it lies elsewhere."""
    documents, home = documents_folder(), Path.home()
    # Home itself stands in for documents where a system has none.
    for known, name in ((documents, "文档"), (home, "主文件夹")):
        if folder.is_relative_to(known) and not (known == home and name == "文档"):
            return " › ".join((name, *folder.relative_to(known).parts))
    return str(folder)
