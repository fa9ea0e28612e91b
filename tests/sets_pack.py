"""The small programme with papers of rows in its sets, and one original of its plan."""

from desktop_app.core.pack import read_pack
from desktop_app.core.programme import Programme
from tests.paper_pack import PAPERS, paper_files
from tests.small_pack import PROGRAMME

SENDINGS = """
[[sending]]
id = "paper"
title = "纸质报送"
way = "hand"
papers = ["plan", "contract", "file"]
recipient = "样板厅综合处"
address = "中山路1号"
[[sending]]
id = "mail"
title = "电子报送"
way = "mail"
papers = ["summary", "file", "contract"]
formats = ["docx"]
stamped = true
address = "yangban@example.cn"
subject = "样板工程"
message = "样板厅："
"""
# The same title for a file of either paper: they lie in folders of their own.
PAPERS_OF_SETS = PAPERS.replace(
    'title = "{row.name}改造合同"', 'title = "{row.name}一企一档"\nlabel = "改造合同"'
)


def a_programme_of_sets(sendings: str = SENDINGS) -> Programme:
    """Plan: one original and two duplicates; the contracts are sealed, the files are not."""
    programme = PROGRAMME.replace("copies = 3\n", "copies = 3\noriginals = 1\n", 1)
    files = paper_files(PAPERS_OF_SETS)
    return read_pack({**files, "programme.toml": programme + sendings})
