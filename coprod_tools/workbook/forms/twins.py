"""Forms as tables of label and answer, for pages that are read and not filled."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from coprod_tools.words import say


def table_twin(rows: Iterable[tuple[str, str]], caption: str = "") -> str:
    """Return rows of label and answer as an HTML table; every word is escaped."""
    lines = [
        Markup('<tr><th scope="row" dir="auto">{}</th><td dir="auto">{}</td></tr>').format(name, words)
        for name, words in rows
    ]
    if not lines:
        return ""
    head = Markup('<thead><tr><th scope="col">{}</th><th scope="col">{}</th></tr></thead>').format(
        say("fields.question"), say("fields.answer")
    )
    named = Markup("<caption>{}</caption>").format(caption) if caption else Markup("")
    return str(Markup("<table>{}{}<tbody>{}</tbody></table>").format(named, head, Markup("").join(lines)))
