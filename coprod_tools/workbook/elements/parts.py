"""The elements by name: a table with buttons, a way through, cards, a message, words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Literal

from coprod_tools.workbook.elements.element import Element

Cell = str | dict[str, Any]
Tone = Literal["note", "saved", "error", "busy"]


class Table(Element):
    """A table with a caption, column heads and row heads.

    Parameters
    ----------
    rows : iterable of rows
        A cell is plain words, or `{"text", "action"?, "label"?, "look"?, "current"?, "off"?}`; `action` makes it a
        button of that name, `label` is what it is called aloud, `look` is a verdict or other word the style sheet
        knows. `{"text", "file"}` links to a file below the served folder. `{"parts": [...]}` sets several in one cell.
        `{"text", "across": n}` as a row's only cell is the head of the rows below it, n columns wide.
    nothing : str
        What stands there when there is no row.
    """

    def __init__(
        self,
        caption: str,
        head: Sequence[str],
        rows: Iterable[Sequence[Cell]] = (),
        *,
        nothing: str = "",
        row_heads: bool = True,
        caption_hidden: bool = False,
    ) -> None:
        super().__init__(
            "table",
            {
                "caption": caption,
                "head": list(head),
                "rows": [list(row) for row in rows],
                "nothing": nothing,
                "row_heads": row_heads,
                "caption_hidden": caption_hidden,
            },
        )

    def fill(self, rows: Iterable[Sequence[Cell]], caption: str | None = None) -> None:
        """Show other rows; the keyboard stays where it was."""
        named = {} if caption is None else {"caption": caption}
        self.content = {**self.content, **named, "rows": [list(row) for row in rows]}


class Way(Element):
    """A way through: a row, or where `upright` a column, of places to go to.

    An item is `{"id", "label", "current"?, "note"?, "said"?}`; pressing one tells its id.
    """

    def __init__(self, label: str, items: Iterable[dict[str, Any]] = (), *, upright: bool = False) -> None:
        super().__init__("way", {"label": label, "items": list(items), "upright": upright})

    def fill(self, items: Iterable[dict[str, Any]]) -> None:
        """Show other places."""
        self.content = {**self.content, "items": list(items)}


class Cards(Element):
    """Cards: `{"title", "lines": [[name, words]], "actions": [cell]}` each."""

    def __init__(self, label: str, cards: Iterable[dict[str, Any]] = (), *, nothing: str = "") -> None:
        super().__init__("cards", {"label": label, "cards": list(cards), "nothing": nothing})

    def fill(self, cards: Iterable[dict[str, Any]]) -> None:
        """Show other cards."""
        self.content = {**self.content, "cards": list(cards)}


class Message(Element):
    """A place for messages that is read aloud when it changes; empty until something is said."""

    def __init__(self) -> None:
        super().__init__("message", {"text": ""})

    def say(
        self,
        text: str,
        tone: Tone = "note",
        *,
        lines: Iterable[str] = (),
        actions: Iterable[dict[str, Any]] = (),
        progress: float | None = None,
    ) -> None:
        """Say what happened and what to do.

        Parameters
        ----------
        progress : float, optional
            The share that is done, 0 to 1; below 0 when nobody can know how long it takes.
        """
        content: dict[str, Any] = {"text": text, "tone": tone, "lines": list(lines), "actions": list(actions)}
        self.content = content | ({} if progress is None else {"progress": progress})

    def clear(self) -> None:
        """Say nothing any more."""
        self.content = {"text": ""}


class Words(Element):
    """Headings and paragraphs: pairs of a kind (`h2` to `h5`, `p`, `quiet`, `li`, `quote`) and its words."""

    def __init__(self, *blocks: tuple[str, str]) -> None:
        super().__init__("words", {"blocks": [list(block) for block in blocks]})

    def fill(self, *blocks: tuple[str, str]) -> None:
        """Show other words."""
        self.content = {"blocks": [list(block) for block in blocks]}
