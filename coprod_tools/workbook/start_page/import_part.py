"""Bring somebody else's file in: first what would become of it, then, when that is wanted, the policies themselves."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import ipywidgets

from coprod_tools.exchange import Format, import_file, recognise
from coprod_tools.files.folder_scan import is_policy
from coprod_tools.policyfile import load
from coprod_tools.policyfile.beginning import begin_in
from coprod_tools.problems import UsageError
from coprod_tools.words import say
from coprod_tools.workbook.elements import Table, Words
from coprod_tools.workbook.elements.sendable import sendable
from coprod_tools.workbook.start_page.import_words import lost_rows, policy_rows, summed
from coprod_tools.workbook.start_page.offered import offered_in
from coprod_tools.workbook.start_page.part import Part
from coprod_tools.workbook.start_page.upload import Upload


class ImportPart(Part):
    """A file from the computer or the folder, what would be added and lost, and a button that does it.

    Parameters
    ----------
    done : callable
        Told what was brought in.
    """

    def __init__(self, folder: Path, done: Callable[[str], None], read_only: bool) -> None:
        super().__init__()
        self._folder, self._done, self._read_only = folder, done, read_only
        self._offered: dict[str, tuple[Path, Format]] = {}
        self._chosen: tuple[Path, str] | None = None
        self._kept = tempfile.TemporaryDirectory(prefix="coprod-import-")
        self.about = Words(("p", say("lab.about-import")))
        self.upload = Upload(self.guarded(self._uploaded))
        self.files = ipywidgets.Dropdown(description=say("lab.import-files"), options=[])
        self.look = ipywidgets.Button(description=say("lab.import-look"))
        self.look.on_click(self.guarded(lambda button: self._look()))
        self.report = ipywidgets.VBox()
        self.existing = ipywidgets.Dropdown(
            description=say("lab.import-existing"),
            options=[(say(f"lab.import-{each}"), each) for each in ("refuse", "merge")],
        )
        self.existing.observe(self.guarded(lambda change: self._would()), "value")
        self.ok = ipywidgets.Button(description=say("lab.import-do"))
        self.ok.on_click(self.guarded(lambda button: self._import()))
        self.children = (self.about, self.upload, self.files, self.look, self.notice, self.report)

    def refresh(self) -> None:
        """Look which files of the folder can be brought in."""
        self._offered = offered_in(self._folder)
        self.files.options = [(sendable(f"{name}: {known.title}"), name) for name, (_, known) in self._offered.items()]
        self.files.value = next(iter(self._offered), None)
        for part in (self.files, self.look):
            part.layout.display = None if self._offered else "none"

    def _uploaded(self, name: str, data: bytes) -> None:
        path = Path(self._kept.name) / name
        path.write_bytes(data)
        if is_policy(path):
            self._take_policy(path)
            return
        known = recognise(path)
        if known is None:
            self._chosen, self.report.children = None, ()
            self.notice.say(say("lab.import-unknown", name=name), "error")
            return
        self._show(path, known)

    def _take_policy(self, path: Path) -> None:
        loaded = load(path)
        begin_in(self._folder, loaded.policy.id, loaded.text)
        self._done(say("lab.import-own", title=loaded.policy.title))

    def _look(self) -> None:
        if self.files.value:
            self._show(*self._offered[self.files.value])

    def _show(self, path: Path, known: Format) -> None:
        self._chosen = path, known.name
        self._would()

    def _would(self) -> None:
        """Show what would become of the file; nothing is written."""
        if self._chosen is None:
            return
        path, name = self._chosen
        self.report.children = ()
        self.notice.say(say("lab.import-reading", name=path.name), "busy", progress=-1)
        report = import_file(name, path, self._folder, dry_run=True, existing=str(self.existing.value))
        self.notice.say(say("lab.import-nothing-yet"))
        rows = policy_rows(report)
        lost = lost_rows(report)
        self.report.children = (
            Words(("h3", path.name), ("p", summed(report)), *(("quiet", each) for each in report.warnings[:10])),
            Table(say("lab.import-table"), [say(f"lab.import-head-{n}") for n in ("record", "what", "why")], rows),
            Table(
                say("lab.import-lost"),
                [say(f"lab.import-head-{n}") for n in ("field", "count", "why")],
                lost,
                nothing=say("lab.import-lost-nothing"),
            ),
            self.existing,
            self.ok,
        )

    def _import(self) -> None:
        if self._chosen is None:
            return
        if self._read_only:
            raise UsageError(say("workbook.read-only"))
        path, name = self._chosen
        self.notice.say(say("lab.import-reading", name=path.name), "busy", progress=-1)
        report = import_file(name, path, self._folder, existing=str(self.existing.value))
        self._chosen, self.report.children = None, ()
        self.notice.clear()
        self._done(summed(report))
