"""Many things asked of several processes: in order, each lost alone, nothing left running."""

import os
import signal
import subprocess
import sys

import pytest

from desktop_app.jobs.many_processes import answers, usual_processes
from tests.scale.running import children_of, has_ended

# A process that echoes what it is asked, with its own number, or does what it is told.
ECHO = """
import json, os, signal, subprocess, sys
for line in sys.stdin:
    asked = json.loads(line)
    if asked.get("die"):
        os.kill(os.getpid(), signal.SIGKILL)
    if asked.get("hang"):
        subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
        signal.pause()
    if asked.get("rubbish"):
        print("no json", flush=True)
        continue
    print(json.dumps({"of": asked["n"], "pid": os.getpid()}), flush=True)
"""
COMMAND = [sys.executable, "-S", "-c", ECHO]
pytestmark = pytest.mark.skipif(os.name == "nt", reason="the echo is killed by signals")


def asked(count, **special):
    return [{"n": n, **special.get(f"at{n}", {})} for n in range(count)]


def numbers(told):
    return [None if one is None else one["of"] for one in told]


@pytest.mark.parametrize("processes", [1, 2, 3, 9])
def test_answers_come_in_the_order_of_what_was_asked(processes):
    assert numbers(answers(asked(7), processes, COMMAND)) == list(range(7))


def test_a_process_is_asked_one_thing_after_another():
    told = list(answers(asked(8), 2, COMMAND))
    assert len({one["pid"] for one in told}) <= 2


def test_a_process_is_renewed_after_so_many_things():
    told = list(answers(asked(7), 1, COMMAND, renewed_after=3))
    assert numbers(told) == list(range(7))
    assert [len({one["pid"] for one in told[at : at + 3]}) for at in (0, 3)] == [1, 1]
    assert len({one["pid"] for one in told}) == 3


@pytest.mark.parametrize("special", [{"die": True}, {"rubbish": True}])
def test_what_ends_a_process_is_lost_alone_and_the_process_replaced(special):
    told = answers(asked(5, at1=special, at3=special), 1, COMMAND)
    assert numbers(told) == [0, None, 2, None, 4]


def test_a_process_that_loses_its_way_is_ended():
    told = answers(asked(3, at1={"hang": True}), 1, COMMAND, patience=1.0)
    assert numbers(told) == [0, None, 2]


def test_a_program_that_cannot_be_started_loses_each_thing():
    assert list(answers(asked(2), 2, ["/no/such/program"])) == [None, None]


def test_who_stops_listening_ends_every_process_and_what_it_started():
    told = answers(asked(3, at1={"hang": True}, at2={"hang": True}), 3, COMMAND)
    assert next(told) is not None
    assert children_of(os.getpid())
    told.close()
    assert children_of(os.getpid()) == []


def test_a_worker_ends_with_the_one_that_started_it(tmp_path):
    """Killed outright it can end nobody; the workers hear that nobody asks any more."""
    script = (
        "import sys, os, signal\n"
        "from desktop_app.jobs.many_processes import answers\n"
        "told = answers([{'what': 'bundle', 'path': sys.argv[1], 'kind': 'bundle',"
        " 'programme': ''}] * 500, 1)\n"
        "next(told)\n"
        "from tests.scale.running import children_of, has_ended\n"
        "print(*children_of(os.getpid()), flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    words = [sys.executable, "-c", script, str(tmp_path)]
    told = subprocess.run(words, capture_output=True, text=True, check=False)
    assert told.returncode == -signal.SIGKILL
    (worker,) = told.stdout.split()
    assert has_ended(int(worker))


def test_there_is_always_one_process():
    assert usual_processes() >= 1
