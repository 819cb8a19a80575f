"""What a field and its words are called, why it is asked, and an example, for people."""

from __future__ import annotations

import inspect
import re
from functools import cache
from typing import get_args

from coprod_tools.files.fields import Model
from coprod_tools.policy.vocabulary import ActorKind, Co, EvidenceScale
from coprod_tools.words import catalogue, say
from coprod_tools.workbook.forms.fields import Field, fields_in, models

ROOM = "fields"
# Lists whose words the knowledge base names; the catalogue only says what they mean where it does not.
NAMED_BY_KNOWLEDGE = tuple(frozenset(get_args(words)) for words in (Co, ActorKind, EvidenceScale))
# Words of the file that are no letters, as the catalogue spells them.
_SPELT = {"+": "plus", "-": "minus", "?": "doubt"}


def label(field: Field) -> str:
    """Return what a field is called."""
    return say(f"{ROOM}.{key_of(field)}")


def help_on(field: Field) -> str:
    """Return the one sentence that says what a field is for."""
    return say(f"{ROOM}.{key_of(field)}.help")


def example(field: Field) -> str:
    """Return an example of an answer, or nothing where none is needed."""
    return catalogue(ROOM).get(f"{key_of(field)}.example", "")


def word_label(field: Field, word: str) -> str:
    """Return what a word of a field's list is called."""
    return say(f"{ROOM}.{word_key(field, word)}")


def word_meaning(field: Field, word: str) -> str:
    """Return what a word of a field's list means, where that needs saying."""
    return catalogue(ROOM).get(f"{word_key(field, word)}.meaning", "")


def place_name(place: str) -> str:
    """Return what people call a place that the file has in short, as `nz`; any other word is its own name."""
    return catalogue(ROOM).get(f"place-{place}", place)


def item_name(field: Field) -> str:
    """Return what one item of a list of records is called: `activity` for `activities`."""
    return say(f"{ROOM}.{key_of(field)}.one")


def key_of(field: Field) -> str:
    """Return the catalogue's key of a field: the model that defines it and its name in the file, else `any` for all."""
    own = f"{_home(field.owner, field.name)}.{field.name}"
    return own if own in catalogue(ROOM) else f"any.{field.name}"


def word_key(field: Field, word: str) -> str:
    """Return the catalogue's key of a word; fields with the same list share the key of the first of them."""
    return f"{_first_with()[frozenset(field.words)]}.word.{_SPELT.get(word, word)}"


@cache
def _home(owner: Model, name: str) -> str:
    attribute = next((each for each, info in owner.model_fields.items() if (info.alias or each) == name), name)
    homes = [base for base in owner.__mro__ if attribute in inspect.get_annotations(base)]
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", (homes or [owner])[0].__name__).lower()


@cache
def _first_with() -> dict[frozenset[str], str]:
    found: dict[frozenset[str], str] = {}
    for model in models():
        for field in fields_in(model):
            for each in (field, field.item):
                if each is not None and each.words:
                    found.setdefault(frozenset(each.words), key_of(field))
    return found


def keys_wanted() -> dict[str, bool]:
    """Return every key the catalogue must have for the models as they are, True where it has help beside it."""
    wanted: dict[str, bool] = {}
    for model in models():
        for field in fields_in(model):
            wanted[key_of(field)] = True
            if field.kind == "records":
                wanted[f"{key_of(field)}.one"] = False
            for each in (field, field.item):
                if each is not None and frozenset(each.words) not in NAMED_BY_KNOWLEDGE:
                    wanted |= {word_key(each, word): False for word in each.words}
    return wanted
