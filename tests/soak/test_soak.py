"""A short soak at every run of the tests: counted by actions, the same seed, and no times."""

import gc

import pytest

from desktop_app.ui.prompts import Prompts
from tests.soak.answers import ChancePrompts
from tests.soak.levels import Level, slopes
from tests.soak.soaking import Soak
from tests.ui.bare_look import bare_again


@pytest.fixture
def folders(tmp_path, monkeypatch):
    for name in ("BACKUPS", "WORK", "DATA"):
        monkeypatch.setenv(f"SHENBAO_{name}", str(tmp_path / name.lower()))
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def bare(qapp):
    quits = qapp.quitOnLastWindowClosed()
    with bare_again(qapp):
        yield
    qapp.setQuitOnLastWindowClosed(quits)


@pytest.fixture
def alone():
    """What other tests of this process left is not looked through at each round."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.mark.usefixtures("bare", "alone")
def test_random_deeds_lose_nothing_and_break_nothing(folders):
    outcome = Soak(20241120, folders).run(rounds=2, actions=30)
    assert not outcome.faults, "\n".join(outcome.faults)
    assert outcome.actions >= 60
    assert sum(outcome.deeds.values()) > outcome.actions / 2
    assert outcome.drafts_compared >= 2
    assert outcome.undone
    first, *_, last = outcome.levels
    assert last.threads <= first.threads + 8
    assert last.handles <= first.handles + 8


def test_every_question_of_the_window_is_answered_by_chance():
    asked = {name for name in vars(Prompts) if not name.startswith("_")}
    assert asked <= vars(ChancePrompts).keys()


def test_a_leak_shows_as_a_slope_and_one_round_that_stands_out_does_not():
    leaking = [Level(at, 200.0, 10 + at, 5, 100, 9000) for at in range(10)]
    assert slopes(leaking)["handles"] == 1
    one_high = [Level(at, 900.0 if at == 7 else 200.0, 10, 5, 100, 9000) for at in range(10)]
    assert set(slopes(one_high).values()) == {0.0}
