"""What a pack calls its counties, so that the program speaks of 片区 where the table does."""

from desktop_app.core.programme import Programme

# What the program says where the table has no such column.
USUAL = "县(市、区)"
_SHORT = "县区"
_TAILS = ("方案", "汇总表", "一览表", "清单", "名单", "申报表")


def county_word(programme: Programme) -> str:
    """The label of the column that tells whose a row is: 县(市、区), 街镇(园区), 片区."""
    form = programme.summary
    label = next((one.label for one in form.table.column if one.id == form.county), "")
    return label.strip() or USUAL


def county_short(programme: Programme) -> str:
    """The same where there is little room: 县区, 街镇, 片区."""
    word = county_word(programme)
    if word == USUAL:
        return _SHORT
    return word.replace("\uff08", "(").partition("(")[0].strip() or word


def listed_counties(programme: Programme) -> tuple[str, str]:
    """The section in which the counties that send are listed, and what the field is called; ""
    for what the pack does not have."""
    path = programme.summary.counties
    field = programme.field(path) if path else None
    if field is None:
        return "", ""
    head = path.partition("/")[0]
    section = next(one.title for one in programme.plan.section if one.id == head)
    return section, field.label


def without_counties(programme: Programme) -> str:
    """「还没有片区:请先在「园区信息」填写报送工程的片区,或导入片区的表。」"""
    told = f"还没有{county_word(programme)}:请先"
    section, label = listed_counties(programme)
    listed = f"在「{section}」填写{label},或" if label else ""
    return f"{told}{listed}导入{county_short(programme)}的表。"


def forms_short(programme: Programme) -> str:
    """The two forms where there is little room: 方案、汇总表, 方案、一览表."""
    return f"{_tail(programme.plan.known_as)}、{_tail(programme.summary.table.title)}"


def _tail(title: str) -> str:
    return next((tail for tail in _TAILS if title.endswith(tail)), title)
