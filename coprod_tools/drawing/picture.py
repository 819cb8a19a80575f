"""A finished picture: SVG, words that say what it shows, and the same content as a table."""

from __future__ import annotations

import dataclasses
import html
from typing import Any

from coprod_tools import words


@dataclasses.dataclass(frozen=True, slots=True)
class Picture:
    """A picture with everything a reader needs who cannot see it.

    Attributes
    ----------
    svg : str
        Stands alone or inside a page, with `<title>` and `<desc>`.
    title, alt : str
        The title, and the finding in words.
    table_head, table_rows
        The same content as text; every label that the picture had to cut stands here whole.
    """

    svg: str
    title: str
    alt: str
    table_head: tuple[str, ...]
    table_rows: tuple[tuple[str, ...], ...]

    def html(self) -> str:
        """Return the picture as an HTML figure with its table folded below; no script, no style of its own."""
        head = "".join(f'<th scope="col">{html.escape(word)}</th>' for word in self.table_head)
        rows = "".join(
            "<tr>"
            + "".join(f'<th scope="row" dir="auto">{html.escape(cell)}</th>' for cell in row[:1])
            + "".join(f'<td dir="auto">{html.escape(cell)}</td>' for cell in row[1:])
            + "</tr>"
            for row in self.table_rows
        )
        title = html.escape(self.title)
        return (
            f'<figure class="coprod-picture">{self.svg}'
            f'<figcaption dir="auto">{title}</figcaption>'
            f"<details><summary>{html.escape(words.say('drawing.as_table'))}: {title}</summary>"
            f"<table><caption>{title}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></details></figure>"
        )

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        """Offer itself to a notebook: as page, as picture, and as words."""
        return {"text/html": self.html(), "image/svg+xml": self.svg, "text/plain": f"{self.title}. {self.alt}"}
