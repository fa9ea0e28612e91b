"""A screen of 1366 × 768 with a window manager, and the hands: xdotool, the clipboard, pictures.

Runs with the system's Python (it has the bindings of AT-SPI), so it imports nothing of the program.
"""

import contextlib
import os
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
SIZE = "1366x768"


class NotSeen(AssertionError):
    """What had to be on the screen did not come."""


@contextlib.contextmanager
def running(*command: str, log: Path, **more: str) -> Iterator[subprocess.Popen[bytes]]:
    """A program that is ended at the end, by its own process."""
    with log.open("ab") as into:
        process = subprocess.Popen(
            command, stdout=into, stderr=into, env={**os.environ, **more}, start_new_session=True
        )
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()


@contextlib.contextmanager
def screen(log: Path) -> Iterator[str]:
    """A new X screen; its number is the first that is free."""
    read, write = os.pipe()
    with log.open("ab") as into:
        server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{SIZE}x24", "-nolisten", "tcp"],
            stderr=into,
            pass_fds=(write,),
        )
    os.close(write)
    try:
        with os.fdopen(read) as told:
            yield f":{told.readline().strip()}"
    finally:
        server.terminate()
        server.wait(10)


def until(what: str, look: Callable[[], T | None], within: float = 20) -> T:
    """What `look` finds, as soon as it finds it."""
    end = time.monotonic() + within
    while True:
        found = look()
        if found:
            return found
        if time.monotonic() > end:
            raise NotSeen(f"{what}: not within {within:.0f} s")
        time.sleep(0.1)


def xdo(*told: str) -> str:
    """One call of xdotool."""
    done = subprocess.run(
        ["xdotool", *told], capture_output=True, text=True, check=True, timeout=30
    )
    return done.stdout


def manages_windows() -> bool:
    """Whether a window manager has begun: it alone knows of desktops."""
    done = subprocess.run(["xdotool", "get_desktop"], capture_output=True, check=False, timeout=30)
    return done.returncode == 0


def click(x: int, y: int, *, times: int = 1, button: int = 1) -> None:
    """The mouse goes there and clicks."""
    xdo("mousemove", str(x), str(y))
    for _ in range(times):
        xdo("click", str(button))
    time.sleep(0.15)


def wheel(x: int, y: int, *, down: bool, turns: int = 3) -> None:
    """Turn the wheel there."""
    xdo("mousemove", str(x), str(y))
    xdo("click", "--repeat", str(turns), "--delay", "20", "5" if down else "4")
    time.sleep(0.15)


def press(*keys: str) -> None:
    """Keys by their names in X: Return, ctrl+z, F8."""
    for one in keys:
        xdo("key", "--clearmodifiers", one)
        time.sleep(0.1)


def write(text: str) -> None:
    """Type letters and digits; 汉字 go through the clipboard, as no key has them."""
    if text.isascii():
        xdo("type", "--clearmodifiers", "--delay", "12", "--", text)
    else:
        # xclip stays to serve the clipboard; it must not keep our pipes open.
        subprocess.run(
            ["xclip", "-selection", "clipboard"],
            input=text.encode(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=True,
            timeout=10,
        )
        press("ctrl+v")
    time.sleep(0.2)


def picture(path: Path) -> None:
    """What is on the screen."""
    subprocess.run(["import", "-window", "root", str(path)], check=True, timeout=30)
