"""The corpus of drafts made by earlier formats: how one is added, and what it must yield for ever.

    python -m tests.storage.make_old_drafts

writes drafts of today's format into `old_drafts/`, each with its content as JSON beside it. Run
it before the format gets a new step, commit the files, and never touch them again.
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from desktop_app.core.changes import (
    Explain,
    SetValue,
    Together,
    append_rows,
    remove_rows,
    set_path,
)
from desktop_app.core.draft import Draft, Explanation, Row
from desktop_app.storage.about import Source
from desktop_app.storage.draft_file import DraftFile, create
from desktop_app.storage.schema import STEPS
from tests.storage.storage_builders import CUT_OFF, WORKBOOK, now

CORPUS = Path(__file__).with_name("old_drafts")
ODD = '（一期）\u3000𠮷野家\t"引号"\\ \n第二行 🙂 \u200b é e\u0301 <&>\u0001'


def a_copy(old: Path, folder: Path) -> Path:
    """The draft with its journal, if it has one, where it may be changed."""
    for path in CORPUS.glob(f"{old.name}*"):
        shutil.copy(path, folder)
    return folder / old.name


def content_of(draft: Draft) -> dict[str, Any]:
    """What a draft says, as JSON values."""
    return {
        "programme": draft.programme,
        "revision": draft.revision,
        "values": dict(draft.values),
        "tables": {
            table: [[row.id, dict(row.cells), row.origin] for row in rows]
            for table, rows in draft.tables.items()
        },
        "explanations": {
            key: [one.text, one.fingerprint, one.author, one.time]
            for key, one in draft.explanations.items()
        },
    }


def told_by(file: DraftFile) -> dict[str, Any]:
    """All that a person could find in a draft file, as JSON values."""
    return {
        **content_of(file.draft),
        "journal": [[one.seq, one.time, one.author, one.label] for one in file.journal()],
        "sources": [
            [one.sha256, one.name, one.size, one.kind, one.counties, one.rows, one.time]
            for one in file.sources()
        ],
    }


def _everything_once(path: Path) -> None:
    first = Together("新建草稿", (SetValue("basic/city", "", "某市"),))
    with create(path, "small", first, author="甲", now=now) as file:
        rows = [Row(f"r{n}", {"name": f"项目{n}", "investment": str(n)}) for n in range(40)]
        file.do(append_rows(file.draft, "projects", rows), "导入", [WORKBOOK])
        file.do(set_path(file.draft, "projects/r3/name", "改名"), "改名")
        gone = remove_rows(file.draft, "projects", frozenset({"r1", "r7", "r39"}))
        file.do(gone, "删除")
        file.do(gone.inverse(), "撤销")
        file.do(remove_rows(file.draft, "projects", frozenset({"r5"})), "删除")
        file.do(Explain("X-1", None, Explanation("因为", "f", "甲", "2024-11-01")), "说明")
        file.do(set_path(file.draft, "basic/city", ""), "清空")
        file.undo()
        file.mark("version", "送审稿", "送审稿")
        file.undo()
        file.redo()
        file.mark("freeze", "定稿", "报批稿")
        file.mark("report", "已报送", "{}", revision=2)


def _odd_text(path: Path) -> None:
    with create(path, "small", None, author="乙 \u3000王", now=now) as file:
        for n, name in enumerate(["basic/a", "chapters/goals", "basic/𠮷"]):
            file.do(set_path(file.draft, name, ODD * (n + 1)), ODD[:12].replace("\u0001", ""))
        rows = [Row("行", {"名称": ODD, "x": "0"}, "某县.xls 表 第3行"), Row("空行")]
        file.do(append_rows(file.draft, "indicators", rows), "导入")
        file.do(Explain("A@行", None, Explanation(ODD, "", "", "")), "说明")


def _cut_off(path: Path) -> None:
    """Killed while it wrote: the draft lies there with the journal that undoes the half change."""
    with create(path, "small", SetValue("basic/city", "", "某市"), author="甲", now=now) as file:
        source = Source("ef" * 32, "表.csv", 1, "projects")
        new = [Row(f"r{n}", {"name": "字" * 50}) for n in range(60)]
        file.do(append_rows(file.draft, "projects", new), "导入", [source])
        told = told_by(file)
    subprocess.run([sys.executable, "-c", CUT_OFF, str(path)], check=False)
    _write_content(path, told)


def _write_content(path: Path, told: dict[str, Any]) -> None:
    text = json.dumps(told, ensure_ascii=False, indent=1)
    path.with_suffix(".json").write_text(text, "utf-8")


def main() -> int:
    CORPUS.mkdir(exist_ok=True)
    for name, make in (
        ("everything", _everything_once),
        ("odd-text", _odd_text),
        ("cut-off", _cut_off),
    ):
        path = CORPUS / f"{len(STEPS)}-{name}.shenbao"
        make(path)
        if not path.with_suffix(".json").exists():
            from desktop_app.storage.draft_file import open_draft

            with open_draft(path, read_only=True) as file:
                _write_content(path, told_by(file))
    return 0


if __name__ == "__main__":
    sys.exit(main())
