"""倒排日程: the stages of a programme from its deadline backwards, by working days.

Which days are worked is asked of the caller: the calendar of holidays is no part of the core.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from desktop_app.core.draft import Draft
from desktop_app.core.pack_about import Stage
from desktop_app.core.programme import Programme
from desktop_app.core.values import Kind, parse

IsWorkday = Callable[[date], bool]

# No holiday is as long; past it, a calendar that never works is left alone.
_LONGEST_BREAK = 60


class Pace(Enum):
    """How a stage stands to today."""

    PAST = "past"
    NOW = "now"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class Planned:
    """A stage with the latest days on which it begins and ends, both worked."""

    stage: Stage
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Standing:
    """A planned stage as it stands today: `left` of its working days remain."""

    planned: Planned
    pace: Pace
    left: int

    @property
    def is_short(self) -> bool:
        """Whether today has already eaten into it."""
        return self.pace is not Pace.AHEAD and self.left < self.planned.stage.days


@dataclass(frozen=True, slots=True)
class Schedule:
    """All stages in order of time, up to the last working day not after the deadline."""

    deadline: date
    last_day: date
    planned: tuple[Planned, ...]


def due(programme: Programme, draft: Draft) -> date | None:
    """The day on which the papers must be there: the notice's, or the one that the office has set
    for itself where the programme leaves it open; None while nobody has."""
    about = programme.about
    if about.deadline is not None or not about.own_deadline:
        return about.deadline
    typed = parse(Kind.DATE, draft.value(about.own_deadline))
    return typed if isinstance(typed, date) else None


def schedule(stages: Sequence[Stage], deadline: date, is_workday: IsWorkday) -> Schedule:
    """The latest plan that keeps the deadline: each stage ends on the working day before the next
    begins, the last one on the deadline or, where that is no working day, before it."""
    last_day = _workday_back(deadline, is_workday)
    end, found = last_day, list[Planned]()
    for stage in reversed(stages):
        start = end
        for _ in range(stage.days - 1):
            start = _workday_back(start - timedelta(days=1), is_workday)
        found.append(Planned(stage, start, end))
        end = _workday_back(start - timedelta(days=1), is_workday)
    return Schedule(deadline, last_day, tuple(reversed(found)))


def standing(plan: Schedule, today: date, is_workday: IsWorkday) -> tuple[Standing, ...]:
    """Every stage as it stands on a day."""
    return tuple(_standing(one, today, is_workday) for one in plan.planned)


def workdays(first: date, last: date, is_workday: IsWorkday) -> int:
    """How many days are worked from the first to the last, both counted."""
    return sum(is_workday(first + timedelta(days=n)) for n in range((last - first).days + 1))


def warnings(plan: Schedule, today: date, is_workday: IsWorkday) -> tuple[str, ...]:
    """What a person must know today, the most pressing first; empty while all is in time."""
    if today > plan.deadline:
        late = (today - plan.deadline).days
        return (f"已过截止日期 {late} 天,请先联系受理单位,问清还能不能报。",)
    stages = standing(plan, today, is_workday)
    found = [
        f"{one.planned.stage.title}只剩 {one.left} 个工作日(按 {one.planned.stage.days} 个工作日"
        f"排),最迟 {day_words(one.planned.end)}完成。"
        for one in stages
        if one.is_short and one.pace is Pace.NOW
    ]
    past = [one.planned for one in stages if one.pace is Pace.PAST]
    if past:
        names = "、".join(one.stage.title for one in past)
        found.append(
            f"{names}的最迟日期已过;没有做完的,占用的是后面各环节的时间,请尽快补上或压缩。"
        )
    if not found and plan.planned:
        before = workdays(today, plan.planned[0].start, is_workday) - 1
        if before <= 0:
            found.append(f"今天是「{plan.planned[0].stage.title}」最迟开始的日子。")
    return tuple(found)


def days_left(deadline: date, today: date) -> str:
    """「还有 9 天」, 「今天截止」, 「已过 2 天」"""
    left = (deadline - today).days
    if left > 0:
        return f"还有 {left} 天"
    return "今天截止" if left == 0 else f"已过 {-left} 天"


def day_words(day: date) -> str:
    """「11月15日(周五)」"""
    return f"{day.month}月{day.day}日(周{'一二三四五六日'[day.weekday()]})"


def _standing(one: Planned, today: date, is_workday: IsWorkday) -> Standing:
    if today > one.end:
        return Standing(one, Pace.PAST, 0)
    if today < one.start:
        return Standing(one, Pace.AHEAD, one.stage.days)
    return Standing(one, Pace.NOW, workdays(today, one.end, is_workday))


def _workday_back(day: date, is_workday: IsWorkday) -> date:
    """This day if it is worked, else the last one before it that is."""
    for back in range(_LONGEST_BREAK):
        found = day - timedelta(days=back)
        if is_workday(found):
            return found
    raise ValueError(f"no working day within {_LONGEST_BREAK} days before {day}")
