"""What counts as a breach: any other socket, any other place, anything that is not understood."""

from pathlib import Path

import pytest

from tests.offline.judge import judge
from tests.offline.trace import read_trace

HOME = Path("/home/clerk")
ALLOWED = (Path("/clerk/drafts"), HOME / ".local" / "share" / "shenbao")


def breaches(*lines: str) -> list[str]:
    return judge([("step", read_trace(lines, "/start"))], ALLOWED, HOME).breaches


def test_the_screen_and_the_buses_of_this_computer_are_no_network():
    assert not breaches(
        "7 socket(AF_UNIX, SOCK_STREAM, 0) = 3",
        '7 connect(3, {sa_family=AF_UNIX, sun_path=@"/tmp/.X11-unix/X0"}, 20) = 0',
        '7 connect(3, {sa_family=AF_UNIX, sun_path="/home/clerk/.cache/at-spi/bus_0"}, 9) = 0',
        '7 connect(3, {sa_family=AF_UNIX, sun_path="/run/cups/cups.sock"}, 9) = -1 ENOENT (No)',
    )


@pytest.mark.parametrize(
    "line",
    [
        "7 socket(AF_INET, SOCK_STREAM, IPPROTO_IP) = -1 EPERM (no)",
        "7 socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE) = 3",
        '7 connect(3, {sa_family=AF_UNIX, sun_path="/run/somebody"}, 20) = 0',
        '7 sendto(3, "x", 1, 0, {sa_family=AF_INET, sin_port=htons(53)}, 16) = 1',
        "7 io_uring_setup(8, {}) = 3",
    ],
)
def test_any_other_socket_is_a_breach(line):
    assert len(breaches(line)) == 1


def test_what_lies_below_the_draft_and_the_programs_data_may_be_written():
    assert not breaches(
        '7 openat(AT_FDCWD</start>, "/clerk/drafts/a", O_WRONLY|O_CREAT, 0666) = 3</clerk/drafts/a>',
        '7 mkdir("/home/clerk/.local/share/shenbao/x", 0777) = 0',
        # On the way there.
        '7 mkdir("/home/clerk/.local", 0777) = 0',
        '7 openat(AT_FDCWD</start>, "/dev/null", O_RDWR) = 3</dev/null>',
    )


@pytest.mark.parametrize(
    "path", ["/tmp/x", "/clerk/drafts2/x", "/home/clerk/.config/QtProject.conf", "/dev/shm/x"]
)
def test_any_other_place_is_a_breach(path):
    assert breaches(f'7 openat(AT_FDCWD</start>, "{path}", O_RDWR|O_CREAT, 0600) = 3<{path}>')
    assert breaches(f'7 unlink("{path}") = 0')
    assert breaches(f'7 rename("/clerk/drafts/a", "{path}") = 0')
