"""What several files say alike, kept once: of thousands of projects each file's copy is large."""

from collections.abc import Iterable
from dataclasses import replace

from desktop_app.core.consistency import Named
from desktop_app.core.draft import Draft
from desktop_app.core.figures import Project
from desktop_app.jobs.disagreements import Side


class SharedSides:
    """The files of one bundle while they are read: equal texts and equal projects are one object.

    Nothing that is compared changes, only how often it lies in memory.
    """

    def __init__(self, draft: Draft | None) -> None:
        # Files that agree say what the draft holds already.
        self._texts: dict[str, str] = {
            text: text
            for rows in (draft.tables.values() if draft else ())
            for row in rows
            for text in row.cells.values()
        }
        self._projects: list[tuple[Project, ...]] = []

    def side(self, side: Side) -> Side:
        """The same side, made of what earlier sides and the draft hold."""
        named = tuple(map(self._named, side.named))
        projects = side.projects
        for known in self._projects:
            projects = tuple(_either(known, projects))
        self._projects.append(projects)
        return replace(side, named=named, projects=projects)

    def _named(self, one: Named) -> Named:
        return replace(
            one,
            name=self._text(one.name),
            county=self._text(one.county),
            industry=self._text(one.industry),
            enterprise=self._text(one.enterprise),
            credit_code=self._text(one.credit_code),
        )

    def _text(self, text: str) -> str:
        return self._texts.setdefault(text, text)


def _either(known: tuple[Project, ...], projects: tuple[Project, ...]) -> Iterable[Project]:
    """Each project, as the known one at its place where that is equal."""
    for at, one in enumerate(projects):
        yield known[at] if at < len(known) and known[at] == one else one
