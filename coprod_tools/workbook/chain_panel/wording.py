"""Words that the forms of the policy have already, borrowed so that they stand in one place."""

from __future__ import annotations

from coprod_tools.policy import Actor


def kind_in_words(kind: str) -> str:
    """Return what a kind of actor is called."""
    from coprod_tools.workbook.forms.fields import fields_in
    from coprod_tools.workbook.forms.labels import word_label

    field = next(each for each in fields_in(Actor) if each.name == "kind")
    try:
        return word_label(field, kind)
    except KeyError:
        return kind.replace("-", " ")
