"""Where the reference tells of a place of a draft, or of a finding."""

from dataclasses import dataclass

from desktop_app.core.place_words import place_label
from desktop_app.core.programme import Programme
from desktop_app.core.reference_fields import page_of_place
from desktop_app.core.reference_rules import rules_name


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry: its page, the words at which it begins there, and what people call it."""

    page: str
    words: str
    label: str


def entry_at(programme: Programme, place: str) -> Entry | None:
    """The entry of a path of the draft or of a finding's key (its code, and the row behind @)."""
    code = place.partition("@")[0]
    if any(one.code == code for one in programme.rules):
        return Entry(rules_name(programme), f"{code} ", code)
    page = page_of_place(programme, place)
    if not page:
        return None
    if place.startswith("chapters/"):
        chapter = place.partition("/")[2]
        title = next((one.title for one in programme.plan.chapter if one.id == chapter), "")
        return Entry(page, title, title or place_label(programme, place))
    field = programme.field(place)
    return None if field is None else Entry(page, field.label, field.label)
