"""The panel of saved versions: when, who, what; look at one beside the present, and bring it back."""

from __future__ import annotations

from typing import Any

import ipywidgets

from coprod_tools.files.yaml_tree import parse
from coprod_tools.policyfile.history_lines import Version, sha256_of
from coprod_tools.policyfile.three_way import three_way
from coprod_tools.problems import InvalidInput, UsageError
from coprod_tools.words import say
from coprod_tools.workbook.editing import Editing
from coprod_tools.workbook.elements import Table, Words
from coprod_tools.workbook.panel import Panel
from coprod_tools.workbook.versions_panel.in_words import called, shown

PAGE = 25
_LOOK, _RESTORE, _EARLIER, _LATER, _CLOSE = "look:", "restore", "earlier", "later", "close"


class VersionsPanel(Panel):
    """Every version that was saved, latest first."""

    def __init__(self, editing: Editing) -> None:
        super().__init__(editing)
        self.open_version: int | None = None
        self._from, self._told_of = 0, editing.loaded.text
        self.table = Table(
            say("history.table"),
            [say(f"history.head-{name}") for name in ("version", "when", "who", "what")],
            nothing=say("history.none-yet"),
        )
        self.pages = Table(say("history.pages"), [say("history.pages")], row_heads=False, caption_hidden=True)
        self.heading = Words()
        self.differences = Table(
            say("history.differences"),
            [say(f"history.head-{name}") for name in ("field", "now", "then")],
            nothing=say("history.no-difference"),
        )
        self.restore_button = ipywidgets.Button(description=say("history.restore"))
        self.close_button = ipywidgets.Button(description=say("history.close"))
        self.detail = ipywidgets.VBox()
        self.table.on_action(self.guarded(self._act))
        self.pages.on_action(self.guarded(self._act))
        self.restore_button.on_click(self.guarded(lambda _: self._act(_RESTORE)))
        self.close_button.on_click(self.guarded(lambda _: self._act(_CLOSE)))
        self.damage = Words()
        self.refresh()

    def refresh(self) -> None:
        """Draw the list anew, and the version that is open beside the policy as it is now."""
        if self.editing.loaded.text != self._told_of:
            self.notice.clear()  # what it said was of another state
        history = self.editing.history()
        self.damage.fill(*([("quiet", say("history.damaged", count=len(history.damaged)))] if history.damaged else []))
        versions = history.versions[::-1]
        self._from = min(self._from, max(0, len(versions) - 1) // PAGE * PAGE)
        page = versions[self._from : self._from + PAGE]
        present = self._present(versions)
        self.table.fill(self._row(each, each is present) for each in page)
        self.pages.fill([self._ways(len(versions))] if len(versions) > PAGE else [])
        pages = (self.pages,) if len(versions) > PAGE else ()
        self.children = (self.notice, self.table, *pages, self.damage, self.detail)
        if self.open_version is not None:
            self._show(self.open_version)

    def _present(self, versions: tuple[Version, ...]) -> Version | None:
        """Return the latest version that is the policy as it is now, with or without a byte order mark."""
        text = self.editing.loaded.text
        digests = {sha256_of(each.encode("utf-8")) for each in (text, "\ufeff" + text)}
        return next((each for each in versions if each.sha256 in digests), None)

    def _row(self, version: Version, present: bool) -> list[Any]:
        name = say("history.version", number=version.number)
        look = {
            "text": name,
            "action": f"{_LOOK}{version.number}",
            "label": say("history.look", number=version.number),
            "current": version.number == self.open_version,
        }
        what = version.label or say("history.no-label")
        return [
            look,
            _when(version.on),
            version.by or say("history.nobody-named"),
            say("history.now", what=what) if present else what,
        ]

    def _ways(self, count: int) -> list[Any]:
        last = min(self._from + PAGE, count)
        place = say("history.page", first=self._from + 1, last=last, count=count)
        ways = [
            {"text": say("history.later"), "action": _LATER, "off": self._from == 0},
            {"text": say("history.earlier"), "action": _EARLIER, "off": last == count},
        ]
        return [{"parts": [{"text": place}, *ways]}]

    def _act(self, action: str) -> None:
        if action.startswith(_LOOK):
            self.open_version = int(action.removeprefix(_LOOK))
            self.refresh()
            self.heading.focus()
        elif action in (_EARLIER, _LATER):
            self._from = max(0, self._from + (PAGE if action == _EARLIER else -PAGE))
            self.refresh()
        elif action == _CLOSE and self.open_version is not None:
            was, self.open_version = self.open_version, None
            self.detail.children = ()
            self.refresh()
            self.table.focus(f"{_LOOK}{was}")
        elif action == _RESTORE and self.open_version is not None:
            self._restore(self.open_version)

    def _restore(self, number: int) -> None:
        outcome = self.editing.restore(number)
        if outcome.kind == "nothing":
            self.notice.say(say("history.same-already"))
            return
        if outcome.kept:
            self.open_version = None
            self.detail.children = ()
        self.refresh()
        self._told_of = self.editing.loaded.text
        self.tell(outcome, say("history.restored-done", number=number))

    def _show(self, number: int) -> None:
        """Show what would change if a version were brought back."""
        self.heading.fill(("h4", say("history.then-title", number=number)), ("quiet", say("history.then-about")))
        buttons = [self.close_button] if self.editing.read_only else [self.restore_button, self.close_button]
        try:
            rows, readable = self._rows(self.editing.version_text(number)), True
        except (InvalidInput, UsageError) as lost:
            self.heading.fill(("h4", say("history.then-title", number=number)), ("p", str(lost)))
            rows, readable = [], False
        self.differences.fill(rows)
        shown_parts = [self.heading, self.differences] if readable else [self.heading]
        self.detail.children = (*shown_parts, _row_of(buttons if readable else [self.close_button]))

    def _rows(self, then: str) -> list[list[Any]]:
        now, file = self.editing.loaded.text, self.editing.loaded.source.file
        states = [parse(text, file).plain() for text in (now, then)]
        pieces = three_way(now, then, now, file).pieces
        if not pieces and now != then:
            return [[say("history.only-comments"), "", ""]]
        rows = [[called(p.path, *states), shown(p.base, p.path), shown(p.mine, p.path)] for p in pieces]
        return rows


def _row_of(buttons: list[ipywidgets.Button]) -> ipywidgets.HBox:
    return ipywidgets.HBox(buttons, layout=ipywidgets.Layout(margin="0.6rem 0", flex_flow="row wrap"))


def _when(on: str) -> str:
    """Return a date and time as people write them: 2026-11-27, 15:04."""
    day, _, time = on.partition("T")
    return f"{day}, {time[:5]}" if time else day or say("history.no-date")
