"""Two ways to begin a policy: a starter of its kind, or a worked example to look at or to copy."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from coprod_tools.policyfile import load, worked
from coprod_tools.policyfile.beginning import STARTERS, begin_in, copy_text, id_from_title, starter_text
from coprod_tools.policyfile.sources import WORKED
from coprod_tools.problems import CoprodError
from coprod_tools.words import say
from coprod_tools.workbook.elements import Cards, Words
from coprod_tools.workbook.start_page.part import Open, Part
from coprod_tools.workbook.start_page.title_form import TitleForm

CHOOSE, LOOK = "choose", "look"
Text = Callable[[str, str, str], str]


class BeginningPart(Part):
    """Cards to choose from, then the title of the policy that begins with what was chosen.

    Parameters
    ----------
    text : callable
        `(chosen, id, title)` gives the text of the new policy.
    """

    def __init__(self, folder: Path, open_policy: Open, read_only: bool, text: Text, about: str) -> None:
        super().__init__()
        self._folder, self._open, self._text = folder, open_policy, text
        self._read_only = read_only
        self._chosen = ""
        self.about = Words(("p", about))
        self.cards = Cards(about)
        self.cards.on_action(self.guarded(self._act))
        self.form = TitleForm(self.guarded(self._make), self.guarded(self._leave))
        self.children: tuple[Any, ...] = (self.about, self.notice, self.cards)

    def names(self) -> dict[str, str]:
        """Return what can be chosen and how it is called."""
        raise NotImplementedError

    def _act(self, action: str) -> None:
        name, _, chosen = action.partition(":")
        if name == LOOK:
            self._open(f"{WORKED}{chosen}")
        elif self._read_only:
            self.notice.say(say("workbook.read-only"))
        else:
            self._chosen = chosen
            self.children = (self.notice, self.form)
            self.form.ask(say("lab.new-from", name=self.names()[chosen]))

    def _make(self, title: str) -> None:
        id = id_from_title(title, self._folder)
        made = begin_in(self._folder, id, self._text(self._chosen, id, title))
        self.form.title.value = ""
        self._leave()
        self._open(made)

    def _leave(self) -> None:
        self.notice.clear()
        self.children = (self.about, self.notice, self.cards)
        if self._chosen:
            self.cards.focus(f"{CHOOSE}:{self._chosen}")
        self._chosen = ""


class StartersPart(BeginningPart):
    """The starters, each with what it is for."""

    def __init__(self, folder: Path, open_policy: Open, read_only: bool) -> None:
        super().__init__(folder, open_policy, read_only, starter_text, say("lab.about-starters"))
        self.cards.fill(self._card(name) for name in STARTERS)

    def names(self) -> dict[str, str]:
        """Return the starters' names."""
        return {name: say(f"lab.starter-{name}") for name in STARTERS}

    def _card(self, name: str) -> dict[str, Any]:
        title = say(f"lab.starter-{name}")
        lines = [
            [say("lab.card-for"), say(f"lab.starter-{name}-for")],
            [say("lab.card-first"), say(f"lab.starter-{name}-first")],
        ]
        return {"title": title, "lines": lines, "actions": [_choice("lab.start-from-this", name, title)]}


class ExamplesPart(BeginningPart):
    """The worked examples: to look at, or to copy and start from."""

    def __init__(self, folder: Path, open_policy: Open, read_only: bool) -> None:
        super().__init__(folder, open_policy, read_only, copy_text, say("lab.about-examples"))
        self._titles: dict[str, str] = {}

    def refresh(self) -> None:
        """Read the examples, the first time they are asked for."""
        if not self._titles:
            cards = [card for name in worked() if (card := self._card(name))]
            self.cards.fill(cards)

    def names(self) -> dict[str, str]:
        """Return the examples' titles."""
        return self._titles

    def _card(self, name: str) -> dict[str, Any] | None:
        try:
            policy = load(f"{WORKED}{name}").policy
        except CoprodError:
            return None
        title = self._titles[name] = str(policy.title)
        look = {
            "text": say("lab.look"),
            "action": f"{LOOK}:{name}",
            "label": say("lab.look-named", title=title),
        }
        about = str(policy.summary or "")
        lines = [[say("lab.card-about"), about]] if about else []
        return {"title": title, "lines": lines, "actions": [look, _choice("lab.copy", name, title)]}


def _choice(words: str, name: str, title: str) -> dict[str, str]:
    return {"text": say(words), "action": f"{CHOOSE}:{name}", "label": say(f"{words}-named", title=title)}
