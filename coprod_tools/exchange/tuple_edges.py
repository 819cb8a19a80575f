"""Edge lists written as tuples of numbers, with the names of the concepts in a file beside them."""

from __future__ import annotations

import re
from pathlib import Path

from coprod_tools.exchange.causal_map import CausalMap, MapEdge, MapNode
from coprod_tools.exchange.csv_source import table_of
from coprod_tools.exchange.link_words import read_weight
from coprod_tools.exchange.map_draft import MapDraft
from coprod_tools.exchange.map_notes import line_place, shown
from coprod_tools.files import read_text
from coprod_tools.problems import Fault, InvalidInput
from coprod_tools.words import say

_WORD = r"""\s*("[^"]{1,500}"|'[^']{1,500}'|[^\s,()"'][^,()"']{0,499})\s*"""
_TUPLE = re.compile(rf"\s*[\[\{{]?\s*\({_WORD},{_WORD},\s*([^\s,()][^,()]{{0,59}})\)\s*,?\s*[\]\}}]?\s*")
_FIRST = re.compile(r"\s*\[?\s*\(\s*[^(),]{1,502},[^(),]{1,502},[^(),]{1,60}\)")
_NAMED = re.compile(r"""(\d{1,9})\s*:\s*(?:"([^"]{1,500})"|'([^']{1,500})')""")
_EDGES, _NAMES = "fcm", "verts"
_MOST_CHARACTERS = 1_000_000


def is_tuples(text: str) -> bool:
    """Tell whether a text begins with a tuple of cause, effect and weight."""
    return bool(_FIRST.match(text[:4_000]))


def names_concepts(path: Path) -> bool:
    """Tell whether a file's name says that it names concepts, such as `clot-verts.csv`."""
    return path.stem.lower().endswith(f"-{_NAMES}") or path.stem.lower().endswith(f"_{_NAMES}")


def read_tuples(path: Path, draft: MapDraft, text: str) -> CausalMap:
    """Read lines such as `(1, 2, 0.4),`; a line of another form is set aside and named."""
    labels = _labels_beside(path, draft)
    lines = [(number, line) for number, line in enumerate(text.splitlines(), start=1) if line.strip(" \t[]{},")]
    for number, line in lines:
        found = _TUPLE.fullmatch(line[:2_000])
        if found is None:
            draft.notes.add("tuple_not_read", line_place(number))
            reason = say("tables.why_set_aside", why=say("tables.set_aside_tuple"))
            draft.losses.add("line", reason, line)
            continue
        cause, effect, weight = (part.strip().strip("\"'") for part in found.groups())
        said = read_weight(weight)
        draft.odd(said, weight, line_place(number), "weight")
        for end in (cause, effect):
            draft.node(MapNode(end, labels.get(end, end)))
        draft.link(MapEdge("", cause, effect, said.sign, said.strength, said=weight, line=number))
    if not draft.edges:
        raise InvalidInput([Fault(path.name, say("tables.no_links"))])
    for name, label in labels.items():
        draft.node(MapNode(name, label))
    counts = {"rows": len(lines), "rows_set_aside": len(lines) - len(draft.edges)}
    return draft.done(path.stem, path.stem, counts)


def concepts_only(path: Path, draft: MapDraft, text: str) -> CausalMap:
    """Read a file that only names concepts: a map without links."""
    labels = _labels(text, path.name, draft)
    if not labels:
        raise InvalidInput([Fault(path.name, say("tables.no_links"))])
    for name, label in labels.items():
        draft.node(MapNode(name, label))
    draft.notes.add("verts_only")
    return draft.done(path.stem, path.stem, {})


def _labels_beside(path: Path, draft: MapDraft) -> dict[str, str]:
    stem = path.stem.removesuffix(f"-{_EDGES}").removesuffix(f"_{_EDGES}")
    for sign in ("-", "_"):
        beside = path.with_name(f"{stem}{sign}{_NAMES}{path.suffix}")
        if beside.is_file():
            draft.notes.add("verts_read", file=beside.name)
            return _labels(read_text(beside, file=beside.name), beside.name, draft)
    return {}


def _labels(text: str, file: str, draft: MapDraft) -> dict[str, str]:
    """Return labels by number, from `{1:"name", 2:"name"}` or lines of number, short name, name."""
    if text.lstrip().startswith("{"):
        found = _NAMED.findall(text[:_MOST_CHARACTERS])
        return {number: double or single for number, double, single in found}
    labels: dict[str, str] = {}
    unread = 0
    for row in table_of(text, file).rows:
        cells = [" ".join(cell.split()) for cell in row.cells]
        words = [cell for cell in cells[1:] if cell]
        if cells[0] and words:
            labels.setdefault(cells[0], words[-1])
        else:
            unread += 1
    if unread:
        draft.notes.add("verts_unread", count=unread, file=shown(file))
    return labels
