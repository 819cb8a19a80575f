"""The interview as a readable list of questions and answers, for pages that are read and not filled in."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from coprod_tools.words import say
from coprod_tools.workbook.editing import Editing
from coprod_tools.workbook.forms.controls import shown
from coprod_tools.workbook.forms.fields import field_at
from coprod_tools.workbook.forms.following import keys_now
from coprod_tools.workbook.forms.item_names import item_called
from coprod_tools.workbook.forms.labels import label
from coprod_tools.workbook.forms.nodes import node_of
from coprod_tools.workbook.forms.said import said
from coprod_tools.workbook.interview.answers import counts, items_of
from coprod_tools.workbook.interview.asked import Asked
from coprod_tools.workbook.interview.interviewing import Interviewing
from coprod_tools.workbook.interview.way_through import progress


def interview_twin(editing: Editing) -> str:
    """Return every question that is answered with its answer, section by section; what is open is counted."""
    talk = Interviewing(editing)
    made = Markup("")
    for section in talk.sections:
        answered = [each for each in section.asked if talk.state(each) != "open"]
        rows = Markup("").join(
            Markup('<dt dir="auto">{}</dt><dd dir="auto">{}</dd>').format(each.ask, _answer(each, talk))
            for each in answered
        )
        made += Markup("<section><h4>{}</h4><p>{}</p>{}</section>").format(
            section.title,
            progress(counts(section.asked, talk.state)),
            Markup("<dl>{}</dl>").format(rows) if rows else Markup(""),
        )
    return str(made)


def _answer(asked: Asked, talk: Interviewing) -> Markup:
    """Return an answer in words: of a list its items, of fields each with its label where there are several."""
    if asked.adds:
        found = said(talk.editing, asked.adds)
        items = items_of(asked, talk.told.said)
        if items and isinstance(found, tuple):
            places = [place for place, each in enumerate(found) if each in items]
            return _listed(item_called(talk.editing, _path(asked, talk.editing, place)) for place in places)
        unknown = talk.state(asked) == "unknown"
        return Markup("{}").format(say("interview.not-known-yet") if unknown else str(asked.question.none))
    nodes = [node_of(field_at(path), path) for path in asked.fills]
    told = [(label(node.field), shown(talk.editing, node, said(talk.editing, node.path))) for node in nodes]
    return _listed(say("interview.answered-field", name=name.rstrip("?:"), words=words) for name, words in told)


def _path(asked: Asked, editing: Editing, place: int) -> str:
    return keys_now(editing, asked.adds or "")[place]


def _listed(lines: Iterable[str]) -> Markup:
    return Markup("<br>").join(Markup("{}").format(line) for line in lines)
