"""What a person decided about reading one project table, in place of what was recognised."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

# A row of the file: which sheet, which row of it, both counted from 0.
RowSpot = tuple[int, int]


@dataclass(frozen=True, slots=True)
class SheetWishes:
    """Everything left at its default is as the file suggests.

    `sheet` counts the file's sheets from 0; no other is read then, unless the wish `is_for_all`
    whose header says the same. `header` is the first row of the header, -1 for a table without
    one, and `depth` over how many rows it goes (0: as it looks). `columns` says where each field
    stands (field id, grid column); what is not named there is not read. `unit` is that of all
    amounts. `taken` are rows to read as projects although they look like none, `left` rows that
    are not to be read.
    """

    sheet: int | None = None
    header: int | None = None
    depth: int = 0
    columns: tuple[tuple[str, int], ...] | None = None
    unit: str = ""
    taken: frozenset[RowSpot] = frozenset()
    left: frozenset[RowSpot] = frozenset()
    is_for_all: bool = False

    def with_sheet(self, sheet: int | None) -> "SheetWishes":
        """Another sheet, or all with projects: their headers and columns are their own."""
        return SheetWishes(sheet=sheet, unit=self.unit, taken=self.taken, left=self.left)

    def with_header(self, header: int, depth: int = 0) -> "SheetWishes":
        """Another header: which column is which is looked at again."""
        return replace(self, header=header, depth=depth, columns=None)

    def with_columns(self, columns: Mapping[str, int]) -> "SheetWishes":
        return replace(self, columns=tuple(sorted(columns.items())))

    def with_row(self, spot: RowSpot, *, is_read: bool) -> "SheetWishes":
        """Read a row as a project, or do not."""
        there, gone = (self.taken, self.left) if is_read else (self.left, self.taken)
        there, gone = there | {spot}, gone - {spot}
        taken, left = (there, gone) if is_read else (gone, there)
        return replace(self, taken=taken, left=left)


NO_WISHES = SheetWishes()


def assigned(columns: Mapping[str, int], column: int, field: str) -> dict[str, int]:
    """The columns once `column` is `field` ("" for none): each field, each column only once.

    A field that stood in another column leaves it.
    """
    kept = {key: at for key, at in columns.items() if at != column}
    return {**kept, field: column} if field else kept
