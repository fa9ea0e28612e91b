"""The command line, and a draft to work on, for the journeys."""

import json
import shutil
from pathlib import Path

import pytest

from desktop_app.cli import main


class Shenbao:
    """The command line as a person or a program calls it: exit code, text, JSON."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys

    def __call__(self, *words: object) -> tuple[int, str, str]:
        self.capsys.readouterr()
        code = main([str(word) for word in words])
        out, err = self.capsys.readouterr()
        return code, out, err

    def json(self, *words: object):
        code, out, err = self(*words, "--json")
        assert err == "", err
        return code, json.loads(out)


@pytest.fixture
def shenbao(capsys) -> Shenbao:
    return Shenbao(capsys)


@pytest.fixture
def city(practice, tmp_path) -> Path:
    """A copy of the practice run's draft to work on."""
    return Path(shutil.copy(practice / "练习城市.shenbao", tmp_path / "城市.shenbao"))
