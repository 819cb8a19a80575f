"""Any widget as HTML for those who read a notebook and don't run it."""

from __future__ import annotations

import ipywidgets

from coprod_tools.workbook.elements import Table, Words
from coprod_tools.workbook.static_twins import twin_of


def test_a_field_that_was_filled_in_shows_its_label_and_its_words() -> None:
    """A reader sees what was answered, not that there is a place to type."""
    assert twin_of(ipywidgets.Text(description="Who decides", value="The  board")) == (
        '<p><strong>Who decides</strong> <span dir="auto">The board</span></p>'
    )


def test_a_choice_shows_the_words_that_were_chosen_and_not_the_value_behind_them() -> None:
    """`partners` is a word of the file; its reader chose “All partners”."""
    chosen = ipywidgets.Dropdown(description="Who may know", options=[("All partners", "partners")])
    assert "All partners" in twin_of(chosen)
    assert ">partners<" not in twin_of(chosen)


def test_what_somebody_typed_can_never_become_markup() -> None:
    """Not in the page either."""
    assert "<script" not in twin_of(ipywidgets.Text(description="Why", value="<script>alert(1)</script>"))


def test_buttons_and_empty_fields_leave_nothing() -> None:
    """They are for those who can press and type."""
    nothing = (
        ipywidgets.Button(description="Save"),
        ipywidgets.Text(description="Why"),
        ipywidgets.FileUpload(description="Choose"),
        ipywidgets.Checkbox(description="Really", value=False),
    )
    assert [twin_of(each) for each in nothing] == ["", "", "", ""]


def test_a_box_shows_what_is_in_it_in_its_order() -> None:
    """However deep it lies."""
    table = Table("Maps", ("Who",), [("Kahu",)])
    inner = ipywidgets.HBox((table, ipywidgets.Text(description="Why", value="b")))
    made = twin_of(ipywidgets.VBox((ipywidgets.Text(description="Who", value="a"), inner)))
    assert made.index(">a<") < made.index("Kahu") < made.index(">b<")


def test_money_in_a_saved_output_is_no_formula() -> None:
    """JupyterLab and stock nbconvert set what stands between two dollars as one, unless they are told not to."""
    shown = Table("Costs", ["Cost"], [["From $5 to $6"]])._repr_mimebundle_()[0]["text/html"]
    assert shown.startswith('<div class="mathjax_ignore tex2jax_ignore"><table>')
    assert Words()._repr_mimebundle_()[0]["text/html"] == ""
