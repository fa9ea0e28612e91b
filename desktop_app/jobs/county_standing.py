"""Which county has sent what and when, which has not, and a text to remind them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from desktop_app.core.collection import counties_of, each_once
from desktop_app.core.draft import Draft
from desktop_app.core.names import fold
from desktop_app.core.origin import origin_place, origin_sha256
from desktop_app.core.own_words import USUAL, own_words
from desktop_app.core.programme import Programme
from desktop_app.core.schedule import day_words
from desktop_app.core.values import split_names
from desktop_app.storage.about import Source

_NAMED = 12


@dataclass(frozen=True, slots=True)
class Received:
    """A file that was taken in: its name, when (None where an earlier program did not keep it),
    how many projects it holds of all its counties."""

    name: str
    time: datetime | None
    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class CountyStanding:
    """One county: its projects in the draft, and its files, the newest first."""

    county: str
    rows: int
    files: tuple[Received, ...]

    @property
    def is_missing(self) -> bool:
        """Whether nothing of it is there, neither a file nor a project that was typed."""
        return not self.files and not self.rows

    def is_late(self, until: date | None) -> bool:
        """Whether its first file came after the day by which it was asked for."""
        first = self.files[-1].time if self.files else None
        return until is not None and first is not None and first.date() > until

    def words(self, until: date | None) -> str:
        """「已收」, 「已收,晚于要求」, 「已收,没有项目」, 「未收」, 「没有收到文件」"""
        if self.is_missing:
            return "未收"
        if not self.files:
            return "没有收到文件"
        told = "已收" if self.rows or self.files[0].rows else "已收,没有项目"
        return f"{told},晚于要求" if self.is_late(until) else told


def county_standings(
    programme: Programme, draft: Draft, sources: Sequence[Source]
) -> tuple[CountyStanding, ...]:
    """Every county that takes part or has sent something, in the order of the draft's list."""
    form = programme.summary
    rows = draft.filled_rows(form.table.id)
    counts = Counter(fold(row.cells.get(form.county, "")) for row in rows)
    files: dict[str, list[Received]] = {}
    named: list[str] = []
    for one in reversed(sources):
        for county in _counties(programme, draft, one):
            named.append(county)
            files.setdefault(fold(county), []).append(_received(one))
    return tuple(
        CountyStanding(county, counts[fold(county)], tuple(files.get(fold(county), ())))
        for county in each_once((*counties_of(programme, draft), *reversed(named)))
    )


def _received(one: Source) -> Received:
    time = datetime.fromisoformat(one.time) if one.time else None
    return Received(one.name, time, one.rows, one.sha256)


def _counties(programme: Programme, draft: Draft, one: Source) -> tuple[str, ...]:
    """Whose file it is; of a file that an earlier program took in, by the rows that are left."""
    if one.counties or one.kind != "projects" or one.time:
        return split_names(one.counties)
    column = programme.summary.county
    rows = draft.rows(programme.summary.table.id)
    return each_once(row.cells.get(column, "") for row in rows if _is_from(row.origin, one))


def _is_from(origin: str, one: Source) -> bool:
    digest = origin_sha256(origin)
    return digest == one.sha256 if digest else origin_place(origin).startswith(f"{one.name} ")


def reminder(
    programme: Programme,
    standings: Iterable[CountyStanding],
    until: date | None,
    today: date,
) -> str:
    """A text for the counties that have sent nothing, to be copied; "" when all have sent."""
    all_of = tuple(standings)
    missing = [one.county for one in all_of if one.is_missing]
    if not missing:
        return ""
    sent = len(all_of) - len(missing)
    when = ""
    if until is not None:
        when = f",请于{day_words(until)}前报来"
        if today > until:
            when = f",原定{day_words(until)}前报来,已超过 {(today - until).days} 天"
    form = programme.summary
    table = f"{form.attachment} {form.table.title}" if form.marked else form.table.title
    return (
        f"{'、'.join(missing)}:\n"
        f"按《{programme.about.notice}》报送的「{table}」{when}。"
        f"截至{day_words(today)},已收到 {sent} 个{own_words(programme).county},"
        "还没有收到以上各单位的。"
        "请抓紧填好收集表发回;没有可报的,也请回复一声「无」。"
    )


def summary_words(standings: Sequence[CountyStanding], county: str = USUAL.county) -> str:
    """「9 个县(市、区),已收 7 个,未收 2 个:甲县、乙县」"""
    missing = [one.county for one in standings if one.is_missing]
    told = f"{len(standings)} 个{county},已收 {len(standings) - len(missing)} 个"
    if not missing:
        return told
    more = "等" if len(missing) > _NAMED else ""
    return f"{told},未收 {len(missing)} 个:{'、'.join(missing[:_NAMED])}{more}"
