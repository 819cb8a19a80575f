"""The commands by name. Each loads what it needs when it runs, so that `--help` answers at once."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from coprod_tools.cli.options import (
    FAIL_ON,
    AsAt,
    Debug,
    KnowledgeDir,
    Out,
    PathArgument,
    PathArguments,
    Verbose,
    chosen,
)
from coprod_tools.words import say

if TYPE_CHECKING:
    from coprod_tools.exchange.importing import Existing

EXISTING = ("refuse", "merge", "replace")
# Written out so that help needs no format loaded; a test holds it to the registry.
IMPORTED = (
    "edges", "fcm", "iati", "indigo", "kumu", "matrix", "mentalmodeler", "pabulib", "polis", "ppi", "prsm",
)  # fmt: skip
ENGINES = ("local", "stock")
PAGES = ("html",)
CHECK_FORMATS = ("text", "json", "sarif")

# Plain help: the boxes of rich cost a third of the answer's time and read badly aloud.
app = typer.Typer(
    name="coprod", help=say("cli.help"), add_completion=False, no_args_is_help=True, rich_markup_mode=None
)


def _existing(value: str) -> Existing:
    return cast("Existing", chosen("--existing", value, EXISTING))


def _listen(verbose: bool, debug: bool) -> None:
    if verbose or debug:
        logging.basicConfig(level=logging.DEBUG if debug else logging.INFO, format="%(message)s")


@app.command(help=say("cli.help-new"))
def new(
    id: Annotated[str, typer.Argument(metavar="ID", help=say("cli.help-id"), show_default=False)],
    template: Annotated[
        str,
        typer.Option(
            "--template",
            metavar="T",
            help=say("cli.help-template", names="service, regulation, grant-or-fund, prevention, digital"),
        ),
    ] = "service",
    out: Out = Path(),
    verbose: Verbose = False,
    debug: Debug = False,
) -> int:
    """Start a policy from a template."""
    from coprod_tools.cli.starting import start

    _listen(verbose, debug)
    return start(id, template, out)


@app.command(help=say("cli.help-check"))
def check(
    paths: PathArguments,
    format: Annotated[
        str, typer.Option("--format", help=say("cli.help-format", names=", ".join(CHECK_FORMATS)))
    ] = "text",
    fail_on: Annotated[
        str, typer.Option("--fail-on", help=say("cli.help-fail-on", names=", ".join(FAIL_ON)))
    ] = "error",
    as_at: AsAt = None,
    knowledge: KnowledgeDir = None,
    verbose: Verbose = False,
    debug: Debug = False,
) -> int:
    """List what is weak in policies."""
    from coprod_tools.cli.checking import check_all

    _listen(verbose, debug)
    shown_as = chosen("--format", format, CHECK_FORMATS)
    return check_all(paths, shown_as, chosen("--fail-on", fail_on, FAIL_ON), as_at, knowledge)


@app.command(help=say("cli.help-plan"))
def plan(
    path: PathArgument,
    out: Out,
    fail_on: Annotated[
        str, typer.Option("--fail-on", help=say("cli.help-fail-on", names=", ".join(FAIL_ON)))
    ] = "never",
    as_at: AsAt = None,
    knowledge: KnowledgeDir = None,
    verbose: Verbose = False,
    debug: Debug = False,
) -> int:
    """Make one plan."""
    from coprod_tools.cli.planning import plan_one

    _listen(verbose, debug)
    return plan_one(path, out, chosen("--fail-on", fail_on, FAIL_ON), as_at, knowledge)


@app.command(help=say("cli.help-batch"))
def batch(
    paths: PathArguments,
    out: Out,
    jobs: Annotated[int | None, typer.Option("--jobs", min=1, help=say("cli.help-jobs"), show_default=False)] = None,
    engine: Annotated[str, typer.Option("--engine", help=say("cli.help-engine", names=", ".join(ENGINES)))] = "local",
    format: Annotated[str, typer.Option("--format", help=say("cli.help-page-format", names=", ".join(PAGES)))] = "html",
    fail_on: Annotated[
        str, typer.Option("--fail-on", help=say("cli.help-fail-on", names=", ".join(FAIL_ON)))
    ] = "never",
    as_at: AsAt = None,
    knowledge: KnowledgeDir = None,
    verbose: Verbose = False,
    debug: Debug = False,
) -> int:
    """Make many plans."""
    from coprod_tools.cli.planning import plan_many

    _listen(verbose, debug)
    chosen("--engine", engine, ENGINES)
    chosen("--format", format, PAGES)
    workers = jobs or os.cpu_count() or 1
    return plan_many(paths, out, chosen("--fail-on", fail_on, FAIL_ON), as_at, knowledge, engine, workers)


@app.command("import", help=say("cli.help-import"))
def import_(
    format: Annotated[
        str,
        typer.Argument(
            metavar="FORMAT", help=say("cli.help-import-format", names=", ".join(IMPORTED)), show_default=False
        ),
    ],
    source: Annotated[Path, typer.Argument(metavar="SRC", help=say("cli.help-src"), show_default=False)],
    out: Out,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=say("cli.help-dry-run"))] = False,
    existing: Annotated[
        str, typer.Option("--existing", help=say("cli.help-existing", names=", ".join(EXISTING)))
    ] = "refuse",
    verbose: Verbose = False,
    debug: Debug = False,
) -> int:
    """Turn somebody else's file into policies."""
    from coprod_tools.cli.exchanging import import_one

    _listen(verbose, debug)
    return import_one(format, source, out, dry_run, _existing(existing))


