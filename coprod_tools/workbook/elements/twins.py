"""Elements as HTML that needs neither script nor kernel, for notebooks that are read and not run."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

_HEAD, _CELL = Markup('<th scope="row" dir="auto">{}</th>'), Markup('<td dir="auto">{}</td>')
_TAGS = {"h2": "h3", "h3": "h4", "h4": "h5", "h5": "h6", "p": "p", "quiet": "p", "li": "li", "quote": "blockquote"}


def as_output(html: str) -> str:
    """Return a twin as a notebook keeps it; sums of money in it are not to be set as formulas by who shows it."""
    return f'<div class="mathjax_ignore tex2jax_ignore">{html}</div>' if html else ""


def twin(kind: str, content: dict[str, Any]) -> str:
    """Return an element's content as HTML; every word is escaped."""
    return str(_TWINS[kind](content))


def _words_of(cell: Any) -> str:
    if isinstance(cell, str):
        return cell
    if cell.get("parts"):
        return " ".join(_words_of(part) for part in cell["parts"])
    return str(cell.get("text", ""))


def _table(content: dict[str, Any]) -> Markup:
    head = Markup("").join(Markup('<th scope="col">{}</th>').format(word) for word in content["head"])
    rows = Markup("").join(_row(row, content["row_heads"]) for row in content["rows"])
    caption = content["caption"]
    if not content["rows"]:
        return Markup("<p>{}: {}</p>").format(caption, content["nothing"])
    return Markup("<table><caption>{}</caption><thead><tr>{}</tr></thead><tbody>{}</tbody></table>").format(
        caption, head, rows
    )


def _row(row: list[Any], row_heads: bool) -> Markup:
    cells = Markup("")
    for place, cell in enumerate(row):
        form = _HEAD if place == 0 and row_heads else _CELL
        cells += form.format(_words_of(cell))
    return Markup("<tr>{}</tr>").format(cells)


def _way(content: dict[str, Any]) -> Markup:
    return Markup("")


def _cards(content: dict[str, Any]) -> Markup:
    if not content["cards"]:
        return Markup("<p>{}</p>").format(content["nothing"])
    made = Markup("")
    for card in content["cards"]:
        lines = Markup("").join(Markup("<dt>{}</dt><dd>{}</dd>").format(*line) for line in card["lines"])
        made += Markup('<li><strong dir="auto">{}</strong><dl>{}</dl></li>').format(card["title"], lines)
    return Markup("<ul>{}</ul>").format(made)


def _message(content: dict[str, Any]) -> Markup:
    if not content.get("text"):
        return Markup("")
    lines = Markup("").join(Markup('<li dir="auto">{}</li>').format(line) for line in content.get("lines", ()))
    listed = Markup("<ul>{}</ul>").format(lines) if lines else Markup("")
    return Markup('<p dir="auto">{}</p>{}').format(content["text"], listed)


def _words(content: dict[str, Any]) -> Markup:
    made, listed = Markup(""), Markup("")
    for kind, words in (*content["blocks"], ("", "")):
        tag = _TAGS.get(kind, "p")
        if kind == "li":
            listed += Markup('<li dir="auto">{}</li>').format(words)
            continue
        if listed:
            made, listed = made + Markup("<ul>{}</ul>").format(listed), Markup("")
        if words:
            made += Markup(f'<{tag} dir="auto">{{}}</{tag}>').format(words)  # noqa: S704 - the tag is ours
    return made


_TWINS = {"table": _table, "way": _way, "cards": _cards, "message": _message, "words": _words}
