"""What `collect` says of the workbooks it wrote, and `counties` of what came back."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from desktop_app.cli_say import say, say_json

if TYPE_CHECKING:
    from desktop_app.core.programme import Programme
    from desktop_app.jobs.collect import Collecting
    from desktop_app.jobs.county_standing import CountyStanding

FINE = 0


def collected(programme: "Programme", made: "Sequence[Collecting]", as_json: bool) -> int:
    from desktop_app.core.own_words import own_words

    if as_json:
        told = [{"county": one.county, "file": str(one.path), "rows": one.rows} for one in made]
        say_json({"folder": str(made[0].path.parent), "files": told})
        return FINE
    words = own_words(programme)
    say(f"收集表 {len(made)} 份,在「{made[0].path.parent}」:")
    for one in made:
        there = f",已列出草稿中的 {one.rows} {words.counter}{words.noun}" if one.rows else ""
        say(f"  {one.path.name}{there}")
    say(f"发给各{words.county}填好后,用 import 收回。")
    return FINE


def counties(
    programme: "Programme",
    found: "Sequence[CountyStanding]",
    until: date | None,
    text: str,
    as_json: bool,
) -> int:
    from desktop_app.core.county_words import without_counties
    from desktop_app.core.own_words import own_words
    from desktop_app.jobs.county_standing import summary_words

    if as_json:
        told = [
            {
                "county": one.county,
                "rows": one.rows,
                "state": one.words(until),
                "files": [
                    {
                        "file": file.name,
                        "time": file.time.isoformat() if file.time else None,
                        "rows": file.rows,
                        "sha256": file.sha256,
                    }
                    for file in one.files
                ],
            }
            for one in found
        ]
        say_json(
            {"until": until.isoformat() if until else None, "counties": told, "reminder": text}
        )
        return FINE
    if not found:
        path = programme.summary.counties
        say(f"草稿里{without_counties(programme)}" + (f"({path})" if path else ""))
        return FINE
    words = own_words(programme)
    rows = f"{words.counter}{words.noun}"
    say(f"{summary_words(found, words.county)}。")
    for one in found:
        say(f"  {one.county}:{one.words(until)},草稿中有 {one.rows} {rows}")
        for file in one.files:
            when = f"{file.time:%m-%d %H:%M}" if file.time else "时间没有记下"
            say(f"      {when}  {file.name}({file.rows} {rows})")
    if text:
        say("\n催报的话(可以复制):\n")
        say(text)
    return FINE
