"""The short form of `make offline`: one programme on the command line, and every command known."""

import ast
import re
import sys
from pathlib import Path

import pytest

from desktop_app.cli import main
from tests.offline import journey
from tests.offline.journey import Clerk, short_journey
from tests.offline.judge import judge
from tests.offline.world import World, why_not

REASON = why_not()


@pytest.mark.skipif(bool(REASON), reason=f"not proven here: {REASON}")
def test_from_new_to_verified_nothing_leaves_this_computer_and_nothing_is_written_elsewhere(
    tmp_path,
):
    world = World(tmp_path / "世界")
    clerk = Clerk(world, [sys.executable, "-m", "desktop_app"], lambda _: None)
    short_journey(clerk)
    assert clerk.unexpected == []
    traces = [(clerk.titles[n], world.read(n)) for n in range(len(world.traces))]
    verdict = judge(traces, world.allowed, world.home)
    assert verdict.breaches == []
    # The proof has seen the program at work: its reading processes, its papers.
    assert sum(verdict.programs.values()) > len(traces)
    assert verdict.folders[str(world.out)] > 20
    assert list(world.system.iterdir()) == list(world.here.iterdir()) == []


def walked() -> set[str]:
    """The commands that the whole journey calls, from its source."""
    tree = ast.parse(Path(journey.__file__).read_text("utf-8"))
    found = set[str]()
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        name = call.func.value if isinstance(call.func, ast.Attribute) else call.func
        if isinstance(name, ast.Name) and name.id == "shenbao":
            words = [one.value for one in call.args[:2] if isinstance(one, ast.Constant)]
            found.add(" ".join(map(str, words)) if words[0] == "pack" else str(words[0]))
    return found


def listed(capsys: pytest.CaptureFixture[str], *words: str) -> set[str]:
    """The commands that the program's own help lists."""
    with pytest.raises(SystemExit):
        main([*words, "--help"])
    told = capsys.readouterr().out
    return set(re.findall(r"^    ([a-z][a-z-]*)(?:\s|$)", told, re.MULTILINE))


def test_the_whole_journey_takes_every_command_there_is(capsys):
    commands = listed(capsys) - {"pack"}
    assert len(commands) > 30
    commands |= {f"pack {deed}" for deed in listed(capsys, "pack")}
    assert commands - walked() == set()
