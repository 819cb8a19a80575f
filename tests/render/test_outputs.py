"""Every kind of output shows, and none of them is live."""

from __future__ import annotations

import base64

import pytest
from nbformat.v4 import new_output

from coprod_tools.render.outputs import shown

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg"><title>Chain</title>'
    "<desc>Nobody outside &amp; no loop</desc><script>alert(1)</script></svg>"
)
FRAME = (
    '<div><style scoped>td{}</style><table border="1" class="dataframe">'
    "<tr><th>stage</th></tr><tr><td>7</td></tr></table></div>"
)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"text/plain": "<b>42</b>"}, "&lt;b&gt;42&lt;/b&gt;"),
        ({"text/html": FRAME, "text/plain": "   stage"}, "<td>7</td>"),
        ({"text/markdown": "**bold**"}, "<strong>bold</strong>"),
        ({"text/latex": "$x$"}, "$x$"),
        ({"application/json": {"stage": "Tā"}}, "Tā"),
        ({"application/x-unknown": "kept"}, "kept"),
        ({"image/png": base64.b64encode(b"png").decode(), "text/plain": "<Figure>"}, "data:image/png;base64,"),
    ],
)
def test_a_result_shows_in_its_richest_safe_form(data: dict[str, object], words: str) -> None:
    """A DataFrame too: templates built on nbconvert's display priority drop it."""
    assert words in shown(new_output("execute_result", data=data, execution_count=1))


def test_a_drawing_becomes_a_picture_with_its_finding_as_description() -> None:
    """The script in it can't run in an image; the description is the drawing's own, entities resolved once."""
    page = shown(new_output("display_data", data={"image/svg+xml": SVG}))
    assert 'alt="Nobody outside &amp; no loop"' in page
    assert "<script" not in page
    assert "<svg" not in page


def test_a_drawing_inside_html_keeps_the_table_beside_it() -> None:
    """Picture and table are one figure."""
    page = shown(
        new_output("display_data", data={"text/html": f"<figure>{SVG}<table><tr><td>whole</td></tr></table></figure>"})
    )
    assert "data:image/svg+xml;base64," in page
    assert "<td>whole</td>" in page


def test_a_description_given_with_the_output_wins() -> None:
    """Stock `lab` ignores it."""
    output = new_output("display_data", data={"image/png": "eA=="}, metadata={"image/png": {"alt": "Three gaps"}})
    assert 'alt="Three gaps"' in shown(output)


def test_a_widget_leaves_a_note_and_its_static_twin_wins() -> None:
    """A widget never appears on a page."""
    widget = {"application/vnd.jupyter.widget-view+json": {"model_id": "abc"}, "text/plain": "HBox()"}
    assert "abc" not in shown(new_output("display_data", data=widget))
    assert "control" in shown(new_output("display_data", data=widget))
    assert "<p>twin</p>" in shown(new_output("display_data", data={**widget, "text/html": "<p>twin</p>"}))


def test_streams_and_errors_lose_their_terminal_colours() -> None:
    """What was printed shows as it was meant."""
    assert "red" in shown(new_output("stream", name="stderr", text="\x1b[31mred\x1b[0m"))
    error = new_output("error", ename="KeyError", evalue="'x'", traceback=["\x1b[0;31mKeyError\x1b[0m"])
    assert "\x1b" not in shown(error)
    assert "KeyError" in shown(error)


def test_lines_in_a_list_are_joined() -> None:
    """Notebook files keep text as lists of lines."""
    assert "onetwo" in shown(new_output("execute_result", data={"text/plain": ["one", "two"]}, execution_count=1))
