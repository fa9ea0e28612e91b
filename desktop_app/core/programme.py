"""A programme: one notice as data, and where its fields and tables stand.

The records of a pack are strict: an unknown key, a missing key or a wrong kind of value is refused
by `msgspec.convert`; `core.pack` turns that into file, line and key.
"""

from collections.abc import Mapping

import msgspec

from desktop_app.core.pack_about import Letter, ProgrammeFile
from desktop_app.core.pack_forms import Field, PlanForm, SummaryForm, Table
from desktop_app.core.pack_lists import ListAbout, ListFile
from desktop_app.core.pack_papers import Paper
from desktop_app.core.pack_reports import PeriodReport
from desktop_app.core.pack_rewards import RewardFile
from desktop_app.core.pack_rules import Measure, Rule


class Programme(msgspec.Struct, frozen=True):
    """A loaded pack."""

    about: ProgrammeFile
    plan: PlanForm
    summary: SummaryForm
    rules: tuple[Rule, ...]
    letters: tuple[Letter, ...]
    lists: dict[str, ListFile]
    notice: str
    measures: tuple[Measure, ...] = ()
    rewards: RewardFile = RewardFile()
    papers: tuple[Paper, ...] = ()
    reports: tuple[PeriodReport, ...] = ()

    @property
    def id(self) -> str:
        return self.about.id

    def tables(self) -> tuple[Table, ...]:
        """All tables of the draft: the summary, the plan's own list, the plan's other tables."""
        return (self.summary.table, self.plan.project_list, *self.plan.table)

    def table(self, table_id: str) -> Table | None:
        return next((table for table in self.tables() if table.id == table_id), None)

    def field(self, path: str) -> Field | None:
        """The field at a path, of a section or of a table's column; None when there is none."""
        parts = path.split("/")
        if len(parts) == 3:
            table = self.table(parts[0])
            columns = () if table is None else table.column
            return next((column for column in columns if column.id == parts[2]), None)
        if len(parts) != 2:
            return None
        for section in self.plan.section:
            if section.id == parts[0]:
                return next((field for field in section.field if field.id == parts[1]), None)
        return None

    def list_label(self, list_id: str) -> str:
        """What a reader calls a list: its title, the label of a field filled from it, or its id."""
        if title := self.list_about(list_id).title:
            return title
        fields = [field for section in self.plan.section for field in section.field]
        fields += [column for table in self.tables() for column in table.column]
        return next((field.label for field in fields if field.list == list_id), list_id)

    def list_about(self, list_id: str) -> ListAbout:
        """What the pack says of a list; nothing but the id where it says nothing."""
        known = (one for one in self.about.list if one.id == list_id)
        return next(known, ListAbout(id=list_id))

    def with_lists(self, own: Mapping[str, ListFile]) -> "Programme":
        """The programme with these in the place of its own lists."""
        return msgspec.structs.replace(self, lists=self.lists | dict(own))

    def options(self, field: Field) -> tuple[str, ...]:
        """The texts a field may take; empty when anything may be typed."""
        if field.options or not field.list:
            return field.options
        listed = self.lists.get(field.list)
        return () if listed is None else listed.options()
