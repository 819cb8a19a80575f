"""A piece of the plan's page inside a panel."""

from __future__ import annotations

from coprod_tools.drawing.picture import Picture
from coprod_tools.render.block import Block
from coprod_tools.workbook.page_block import PageBlock


def test_what_could_run_or_fetch_is_gone_before_it_reaches_the_browser() -> None:
    """Blocks escape policy text already; this is the second gate."""
    block = PageBlock(Block('<p onclick="x()">a</p><script>x()</script><img src="https://example.org/x.png">'))
    assert block.html == "<p>a</p><img>"


def test_a_drawing_becomes_a_picture_with_its_words() -> None:
    """As a picture it can neither run nor clash with another's names."""
    svg = '<svg xmlns="http://www.w3.org/2000/svg"><title>Two maps</title><desc>They agree</desc></svg>'
    block = PageBlock(Picture(svg, "Two maps", "They agree", ("From", "To"), (("a", "b"),)))
    assert "<svg" not in block.html
    assert 'alt="They agree"' in block.html
    assert '<th scope="row" dir="auto">a</th>' in block.html


def test_several_parts_stand_one_after_the_other_and_the_twin_is_the_same() -> None:
    """What is read is what was seen."""
    block = PageBlock(Block("<p>one</p>"), Block("<p>two</p>"))
    assert block.html == "<p>one</p><p>two</p>" == block.twin()
    assert block._repr_mimebundle_()[0]["text/html"] == block.html


def test_it_can_be_filled_again_and_emptied() -> None:
    """A panel shows one view after the other in it."""
    block = PageBlock(Block("<p>one</p>"))
    block.fill()
    assert block.html == ""
