"""The register of rules: what a rule yields, and how it is put under its id.

To add a rule, write its entry in `knowledge/rules.yaml` and a function under `@rule(id)` in `assessment/rules/`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from coprod_tools.assessment.paths import is_absent
from coprod_tools.words import say

if TYPE_CHECKING:
    from coprod_tools.assessment.view import View


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where a rule fires.

    Attributes
    ----------
    where : str
        Field path; an absent field by the path it would have. A rule yields each `where` once.
    subject : str
        Label of the thing meant, as the message quotes it.
    fields : tuple of str
        Every field whose change could change this mark; a list stands for all in it.
    stage : str or None
        Id of the stage it belongs to.
    detail : str
        What else the message quotes.
    subjects : tuple of str
        Ids of the thing meant, from the outside in; empty for the policy as a whole.
    """

    where: str
    subject: str
    fields: tuple[str, ...]
    stage: str | None = None
    detail: str = ""
    subjects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class About:
    """The thing a hit is about: what it is called, which fields say so, and where it stands."""

    text: str
    fields: tuple[str, ...]
    base: str = ""
    ids: tuple[str, ...] = ()
    stage: str | None = None

    def at(self, field: str) -> str:
        """Return the path of one of its fields; of itself when `field` is empty."""
        return ".".join(part for part in (self.base, field) if part)

    def hit(
        self, field: str, *others: str, also: Iterable[str] = (), detail: str = "", subject: str | None = None
    ) -> Hit:
        """Make a hit at one of its fields.

        Parameters
        ----------
        field : str
            Where it fires, as a field of this thing.
        *others : str
            Further fields of this thing that decide.
        also : iterable of str
            Whole paths of fields elsewhere that decide.
        subject : str, optional
            What the message quotes in place of this thing's own name; name its fields as well.
        """
        where = self.at(field)
        fields = dict.fromkeys((where, *map(self.at, others), *also, *self.fields))
        return Hit(where, self.text if subject is None else subject, tuple(fields), self.stage, detail, self.ids)


Find = Callable[["View"], Iterator[Hit]]


@dataclass(frozen=True, slots=True)
class Registered:
    """A rule as registered.

    Attributes
    ----------
    asks : tuple of str
        Names of the fields whose absence makes it fire, beside the one it fires at.
    """

    id: str
    find: Find
    asks: tuple[str, ...] = ()


REGISTER: dict[str, Registered] = {}
# Fields whose name serves for a sentence as well.
_WORDS = {"until": "until_field"}


def rule(rule_id: str, *asks: str) -> Callable[[Find], Find]:
    """Register a function as the rule of this id in `knowledge/rules.yaml`."""

    def register(find: Find) -> Find:
        if rule_id in REGISTER:
            raise ValueError(f"two rules are called {rule_id}")
        REGISTER[rule_id] = Registered(rule_id, find, asks)
        return find

    return register


def missing(thing: Any, names: Iterable[str]) -> tuple[str, ...]:
    """Return the fields of a thing that are absent; all of them when there is no such thing."""
    return tuple(name for name in names if thing is None or is_absent(getattr(thing, name)))


def lacking(fields: Iterable[str]) -> str:
    """Return the sentence that says which fields are missing, in plain words; nothing when none is."""
    words = [say(f"findings.{_WORDS.get(field, field)}") for field in fields]
    return say("findings.missing", names=listed(words)) if words else ""


def listed(texts: Iterable[str]) -> str:
    """Return texts as one list, at most five; then how many more there are."""
    every = list(texts)
    shown = ", ".join(every[:5])
    return shown if len(every) <= 5 else say("findings.more", shown=shown, count=len(every) - 5)


def incomplete(
    about: About, thing: Any, names: tuple[str, ...], prefix: str = "", also: Iterable[str] = ()
) -> Iterator[Hit]:
    """Yield one hit, at the first of `names` that is absent, when any is; the detail lists them all."""
    gone = missing(thing, names)
    if gone:
        paths = [prefix + name for name in names]
        yield about.hit(prefix + gone[0], *paths, also=also, detail=lacking(gone))
