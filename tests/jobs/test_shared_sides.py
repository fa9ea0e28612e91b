from decimal import Decimal
from types import MappingProxyType

from desktop_app.core.consistency import Named
from desktop_app.core.draft import Draft, Row
from desktop_app.core.figures import Project
from desktop_app.jobs.disagreements import Side
from desktop_app.jobs.shared_sides import SharedSides


def test_a_file_shares_the_texts_of_the_draft() -> None:
    row = Row("a", MappingProxyType({"name": read("云栈项目")}))
    shared = SharedSides(Draft("any", tables=MappingProxyType({"projects": (row,)})))
    side = shared.side(Side("方案.docx", (Named(read("云栈项目"), "表1 第2行"),)))
    assert side.named[0].name is row.cells["name"]


def test_two_files_share_projects_that_are_equal() -> None:
    shared = SharedSides(None)
    first, second = (shared.side(Side(file, (), projects=(a_project(),))) for file in "ab")
    assert first.projects[0] is second.projects[0]


def test_files_that_differ_keep_what_each_says() -> None:
    shared = SharedSides(None)
    first = Side("a", (Named("云栈项目"),), projects=(a_project("158"),))
    other = Side("b", (Named("云栈 项目"), Named("云栈项目")), projects=(a_project("15.8"),) * 2)
    assert shared.side(first) == first
    assert shared.side(other) == other


def a_project(investment: str = "158") -> Project:
    return Project(True, read("云栈公司"), investment=Decimal(investment), parts={})


def read(text: str) -> str:
    """The text as another object, as each file that is read gives it."""
    return "".join(list(text))
