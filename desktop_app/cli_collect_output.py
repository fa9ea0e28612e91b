"""What `collect` says of the workbooks it wrote."""

from collections.abc import Sequence

from desktop_app.cli_say import say, say_json
from desktop_app.jobs.collect import Collecting

FINE = 0


def collected(made: Sequence[Collecting], as_json: bool) -> int:
    if as_json:
        told = [{"county": one.county, "file": str(one.path), "rows": one.rows} for one in made]
        say_json({"folder": str(made[0].path.parent), "files": told})
        return FINE
    say(f"收集表 {len(made)} 份,在「{made[0].path.parent}」:")
    for one in made:
        there = f",已列出草稿中的 {one.rows} 个项目" if one.rows else ""
        say(f"  {one.path.name}{there}")
    say("发给各县(市、区)填好后,用 import 收回。")
    return FINE