@app.command(help=say("cli.help-export"))
def export(
    format: Annotated[
        str, typer.Argument(metavar="FORMAT", help=say("cli.help-import-format", names="graphml"), show_default=False)
    ],
    path: PathArgument,
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help=say("cli.help-out-file"))],
    as_at: AsAt = None,
    knowledge: KnowledgeDir = None,
    verbose: Verbose = False,
    debug: Debug = False,
) -> int:
    """Write a policy's value chain in another format."""
    from coprod_tools.cli.exchanging import export_one

    _listen(verbose, debug)
    return export_one(format, path, out, as_at, knowledge)


@app.command(help=say("maps.help_gather"))
def gather(
    path: PathArgument,
    sources: Annotated[
        list[str] | None, typer.Argument(metavar="SRC...", help=say("maps.help_src"), show_default=False)
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=say("maps.help_dry_run"))] = False,
    round: Annotated[
        int | None, typer.Option("--round", metavar="N", min=1, max=9999, help=say("maps.help_round"))
    ] = None,
    actor: Annotated[str | None, typer.Option("--actor", metavar="ID", help=say("maps.help_actor"))] = None,
    read_back: Annotated[
        str | None, typer.Option("--read-back", metavar="ACTOR", help=say("maps.help_read_back"))
    ] = None,
    confirm: Annotated[str | None, typer.Option("--confirm", metavar="ACTOR", help=say("maps.help_confirm"))] = None,
    disagree: Annotated[str | None, typer.Option("--disagree", metavar="ACTOR", help=say("maps.help_disagree"))] = None,
    withdraw: Annotated[str | None, typer.Option("--withdraw", metavar="ACTOR", help=say("maps.help_withdraw"))] = None,
    join: Annotated[list[str] | None, typer.Option("--join", metavar="NAME", help=say("maps.help_join"))] = None,
    by: Annotated[str | None, typer.Option("--by", metavar="NAME", help=say("maps.help_by"))] = None,
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help=say("maps.help_on"))] = None,
    reason: Annotated[str | None, typer.Option("--reason", metavar="TEXT", help=say("maps.help_reason"))] = None,
    verbose: Verbose = False,
    debug: Debug = False,
) -> int:
    """Bring partners' maps beside a policy."""
    from coprod_tools.cli.gathering import Asked, run

    _listen(verbose, debug)
    asked = Asked(read_back, confirm, disagree, withdraw, tuple(join or ()))
    return run(path, sources or [], asked, dry_run=dry_run, round=round, actor=actor, by=by, on=on, reason=reason)


@app.command(help=say("cli.help-migrate"))
def migrate(path: PathArgument, verbose: Verbose = False, debug: Debug = False) -> int:
    """Bring an older policy file up to date."""
    from coprod_tools.cli.starting import bring_up_to_date

    _listen(verbose, debug)
    return bring_up_to_date(path)


@app.command(help=say("lab.help"))
def lab(
    path: Annotated[Path, typer.Argument(metavar="[PATH]", help=say("lab.help-path"), show_default=False)] = Path(),
    port: Annotated[
        int | None, typer.Option("--port", metavar="N", min=1, max=65535, help=say("lab.help-port"))
    ] = None,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help=say("lab.help-browser"))] = True,
    read_only: Annotated[bool, typer.Option("--read-only", help=say("lab.help-read-only"))] = False,
    workshop: Annotated[bool, typer.Option("--workshop", help=say("lab.help-workshop"))] = False,
    allow_root: Annotated[bool, typer.Option("--allow-root", help=say("lab.help-allow-root"))] = False,
    verbose: Verbose = False,
    debug: Debug = False,
) -> int:
    """Open the workbook in the browser."""
    from coprod_tools.cli.lab import open_workbook

    _listen(verbose, debug)
    return open_workbook(path, port, browser, read_only, workshop, allow_root)
