"""Policies as cards: what each is, how it stands, and what waits."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from coprod_tools.problems import Fault
from coprod_tools.words import say
from coprod_tools.workbook.start_page.shelf import OnShelf
from coprod_tools.workbook.start_page.waiting import Waiting

OPEN = "open"
_FAULTS = 3


def card_of(policy: OnShelf, number: int) -> dict[str, Any]:
    """Return the card of a policy; its button tells `open:NUMBER`."""
    return _broken(policy) if policy.faults else _sound(policy, number)


def _sound(policy: OnShelf, number: int) -> dict[str, Any]:
    lines = [
        [say("lab.card-standing"), say(f"lab.standing-{policy.standing or 'none'}")],
        [say("lab.card-changed"), changed(policy)],
        [say("lab.card-waits"), waits(policy.waiting)],
        *_where(policy),
    ]
    button = {
        "text": say("lab.card-open"),
        "action": f"{OPEN}:{number}",
        "label": say("lab.card-open-named", title=policy.title),
    }
    return {"title": policy.title, "lines": lines, "actions": [button]}


def _broken(policy: OnShelf) -> dict[str, Any]:
    told = [plain(fault) for fault in policy.faults[:_FAULTS]]
    more = len(policy.faults) - _FAULTS
    if more > 0:
        told.append(say("lab.card-more-faults", n=more))
    lines = [
        [say("lab.card-wrong"), " ".join(told)],
        [say("lab.card-do"), say("lab.card-mend", file=policy.path.name)],
        *_where(policy),
    ]
    return {"title": say("lab.card-broken", name=policy.path.name), "lines": lines, "actions": []}


def _where(policy: OnShelf) -> list[list[str]]:
    return [[say("lab.card-inside"), policy.inside]] if policy.inside else []


def changed(policy: OnShelf) -> str:
    """Say when a policy was last changed, and by whom where that is known."""
    if policy.changed_by:
        return say("lab.changed-by", on=policy.changed_on, by=policy.changed_by)
    return policy.changed_on or say("lab.changed-unknown")


def waits(waiting: Waiting) -> str:
    """Say what waits for an answer."""
    counts = asdict(waiting)
    told = [say(f"lab.waits-{kind}-{'one' if n == 1 else 'many'}", n=n) for kind, n in counts.items() if n]
    return "; ".join(told) or say("lab.waits-nothing")


def plain(fault: Fault) -> str:
    """Say a fault of a file without the file's name."""
    if fault.line is None:
        return fault.message
    return say("lab.fault-at", line=fault.line, what=f"{fault.path}: {fault.message}" if fault.path else fault.message)
