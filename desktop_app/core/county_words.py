"""What a pack calls its counties, so that the program speaks of 片区 where the table does."""

from desktop_app.core.own_words import USUAL, own_words
from desktop_app.core.programme import Programme

_SHORT = "县区"


def county_short(programme: Programme) -> str:
    """The same where there is little room: 县区, 街镇, 片区."""
    word = own_words(programme).county
    if word == USUAL.county:
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
    told = f"还没有{own_words(programme).county}:请先"
    section, label = listed_counties(programme)
    listed = f"在「{section}」填写{label},或" if label else ""
    return f"{told}{listed}导入{county_short(programme)}的表。"
