"""What a field can be answered with: the words of its list, things of the policy, or words that many people use."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from coprod_tools.files.nodes import Plain
from coprod_tools.knowledge import Knowledge
from coprod_tools.lifecycle import lifecycles
from coprod_tools.policy.vocabulary import PROMISE_LEVELS
from coprod_tools.words import say
from coprod_tools.workbook.forms.fields import UNKNOWN, Field
from coprod_tools.workbook.forms.labels import NAMED_BY_KNOWLEDGE, place_name, word_label, word_meaning
from coprod_tools.workbook.forms.things import Choice, things

if TYPE_CHECKING:
    from coprod_tools.workbook.editing import Editing


def choices(field: Field, editing: Editing, beside: Plain = None) -> tuple[Choice, ...]:
    """Return the answers a field is chosen from; for free words, those that many people use.

    Parameters
    ----------
    beside : dict, optional
        What the record says of its other fields: the levels of a promise depend on its scale.
    """
    if field.kind == "yes-no":
        return Choice("yes", say("fields.yes")), Choice("no", say("fields.no"))
    if field.words:
        # Every form offers `we don't know yet` by itself.
        return tuple(_word(field, word, editing.knowledge) for word in field.words if word != UNKNOWN)
    if field.points_to:
        return things(editing, field.points_to)
    if field.item is not None:
        return choices(field.item, editing, beside) or _known(field, editing, beside)
    return _known(field, editing, beside)


def closed(field: Field) -> bool:
    """Tell whether a field of free words takes only those that `choices` offers."""
    return (field.owner.__name__, field.name) in _CLOSED


def _word(field: Field, word: str, knowledge: Knowledge) -> Choice:
    words = frozenset(field.words)
    if words not in NAMED_BY_KNOWLEDGE:
        return Choice(word, word_label(field, word), word_meaning(field, word))
    kinds = (
        {name: (entry.title, entry.definition) for name, entry in knowledge.cos.items()},
        {name: (entry.shown_as, word_meaning(field, name)) for name, entry in knowledge.actor_kinds.items()},
        {name: (entry.title, "") for name, entry in knowledge.scales.items()},
    )
    shown, meaning = kinds[NAMED_BY_KNOWLEDGE.index(words)][word]
    return Choice(word, shown[:1].upper() + shown[1:], meaning)


def _known(field: Field, editing: Editing, beside: Plain) -> tuple[Choice, ...]:
    source = _SOURCES.get((field.owner.__name__, field.name))
    return tuple(source(editing, beside if isinstance(beside, dict) else {})) if source is not None else ()


Beside = dict[str, Plain]


def _levels(editing: Editing, beside: Beside) -> Iterable[Choice]:
    scale = beside.get("scale")
    scales = [scale] if isinstance(scale, str) and scale in PROMISE_LEVELS else list(PROMISE_LEVELS)
    found: dict[str, Choice] = {}
    for each in scales:
        for level in dict.fromkeys(PROMISE_LEVELS[each].values()):
            entry = editing.knowledge.promise(each, level)
            found.setdefault(level, Choice(level, entry.title if entry else level, entry.promise if entry else ""))
    return found.values()


def _subtypes(editing: Editing, beside: Beside) -> Iterable[Choice]:
    cos = [entry for entry in editing.knowledge.cos.values() if beside.get("co") in (None, UNKNOWN, entry.id)]
    return (Choice(each.id, each.title) for entry in cos for each in entry.subtypes)


def _methods(editing: Editing, beside: Beside) -> Iterable[Choice]:
    return (Choice(entry.id, entry.name) for entry in editing.knowledge.methods.values())


def _places(editing: Editing, beside: Beside) -> Iterable[Choice]:
    return (Choice(place, place_name(place)) for place in ("nz", "england", "scotland", "wales", "au"))


def _lifecycles(editing: Editing, beside: Beside) -> Iterable[Choice]:
    return (Choice(name, each.title) for name, each in lifecycles(editing.knowledge_folder).items())


def _confidence(editing: Editing, beside: Beside) -> Iterable[Choice]:
    return (Choice(word, say(f"fields.confidence-{word}")) for word in ("low", "medium", "high"))


def _factors(editing: Editing, beside: Beside) -> Iterable[Choice]:
    return (Choice(name, name) for name in editing.knowledge.effect_factors)


def _units(editing: Editing, beside: Beside) -> Iterable[Choice]:
    return (Choice(name, name) for name in editing.knowledge.units)


def _valuation(editing: Editing, beside: Beside) -> Iterable[Choice]:
    return (Choice(name, name) for name in editing.knowledge.valuation_methods)


_SOURCES: dict[tuple[str, str], Callable[[Editing, Beside], Iterable[Choice]]] = {
    ("Policy", "jurisdiction"): _places,
    ("Promise", "level"): _levels,
    ("Part", "subtype"): _subtypes,
    ("Part", "methods"): _methods,
    ("LifecycleChoice", "template"): _lifecycles,
    ("Claim", "confidence"): _confidence,
    ("Factor", "factor"): _factors,
    ("Contribution", "unit"): _units,
    ("Contribution", "valuation_method"): _valuation,
}
_CLOSED = {("Promise", "level"), ("LifecycleChoice", "template")}
