"""Every picture: safe beside others in a page, the same bytes every time, whole for those who cannot see it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from xml.etree import ElementTree

import pytest

from coprod_tools.drawing import Picture, draw_chain, draw_cube, draw_outcomes, draw_stage, draw_timeline
from tests.drawing import samples

SVG = "{http://www.w3.org/2000/svg}"
LABELS = samples.HOSTILE


def _chain() -> Picture:
    chain = samples.hostile()
    return draw_chain(chain, samples.marks(chain))


def _cube() -> Picture:
    chain = samples.hostile()
    return draw_cube(chain, samples.marks(chain))


def _stage() -> Picture:
    chain = samples.hostile()
    return draw_stage(chain, samples.marks(chain), "delivery")


def _outcomes() -> Picture:
    return draw_outcomes(samples.hostile())


def _timeline() -> Picture:
    actions = [{"id": f"x{n}", "title": label, "start": "2026"} for n, label in enumerate(LABELS)]
    return draw_timeline(samples.plan(actions, title=LABELS[0]))


DRAWN = {"chain": _chain, "cube": _cube, "stage": _stage, "outcomes": _outcomes, "timeline": _timeline}
each_picture = pytest.mark.parametrize("draw", DRAWN.values(), ids=DRAWN)


@each_picture
def test_hostile_labels_stay_words(draw: Callable[[], Picture]) -> None:
    """No element but those of a plain drawing, no handler, no style, no address outside."""
    picture = draw()
    root = ElementTree.fromstring(picture.svg)
    tags = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert tags <= {"svg", "title", "desc", "g", "path", "text", "defs", "pattern", "rect", "use"}
    attributes = {name for element in root.iter() for name in element.attrib}
    assert not {
        name for name in attributes if name.lower().startswith(("on", "style", "href", "{http://www.w3.org/1999"))
    }
    assert "<script" not in picture.html()


@each_picture
def test_every_label_is_whole_in_the_table(draw: Callable[[], Picture]) -> None:
    """Whatever the picture had to cut, the table has."""
    cells = _nfc(" ".join(cell for row in draw().table_rows for cell in row))
    assert not [label for label in LABELS if " ".join(_nfc(label).split()) not in cells]


@each_picture
def test_a_table_row_has_as_many_cells_as_its_head(draw: Callable[[], Picture]) -> None:
    """Screen readers read cells by column."""
    picture = draw()
    assert {len(row) for row in picture.table_rows} == {len(picture.table_head)}


@each_picture
def test_a_picture_says_what_it_shows(draw: Callable[[], Picture]) -> None:
    """Role, title and description, joined by ids; missing characters are told."""
    picture = draw()
    root = ElementTree.fromstring(picture.svg)
    title, desc = root[0], root[1]
    assert root.get("role") == "img"
    assert (title.tag, desc.tag) == (f"{SVG}title", f"{SVG}desc")
    assert (title.text, desc.text) == (picture.title, picture.alt)
    assert root.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
    assert "服" in picture.alt


def test_two_pictures_share_no_id() -> None:
    """Inline pictures in one page would otherwise draw each other's patterns."""
    found = [set(re.findall(r'\bid="([^"]+)"', draw().svg)) for draw in DRAWN.values()]
    assert all(found)
    assert len(set().union(*found)) == sum(len(ids) for ids in found)


def test_what_points_to_an_id_finds_it() -> None:
    """A hatch that is lost would leave colour as the only sign."""
    chain = samples.normal()
    svg = draw_cube(chain, samples.marks(chain, samples.NORMAL_VERDICTS)).svg
    pointed = set(re.findall(r"url\(#([^)]+)\)", svg))
    assert pointed
    assert pointed <= set(re.findall(r'\bid="([^"]+)"', svg))


def test_the_same_policy_gives_the_same_bytes_in_other_processes() -> None:
    """Across hash seeds, and with somebody's own matplotlib settings."""
    code = (
        "import hashlib, matplotlib\n"
        "matplotlib.rcParams['font.size'] = {size}\n"
        "from tests.drawing import samples, test_picture\n"
        "print(hashlib.sha256(''.join(d().svg for d in test_picture.DRAWN.values()).encode()).hexdigest())"
    )
    found = set()
    for seed, size in (("0", 10), ("1", 33)):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
        command = [sys.executable, "-c", code.format(size=size)]
        found.add(subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout)
    assert len(found) == 1


def test_a_notebook_gets_page_picture_and_words() -> None:
    """The three forms, and the table folded below the picture."""
    bundle = _chain()._repr_mimebundle_()
    assert set(bundle) == {"text/html", "image/svg+xml", "text/plain"}
    assert bundle["text/html"].startswith("<figure")
    assert "<details>" in bundle["text/html"]
    assert "stage 7" in bundle["text/plain"]


def test_no_date_and_no_program_stands_in_a_picture() -> None:
    """Same inputs, same bytes."""
    assert not re.search(r"metadata|Matplotlib|20\d\d-\d\d-\d\dT", _chain().svg)


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)
