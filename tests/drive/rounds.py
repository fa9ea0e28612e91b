"""What a clerk looks at and does not work on: every step, the manual, a practice city."""

import re
from collections.abc import Callable

from tests.drive.eyes import walk
from tests.drive.journey import Journey
from tests.drive.screen import press, until


def every_step(j: Journey) -> None:
    """Every step of the rail; at the last one F1, the manual."""
    rail = j.window.find("步骤", "list")
    names = [one.name for one in walk(rail.node) if one.role == "list item"]
    assert len(names) > 8, names
    for name in names:
        j.step(re.escape(name))
    press("F1")
    j.window.find("帮助目录")
    j.shot("help")
    press("Escape")
    j.window.gone("帮助目录")


def practise(j: Journey) -> None:
    """首页 → 练习一遍: a practice city of its own."""
    j.window.click("回到首页")
    j.window.click("练习一遍$", "push button")
    until("the practice city", lambda: next(j.home.rglob("申报匣练习/*"), None), 60)
    j.window.find("步骤", "list", within=60)
    j.shot("practice")
    press("alt+F4")
    until("the program's end", lambda: j.window.app is None)


ROUNDS: tuple[Callable[[Journey], None], ...] = (every_step, practise)

__all__ = ["ROUNDS"]
