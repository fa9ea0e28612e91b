"""The county of rows that do not give one: from the line or the title that they stand under."""

from collections.abc import Iterator, Sequence

from msgspec import structs

from desktop_app.intake.plain import Cleaned, ProjectsRead, Raw, ReadRow
from desktop_app.intake.plan_groups import group_in


def with_section_counties(raw: Raw, read: ProjectsRead, column: str) -> ProjectsRead:
    """The summary with blank counties filled from 「一、东县」 in a table or 「(一)东县」 above it.

    What was filled from the file's name or its first title gives way to what stands nearer.
    Each filling is listed.
    """
    sections = dict(_sections(raw, read)) if _has_sections(raw, read) else {}
    if len(set(sections.values())) < 2:
        return read
    filled = {one.row for one in read.cleaned if one.column == column and not one.old}
    rows: list[ReadRow] = []
    told: dict[str, Cleaned] = {}
    label = read.columns.get(column, "县(市、区)")
    for row, spot in zip(read.rows, read.spots, strict=True):
        county = sections.get(spot, "")
        is_blank = row.where in filled or not row.cells.get(column, "").strip()
        if county and is_blank:
            told[row.where] = Cleaned(f"{row.where} {label}", "", county, row.where, column)
            row = ReadRow({**row.cells, column: county}, row.where)  # noqa: PLW2901 - the same row, completed
        rows.append(row)
    kept = [one for one in read.cleaned if one.column != column or one.row not in told]
    counties = {row.cells.get(column, "") for row in rows}
    told_county = counties.pop() if len(counties) == 1 else ""
    return structs.replace(
        read, rows=rows, cleaned=[*kept, *told.values()], told_county=told_county
    )


def _has_sections(raw: Raw, read: ProjectsRead) -> bool:
    """Whether a county stands above the rows of a part: most tables have none to look for."""
    places = {place for place, _ in read.spots}
    rows = {(place, at) for place in places for at in range(len(raw.sheets[place].rows))}
    others = rows.difference(read.spots)
    return len(places) > 1 or any(_county_alone(raw.sheets[place].rows[at]) for place, at in others)


def _sections(raw: Raw, read: ProjectsRead) -> Iterator[tuple[tuple[int, int], str]]:
    """Row → the county of the line with one text in it above, else of the table's title."""
    spots = set(read.spots)
    for place in sorted({place for place, _ in spots}):
        sheet = raw.sheets[place]
        county = group_in(sheet.title.split("\n")[0]).county
        for at, cells in enumerate(sheet.rows):
            if (place, at) in spots:
                yield (place, at), county
            else:
                county = _county_alone(cells) or county


def _county_alone(cells: Sequence[str]) -> str:
    texts = {cell.strip() for cell in cells if cell.strip()}
    return group_in(texts.pop()).county if len(texts) == 1 else ""
