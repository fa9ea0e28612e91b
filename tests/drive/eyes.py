"""The eyes: what the program tells a screen reader over AT-SPI, and where it is on the screen."""

import importlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.drive.screen import click, press, until, wheel, write

_gi: Any = importlib.import_module("gi")
_gi.require_version("Atspi", "2.0")
Atspi: Any = importlib.import_module("gi.repository.Atspi")
GLib: Any = importlib.import_module("gi.repository.GLib")

# Cells are asked for by their table: there may be thousands.
_TABLES = frozenset({"table", "tree table", "tree"})


@dataclass(frozen=True)
class Seen:
    """One control: its role, its name, and where it is."""

    node: Any
    role: str
    name: str

    @property
    def box(self) -> tuple[int, int, int, int]:
        """Left, top, width, height on the screen."""
        at = self.node.get_extents(Atspi.CoordType.SCREEN)
        return at.x, at.y, at.width, at.height

    @property
    def middle(self) -> tuple[int, int]:
        left, top, wide, high = self.box
        return left + wide // 2, top + high // 2

    def has(self, state: str) -> bool:
        """Whether it is in a state: enabled, focused, checked."""
        states = self.node.get_state_set()
        return bool(states.contains(getattr(Atspi.StateType, state.upper())))

    @property
    def text(self) -> str:
        """What is written in it."""
        try:
            return str(self.node.get_text(0, -1))
        except (GLib.Error, AttributeError):
            return str(Atspi.Text.get_text(self.node, 0, -1))

    def click(self, times: int = 1) -> None:
        click(*self.middle, times=times)


def walk(node: Any, *, into_tables: bool = False) -> Iterator[Seen]:
    """Everything that is showing below a node, the node first."""
    try:
        role, states = node.get_role_name(), node.get_state_set()
        if not states.contains(Atspi.StateType.SHOWING) and role != "application":
            return
        yield Seen(node, role, node.get_name() or "")
        if role in _TABLES and not into_tables:
            return
        for number in range(node.get_child_count()):
            child = node.get_child_at_index(number)
            if child is not None:
                yield from walk(child, into_tables=into_tables)
    except GLib.Error:
        # It went away while it was looked at.
        return


def _at_rest(one: Seen) -> None:
    """Wait until it no longer moves: a banner that goes shifts everything below it."""
    last: list[tuple[int, int, int, int]] = []

    def is_still() -> bool:
        last.append(one.box)
        return len(last) > 2 and last[-1] == last[-2] == last[-3]

    until(f"「{one.name}」 at rest", is_still)


def _clipped_by(one: Seen) -> tuple[int, int, int, int] | None:
    """The nearest area around it whose edge the middle of the control lies beyond."""
    _, y = one.middle
    node = one.node.get_parent()
    while node is not None and node.get_role_name() != "application":
        at = node.get_extents(Atspi.CoordType.SCREEN)
        if not at.y + 4 <= y <= at.y + at.height - 4 and at.height > 0:
            return at.x, at.y, at.width, at.height
        node = node.get_parent()
    return None


class Window:
    """The program, as it is told over AT-SPI."""

    def __init__(self, pid: int) -> None:
        self._pid = pid

    @property
    def app(self) -> Any:
        desktop = Atspi.get_desktop(0)
        for number in range(desktop.get_child_count()):
            one = desktop.get_child_at_index(number)
            try:
                if one is not None and one.get_process_id() == self._pid:
                    return one
            except GLib.Error:
                continue
        return None

    def everything(self, *, into_tables: bool = False) -> list[Seen]:
        """All that is showing, in every window of it."""
        app = self.app
        return list(walk(app, into_tables=into_tables)) if app is not None else []

    def look(
        self, name: str, role: str = "", *, into_tables: bool = False, enabled: bool = False
    ) -> Seen | None:
        """The first control whose name fits the pattern from its start; of the newest window."""
        found = [
            one
            for one in self.everything(into_tables=into_tables)
            if re.match(name, one.name)
            and re.search(role, one.role)
            and one.box[2] > 0
            and (not enabled or one.has("enabled"))
        ]
        return found[-1] if found and role == "last" else found[0] if found else None

    def find(
        self,
        name: str,
        role: str = "",
        *,
        within: float = 20,
        into_tables: bool = False,
        enabled: bool = False,
    ) -> Seen:
        """The same, waited for."""
        told = f"{role or 'control'} 「{name}」"
        return until(
            told,
            lambda: self.look(name, role, into_tables=into_tables, enabled=enabled),
            within,
        )

    def gone(self, name: str, role: str = "", *, within: float = 20) -> None:
        """Wait until it is no longer showing."""
        until(f"「{name}」 away", lambda: self.look(name, role) is None, within)

    def click(self, name: str, role: str = "", *, within: float = 20, times: int = 1) -> Seen:
        """Find it, bring it into sight with the wheel, and click it."""
        found = self.find(name, role, within=within, enabled=True)
        self.into_sight(found)
        _at_rest(found)
        found.click(times)
        return found

    def into_sight(self, one: Seen) -> None:
        """Turn the wheel until the middle of it is within everything that it lies in."""
        for _ in range(60):
            area = _clipped_by(one)
            if area is None:
                return
            left, top, wide, high = area
            wheel(left + wide - 24, top + high // 2, down=one.middle[1] > top, turns=1)

    def fill(self, name: str, text: str, role: str = "text|entry|combo") -> None:
        """Click into a field, put this in the place of what is there, and leave it."""
        self.click(name, role)
        press("ctrl+a")
        write(text)
        press("Tab")

    def outline(self, *, into_tables: bool = False) -> str:
        """All names and roles, for finding one's way when something is not there."""
        return "\n".join(
            f"{one.role:16} {one.box} {one.name[:70]!r}"
            for one in self.everything(into_tables=into_tables)
            if one.name
        )
