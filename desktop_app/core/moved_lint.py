"""Linting what a pack says of its versions: its id, and what an earlier one called otherwise."""

from collections.abc import Iterator, Sequence

from desktop_app.core.pack_about import Moved
from desktop_app.core.pack_names import KEPT_NAMES, fault_of_id, fault_of_version
from desktop_app.core.programme import Programme
from desktop_app.core.version_shape import place_kind, shape_of


def version_problems(programme: Programme) -> Iterator[tuple[str, str, str]]:
    """File, key and message of what is wrong with id, version and `moved`."""
    about = programme.about
    for key, fault in (
        ("id", fault_of_id(about.id)),
        ("version", fault_of_version(about.version)),
    ):
        if fault:
            yield "programme.toml", key, fault
    for n, section in enumerate(programme.plan.section):
        if section.id in KEPT_NAMES:
            yield "plan.toml", f"section[{n}].id", f"「{section.id}」留给程序自己用,请换一个"
    known = shape_of(programme).labels
    targets: dict[str, int] = {}
    # A place may move again in a later version.
    later = {one.source for one in about.moved}
    for n, one in enumerate(about.moved):
        key = f"moved[{n}]"
        if one.target not in known and one.target not in later:
            yield "programme.toml", f"{key}.target", f"没有「{one.target}」"
        elif place_kind(one.source) != place_kind(one.target):
            yield "programme.toml", key, "填报项和章、表、列只能各自改名,不能互换"
        elif not _keeps_its_table(one, about.moved):
            yield (
                "programme.toml",
                key,
                "一列不能移到另一张表;只能在原表改名,或者这张表先写一条 moved 改成那张表",
            )
        if one.source in known:
            yield "programme.toml", f"{key}.source", f"这一版还有「{one.source}」,不能写成改了名"
        if one.since and (fault := fault_of_version(one.since)):
            yield "programme.toml", f"{key}.since", fault
        if one.target in targets:
            yield (
                "programme.toml",
                f"{key}.target",
                f"「{one.target}」已由第 {targets[one.target]} 条用去",
            )
        targets[one.target] = n + 1


def _keeps_its_table(one: Moved, moved: Sequence[Moved]) -> bool:
    """Whether a column stays in its table, be that called otherwise too: rows have nowhere to go
    in another one."""
    table, column, _ = one.source.partition("//")
    there, _, _ = one.target.partition("//")
    renamed = {
        other.source: other.target
        for other in moved
        if place_kind(other.source) == place_kind(other.target) == "table"
    }
    names: list[str] = []
    while table not in names:
        names.append(table)
        table = renamed.get(table, table)
    return not column or there in names
