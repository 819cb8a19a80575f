"""Tasks in children of a warm parent: each ends by itself, whatever it does.

Functions of Python's own library stand for whatever a task may do.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from coprod_tools.batch.warm.pool import Pool, Task, can_fork
from coprod_tools.problems import RunFailed

pytestmark = pytest.mark.skipif(not can_fork(), reason="children can't be forked here")


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    """One warm parent for all tests of this file."""
    with Pool() as one:
        yield one


def test_a_task_returns_its_value(pool: Pool) -> None:
    """With what it used."""
    pool.start(Task("sum", "math:pow", {}))
    assert pool.wait().fault == "TypeError"
    pool.start(Task("sum", "json:loads", {"s": "[1, 2]"}))
    done = pool.wait()
    assert (done.key, done.value, done.code, done.killed) == ("sum", [1, 2], 0, False)
    assert done.memory > 2**20


def test_a_task_that_raises_tells_what(pool: Pool) -> None:
    """And the next one runs."""
    pool.start(Task("bad", "json:loads", {"s": "["}))
    done = pool.wait()
    assert (done.fault, done.code) == ("JSONDecodeError", 1)


def test_a_late_task_is_killed_with_all_it_started(pool: Pool) -> None:
    """A program that it started does not live on."""
    command = ["sh", "-c", "sleep 61.7; true"]
    pool.start(Task("late", "subprocess:run", {"args": command}, seconds=0.5))
    done = pool.wait()
    assert (done.late, done.code, done.killed) == (True, -signal.SIGKILL, True)
    time.sleep(0.1)
    assert not [pid for pid in _processes() if "sleep 61.7" in _command(pid)]


def test_a_task_that_wants_too_much_memory_fails_alone(pool: Pool) -> None:
    """The bound is on its address space."""
    pool.start(Task("big", "numpy:zeros", {"shape": 2**33}, memory=2**31))
    assert "MemoryError" in pool.wait().fault


def test_many_tasks_at_once_come_back_once_each(pool: Pool) -> None:
    """In the order in which they end, never more at a time than asked for."""
    tasks = (Task(str(number), "json:loads", {"s": str(number)}) for number in range(20))
    found = [done.value for done in pool.results(tasks, workers=2)]
    assert sorted(found) == list(range(20))


def test_children_draw_their_own_random_numbers(pool: Pool) -> None:
    """Children of one parent start from the same state and must not go on from it."""
    drawn = [next(pool.results(iter([Task("r", "random:random", {})]), 1)).value for _ in range(3)]
    assert len(set(drawn)) == 3


def test_a_task_leaves_nothing_in_the_parent(pool: Pool) -> None:
    """What one child changes no other sees."""
    change = Task("set", "os:putenv", {})
    pool.start(change)
    pool.wait()
    pool.start(Task("load", "importlib:import_module", {"name": "this_is_not_there"}))
    assert pool.wait().fault == "ModuleNotFoundError"
    pool.start(Task("again", "json:loads", {"s": "1"}))
    assert pool.wait().value == 1


def test_closing_the_pool_ends_every_child() -> None:
    """Also one that would sleep for long."""
    with Pool() as one:
        one.start(Task("long", "subprocess:run", {"args": ["sleep", "62.3"]}))
        time.sleep(0.5)
    time.sleep(0.2)
    assert not [pid for pid in _processes() if "sleep 62.3" in _command(pid)]


def test_a_parent_that_was_killed_is_told() -> None:
    """The wait for a task does not hang."""
    with Pool() as one:
        os.kill(one.pid, signal.SIGKILL)
        with pytest.raises((RunFailed, OSError)):
            one.start(Task("none", "json:loads", {"s": "1"}))
            one.wait()


def _processes() -> list[int]:
    return [int(each.name) for each in Path("/proc").iterdir() if each.name.isdigit()]


def _command(pid: int) -> str:
    try:
        return (Path("/proc") / str(pid) / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return ""
