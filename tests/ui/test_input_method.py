"""Which input plugin Qt is asked for on Linux; what really works was tried by hand (the module)."""

import pytest

from desktop_app.ui.input_method import NAME, prepare


@pytest.fixture
def plugins(tmp_path):
    """Qt's plugins as they come from PyPI."""
    folder = tmp_path / "platforminputcontexts"
    folder.mkdir()
    for name in ("compose", "ibus"):
        (folder / f"lib{name}platforminputcontextplugin.so").write_bytes(b"")
    return tmp_path


@pytest.mark.parametrize("asked", ["fcitx", "fcitx5", "xim", "wayland", ""])
def test_what_has_no_plugin_becomes_ibus_which_fcitx_5_answers_too(plugins, asked):
    environ = {NAME: asked} if asked else {}
    assert prepare(environ, plugins, "linux") == "ibus"
    assert environ[NAME] == "ibus"


@pytest.mark.parametrize("asked", ["ibus", "none", "qtvirtualkeyboard"])
def test_what_somebody_means_is_kept(plugins, asked):
    environ = {NAME: asked}
    assert prepare(environ, plugins, "linux") == asked
    assert environ == {NAME: asked}


@pytest.mark.parametrize("asked", ["fcitx", "fcitx5"])
def test_a_plugin_that_somebody_put_there_is_used(plugins, asked):
    folder = plugins / "platforminputcontexts"
    (folder / "libfcitx5platforminputcontextplugin.so").write_bytes(b"")
    environ = {NAME: asked}
    assert prepare(environ, plugins, "linux") == asked
    assert environ == {NAME: asked}


def test_a_wayland_desktop_brings_input_itself(plugins):
    environ = {"WAYLAND_DISPLAY": "wayland-0"}
    assert prepare(environ, plugins, "linux") == ""
    assert NAME not in environ


def test_other_systems_are_left_alone(plugins):
    environ: dict[str, str] = {}
    assert prepare(environ, plugins, "win32") == ""
    assert environ == {}
