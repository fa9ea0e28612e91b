"""Whether two texts of one field say the same."""

from desktop_app.core.pack_forms import Field
from desktop_app.core.programme import Programme
from desktop_app.core.values import NotUnderstood, parse


def is_same_value(programme: Programme, field: Field, one: str, other: str) -> bool:
    """「1,200.50」 and 「1200.5」 are one amount; names that are compared are equal to the sign."""
    if field.compared or one == other:
        return one == other
    options = programme.options(field)
    was, now = (parse(field.kind, text, field.unit, options) for text in (one, other))
    return was == now and not isinstance(now, NotUnderstood)
