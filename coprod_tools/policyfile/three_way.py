"""What two people changed in the same policy since one of them read it, and both brought together in one text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from coprod_tools.files.fields import Model
from coprod_tools.files.yaml_tree import parse
from coprod_tools.policy import Policy
from coprod_tools.policyfile.line_edits import merged_lines
from coprod_tools.policyfile.merging_values import Choice, Instead, Merging, Piece
from coprod_tools.policyfile.text_towards import text_towards
from coprod_tools.problems import InvalidInput, UsageError
from coprod_tools.words import say

__all__ = ["Choice", "Difference", "Instead", "Piece", "three_way"]


@dataclass(frozen=True, slots=True)
class Difference:
    """Three states of one file: what was read (`base`), what I want (`mine`), what stands there now (`theirs`).

    Attributes
    ----------
    base, mine, theirs : str
        The whole texts, so that nothing typed is lost whatever is chosen.
    pieces : tuple of Piece
        Each field that differs, in the order of the file.
    """

    file: str
    base: str
    mine: str
    theirs: str
    pieces: tuple[Piece, ...]
    model: Model = Policy

    @property
    def clashes(self) -> tuple[Piece, ...]:
        """The fields that both changed, each in another way."""
        return tuple(piece for piece in self.pieces if piece.kind == "clash")

    def of(self, *kinds: str) -> tuple[Piece, ...]:
        """Return the pieces of these kinds."""
        return tuple(piece for piece in self.pieces if piece.kind in kinds)

    def settled(self, choices: Mapping[str, Choice] | None = None) -> str:
        """Return their text with my changes made in it, so that comments of both stay as far as they can.

        Parameters
        ----------
        choices : mapping of str to {'mine', 'theirs'} or Instead
            For each clash, by its path, what is to stand.

        Raises
        ------
        UsageError
            When a clash has no choice; it is named.
        CannotWrite
            When the text is written in a way that can't be changed safely.
        """
        choices = choices or {}
        open_ones = [piece.path for piece in self.clashes if piece.path not in choices]
        if open_ones:
            raise UsageError(say("history.unsettled", paths=", ".join(open_ones)))
        if not self.clashes and self.mine == self.base:
            return self.theirs
        if not self.clashes and self.theirs == self.base:
            return self.mine
        wanted = Merging(choices).value(self.model, "", *self._plain())
        return self._text_of(wanted)

    def _text_of(self, wanted: Any) -> str:
        # Whole lines of both bring their comments along; where they do not say what is wanted, fields are patched.
        woven = merged_lines(self.base, self.mine, self.theirs)
        for text in (woven, self.theirs):
            if text is not None and _reads_as(text, self.file, wanted):
                return text
        return text_towards(self.model, self.theirs, self.file, wanted)

    def _plain(self) -> tuple[Any, Any, Any]:
        base, mine, theirs = (parse(text, self.file).plain() for text in (self.base, self.mine, self.theirs))
        return base, mine, theirs


def three_way(base: str, mine: str, theirs: str, file: str, model: Model = Policy) -> Difference:
    """Return what differs between three texts of one file.

    Raises
    ------
    InvalidInput
        When one of them is no sound YAML.
    """
    merging = Merging()
    merging.value(model, "", *(parse(text, file).plain() for text in (base, mine, theirs)))
    return Difference(file, base, mine, theirs, tuple(merging.pieces), model)


def _reads_as(text: str, file: str, wanted: Any) -> bool:
    try:
        return bool(parse(text, file).plain() == wanted)
    except InvalidInput:
        return False
