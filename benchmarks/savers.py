"""Many who save one policy at once: each save is acknowledged and kept, or refused with its content handed back.

Half of the savers work as the workbook does (what does not clash is merged, what does is refused with a three-way
difference), half as a script does (any save over a newer version is refused). Every third edit is of the title, which
all of them want; the others are each of the saver's own actor. Readers read the file all the while.
"""

from __future__ import annotations

import json
import multiprocessing
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coprod_tools import policyfile
from coprod_tools.policyfile.history import read_history
from coprod_tools.policyfile.history_lines import Note, sha256_of
from coprod_tools.policyfile.line_edits import followed
from coprod_tools.problems import CannotWrite, InvalidInput, Stale
from coprod_tools.workbook.editing import Editing

_FORK = multiprocessing.get_context("fork")


@dataclass(frozen=True)
class Count:
    """What came of all edits.

    Attributes
    ----------
    edits, acknowledged, refused : int
        `merged` of the acknowledged took in what others had saved meanwhile.
    lost : int
        Acknowledged and not in the history, byte for byte.
    unreturned : int
        Refused without the content handed back.
    reads, bad_reads : int
        `bad_reads` were of a file that is no valid policy.
    versions, history_bytes : int
        What the history holds in the end.
    last_agrees : bool
        Whether the file is the history's last version.
    seconds : float
        From the first edit to the last.
    """

    edits: int
    acknowledged: int
    merged: int
    refused: int
    lost: int
    unreturned: int
    reads: int
    bad_reads: int
    versions: int
    history_bytes: int
    damaged: int
    last_agrees: bool
    seconds: float


def policy_text(savers: int) -> str:
    """Return a policy in which each saver has an actor."""
    actors = "".join(f"  - id: saver-{n}\n    label: Saver {n}   # stays\n" for n in range(savers))
    return f"# Many hands\ncoprod: 1\nid: hands\ntitle: At first\nactors:\n{actors}"


def saver(folder: Path, drafts: Path, number: int, edits: int) -> None:
    """Make `edits` edits and write down how each ended."""
    ends, how = [], _workbook if number % 2 else _script
    editing = Editing(folder, by=f"saver-{number}", today="2026-01-01", drafts=drafts / str(number))
    for edit in range(edits):
        token = f"saver {number} edit {edit}"
        path = "title" if edit % 3 == 2 else f"actors[saver-{number}].note"
        ends.append({"token": token, **how(editing, path, token)})
    (drafts / f"{number}.ends.json").write_text(json.dumps(ends), encoding="utf-8")


def _workbook(editing: Editing, path: str, token: str) -> dict[str, Any]:
    outcome = editing.change({path: token}, token)
    if outcome.kind == "saved":
        merged = outcome.difference is not None
        return {"saved": sha256_of(editing.loaded.text.encode()), "merged": merged}
    returned = token in outcome.content and (outcome.kind != "stale" or outcome.difference is not None)
    editing.discard()
    return {"returned": returned, "why": outcome.message}


def _script(editing: Editing, path: str, token: str) -> dict[str, Any]:
    try:
        loaded = policyfile.save(editing.loaded, {path: token}, note=Note("2026-01-01", editing.by, token))
    except Stale as stale:
        editing.loaded = policyfile.load(editing.loaded.path)
        return {"returned": token in stale.mine, "why": "stale"}
    except CannotWrite as stopped:
        return {"returned": token in stopped.content, "why": str(stopped)}
    editing.loaded = loaded
    return {"saved": sha256_of(loaded.text.encode())}


def reader(path: Path, ended: Any, counts: Any) -> None:
    """Read the policy until all savers have ended, and count what could not be read."""
    reads = bad = 0
    while not ended.is_set():
        reads += 1
        try:
            policyfile.load(path)
        except InvalidInput:
            bad += 1
        time.sleep(0.02)
    counts.put((reads, bad))


def run(savers: int, edits: int, readers: int, folder: Path) -> Count:
    """Let all of them loose on one policy in `folder`, and count."""
    home, drafts = folder / "hands", folder / "drafts"
    home.mkdir()
    drafts.mkdir()
    (home / "policy.yaml").write_text(policy_text(savers), encoding="utf-8")
    ended, counts = _FORK.Event(), _FORK.Queue()
    reading = [_FORK.Process(target=reader, args=(home / "policy.yaml", ended, counts)) for _ in range(readers)]
    saving = [_FORK.Process(target=saver, args=(home, drafts, n, edits)) for n in range(savers)]
    start = time.perf_counter()
    for process in (*reading, *saving):
        process.start()
    for process in saving:
        process.join()
    seconds = time.perf_counter() - start
    ended.set()
    read = [counts.get() for _ in reading]
    for process in reading:
        process.join()
    ends = [end for n in range(savers) for end in json.loads((drafts / f"{n}.ends.json").read_text())]
    return _counted(home, ends, read, seconds)


def _counted(home: Path, ends: list[dict[str, Any]], read: list[tuple[int, int]], seconds: float) -> Count:
    kept = contents(home)
    saved = [end for end in ends if "saved" in end]
    history = read_history(home)
    return Count(
        edits=len(ends),
        acknowledged=len(saved),
        merged=sum(bool(end.get("merged")) for end in saved),
        refused=len(ends) - len(saved),
        lost=sum(end["token"] not in kept.get(end["saved"], "") for end in saved),
        unreturned=sum(not end["returned"] for end in ends if "saved" not in end),
        reads=sum(reads for reads, _ in read),
        bad_reads=sum(bad for _, bad in read),
        versions=len(history.versions),
        history_bytes=sum(path.stat().st_size for path in (home / "history").iterdir()),
        damaged=len(history.damaged),
        last_agrees=history.versions[-1].sha256 == sha256_of((home / "policy.yaml").read_bytes()),
        seconds=seconds,
    )


def contents(home: Path) -> dict[str, str]:
    """Return the text of each version by digest, put together one after the other and checked."""
    kept: dict[str, str] = {}
    for line in read_history(home).lines:
        text = line.whole.decode() if line.whole is not None else followed(kept.get(line.before, ""), line.edits)
        if text is not None and sha256_of(text.encode()) == line.version.sha256:
            kept[line.version.sha256] = text
    return kept


def lines(savers: int = 100, edits: int = 100) -> list[str]:
    """Return the result as lines for `RESULTS.md`."""
    with tempfile.TemporaryDirectory() as folder:
        count = run(savers, edits, 2, Path(folder))
    return [
        f"- {savers} savers, {count.edits:,} edits of one policy in {count.seconds:.0f} s: {count.acknowledged:,} "
        f"acknowledged ({count.merged:,} merged with what others saved meanwhile) + {count.refused:,} refused = "
        f"{count.acknowledged + count.refused:,}.",
        f"- Acknowledged and not in the history byte for byte: {count.lost} (goal 0). Refused without the content "
        f"handed back: {count.unreturned} (goal 0).",
        f"- The file was read {count.reads:,} times meanwhile; not valid: {count.bad_reads} (goal 0). In the end it "
        f"is the history's last version: {'yes' if count.last_agrees else 'no'}.",
        f"- The history holds {count.versions:,} versions in {count.history_bytes / 1e6:.1f} MB; damaged lines: "
        f"{count.damaged} (goal 0).",
    ]


if __name__ == "__main__":
    print("\n".join(lines(*map(int, sys.argv[1:]))))
