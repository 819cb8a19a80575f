"""The script of the live picture: Cytoscape.js as it came, ours below it, and nothing from anywhere else."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from coprod_tools.chain import build_chain
from coprod_tools.drawing import chain_positions
from coprod_tools.drawing.palette import BARRIER, FEEDBACK, GROUND, INK, LANE, LINE, LOOKS, NEED, OPPORTUNITY, PAPER
from coprod_tools.policy import Policy
from coprod_tools.workbook.chain_panel.canvas import CYTOSCAPE, HERE, ChainCanvas, script
from coprod_tools.workbook.chain_panel.shown import DARK, shown
from tests.drawing import samples

NOTE = (HERE / "cytoscape" / "README.md").read_text(encoding="utf-8")


def test_cytoscape_is_the_file_that_the_note_names() -> None:
    """Its sha256, its version, and its licence beside it."""
    assert hashlib.sha256(CYTOSCAPE.read_bytes()).hexdigest() in NOTE
    version = re.search(r"\| version \| ([\d.]+) \|", NOTE)
    assert version and f'"{version[1]}"' in CYTOSCAPE.read_text(encoding="utf-8")
    assert "Permission is hereby granted, free of charge" in (HERE / "cytoscape" / "LICENSE").read_text(
        encoding="utf-8"
    )


def test_no_address_outside_is_in_what_runs() -> None:
    """Addresses stand in comments of Cytoscape.js only, and the name of SVG in ours is no address to fetch."""
    code = re.sub(r"/\*.*?\*/", "", script(), flags=re.DOTALL)
    ours = (HERE / "chain.js").read_text(encoding="utf-8")
    assert set(re.findall(r"https?://[^\s\"'`)]+", code)) == {"http://www.w3.org/2000/svg"}
    for way_out in ("fetch(", "XMLHttpRequest", "import(", "WebSocket", "sendBeacon", "innerHTML", "document.write"):
        assert way_out not in ours


def test_the_styles_fetch_nothing() -> None:
    """No font, no picture, no other sheet."""
    styles = (HERE / "chain.css").read_text(encoding="utf-8")
    assert "url(" not in styles and "@import" not in styles


def test_colours_of_the_script_are_those_of_the_print() -> None:
    """Each is in the palette; the one of the chosen box is the script's own."""
    light = re.search(r"const LIGHT = (\{.*?\});", (HERE / "chain.js").read_text(encoding="utf-8"))
    assert light
    assert set(re.findall(r"#[0-9a-f]{6}", light[1])) - {"#0b57a4"} <= {PAPER, LINE, LANE, GROUND, FEEDBACK, NEED}


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    r, g, b = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours (WCAG 2.2)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_words_and_signs_can_be_read_on_a_dark_ground() -> None:
    """4.5 to 1 against the box they stand in."""
    for ink in (INK, BARRIER, OPPORTUNITY, *(look.ink for look in LOOKS.values())):
        assert contrast(DARK[ink], DARK[PAPER]) >= 4.5, ink


def test_the_picture_has_the_places_of_the_arrangement_and_every_link() -> None:
    """Those that the print leaves to its table have no route, and are drawn from box to box."""
    activities = [{"id": f"t{i}", "label": f"T{i}", "stage": "delivery"} for i in range(12)]
    for number, each in enumerate(activities):
        each["needs"] = [f"t{other}" for other in range(number)]  # type: ignore[assignment]
    whole = {"coprod": 1, "id": "a", "title": "A", "activities": activities}
    chain = build_chain(Policy.model_validate(whole))
    arrangement = chain_positions(chain, samples.marks(chain))
    picture = shown(chain, arrangement, "said")
    assert [(box["key"], box["box"][:2]) for box in picture["boxes"]] == [
        (box.key, [round(box.x, 2), round(box.y, 2)]) for box in arrangement.boxes
    ]
    assert len(picture["routes"]) == 12 * 11 / 2
    assert arrangement.routes == () and all(route["points"] is None for route in picture["routes"])


def test_what_comes_from_the_browser_is_taken_as_plain_words_only() -> None:
    """Anything else in a message is passed over."""
    canvas, heard = ChainCanvas({}), []
    canvas.on_event(heard.append)
    canvas._heard(canvas, {"event": "choose", "key": "a", "more": {"x": 1}}, [])
    canvas._heard(canvas, {"nothing": "x"}, [])
    assert heard == [{"event": "choose", "key": "a"}]


def test_the_script_stays_short_enough_to_read() -> None:
    """Ours, without Cytoscape.js."""
    assert len((Path(HERE) / "chain.js").read_text(encoding="utf-8").splitlines()) < 600
