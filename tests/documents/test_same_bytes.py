"""The same document gives the same bytes, in whatever process it is written."""

import hashlib
import os
import subprocess
import sys

WRITE = """
import sys
from pathlib import Path
from desktop_app.documents.compose_plan import compose_plan
from desktop_app.documents.compose_summary import compose_summary
from desktop_app.documents.write_docx import write_docx
from desktop_app.documents.write_pdf import write_pdf
from desktop_app.documents.write_xlsx import write_xlsx
from desktop_app.jobs.packs import load_programme
from desktop_app.jobs.demo import sample_folder
from tests.builders import a_draft, a_project
programme = load_programme(sample_folder().name)
# Signs of several fonts, in an order that a set would not keep.
names = ["吉野家乳业（一期）MES系统", "龘龖厂αβγ产线①②③", "精密铸造㎡改造—Ⅱ期"]
draft = a_draft([a_project(n, name=name) for n, name in enumerate(names)])
folder = Path(sys.argv[1])
plan, summary = compose_plan(programme, draft), compose_summary(programme, draft)
for name, document in (("plan", plan), ("summary", summary)):
    write_pdf(document, folder / f"{name}.pdf")
    write_docx(document, folder / f"{name}.docx")
write_xlsx(summary, folder / "summary.xlsx")
"""


def written(folder, seed):
    folder.mkdir()
    command = [sys.executable, "-c", WRITE, str(folder)]
    subprocess.run(command, env=os.environ | {"PYTHONHASHSEED": seed}, check=True)
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.iterdir())
    }


def test_another_process_writes_the_same_bytes(tmp_path):
    first = written(tmp_path / "1", "1")
    assert len(first) == 5
    assert all(written(tmp_path / seed, seed) == first for seed in ("2", "7"))
