"""`coprod new` and `coprod migrate`: the beginning of a policy file, and bringing an old one up to date."""

from __future__ import annotations

from pathlib import Path

from pydantic_core import PydanticCustomError

from coprod_tools.files import write_atomic
from coprod_tools.policy.ids import read_id
from coprod_tools.policyfile.beginning import STARTERS, starter_text, taken
from coprod_tools.problems import UsageError
from coprod_tools.words import say


def start(id: str, template: str, out: Path) -> int:
    """Write `OUT/ID.yaml` from a starter template; a file that is already there is left alone."""
    try:
        name = read_id(id)
    except PydanticCustomError as wrong:
        raise UsageError(f"{id}: {wrong.message()}") from None
    if template not in STARTERS:
        raise UsageError(say("cli.bad-choice", option="--template", names=", ".join(STARTERS)))
    path = out / f"{name}.yaml"
    if not out.is_dir():
        raise UsageError(f"{out}: {say('cli.no-folder')}")
    if taken(out, name):
        raise UsageError(f"{path}: {say('cli.new-exists')}")
    write_atomic(path, starter_text(template, name))
    print(say("cli.new-made", path=path))
    return 0


def bring_up_to_date(path: str) -> int:
    """Rename the fields of an older file; a current one is left as it is."""
    from coprod_tools.policyfile import migrate

    done = migrate(Path(path))
    print("\n".join((done.message, *done.renamed)))
    return 0
