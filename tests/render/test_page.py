"""A notebook as a page: whole, alone, and without anything that runs."""

from __future__ import annotations

import base64
import hashlib
import re

from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from coprod_tools.render.page import page_of
from tests.render.test_safe import PAYLOADS


def result(**data: str) -> object:
    """An output with the given kinds of data; `_` stands for `/`."""
    return new_output(
        "execute_result", data={key.replace("_", "/"): text for key, text in data.items()}, execution_count=1
    )


def notebook() -> object:
    """A notebook with one cell of each sort."""
    return new_notebook(
        metadata={"widgets": {"state": "SECRET-STATE"}},
        cells=[
            new_markdown_cell("# Look at it\n\nFor those who run it.", metadata={"tags": ["guide"]}),
            new_code_cell("x = 'INJECTED'", metadata={"tags": ["injected-parameters"]}),
            new_markdown_cell("## Findings\n\nWhat to see."),
            new_code_cell(
                "show('<tag>')", outputs=[result(text_html="<h1>Plan</h1><p>shown</p>"), result(text_plain="second")]
            ),
        ],
    )


def test_every_output_and_every_cell_is_on_the_page() -> None:
    """Code is folded, not lost; escaped, not run."""
    page = page_of(notebook())
    assert all(
        words in page for words in ("<p>shown</p>", "second", "What to see.", "For those who run it.", "INJECTED")
    )
    assert "show(&#39;&lt;tag&gt;&#39;)" in page


def test_the_page_needs_nothing_from_outside_and_runs_nothing() -> None:
    """No script, no address, no widget state, and a policy that forbids them all."""
    page = page_of(notebook())
    assert "<script" not in page
    assert "<link" not in page
    assert not re.search(r"(src|href)=\"(?!#|data:image)", page)
    assert "url(" not in page
    assert "SECRET-STATE" not in page
    assert "default-src 'none'" in page


def test_the_style_is_the_one_the_content_policy_names() -> None:
    """A browser applies it only then; the hash is computed here from the page alone."""
    page = page_of(notebook())
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert style
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in page


def test_the_page_has_one_first_heading_a_language_and_landmarks() -> None:
    """The guide's own heading, folded at the end, does not count."""
    page = page_of(notebook())
    assert page.count("<h1") == 1
    assert '<html lang="en">' in page
    assert all(f"<{name}" in page for name in ("main", "footer"))
    assert 'class="skip"' in page


def test_the_same_notebook_gives_the_same_bytes() -> None:
    """So that a changed page means a changed plan."""
    assert page_of(notebook()) == page_of(notebook())


def test_a_payload_anywhere_in_a_notebook_stays_dead() -> None:
    """In prose, code, every kind of output, and errors."""
    for payload in PAYLOADS:
        cells = [
            new_markdown_cell(payload),
            new_code_cell(
                payload, outputs=[result(text_plain=payload), result(text_html=payload), result(text_markdown=payload)]
            ),
            new_code_cell("1/0", outputs=[new_output("error", ename="E", evalue=payload, traceback=[payload])]),
        ]
        page = page_of(new_notebook(cells=cells))
        body = page.split("</head>")[1]
        live = re.sub(r"<(pre|code|p|strong|title)[^>]*>[^<]*</\1>", "", body)
        assert "<script" not in body
        assert not re.search(r"<[^>]+\son\w+=", live)
        assert not re.search(r"<[^>]+(javascript|vbscript):", live)


def test_a_folder_named_page_beside_the_user_changes_nothing(tmp_path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    """Stock nbconvert would take its template from the working directory."""
    (tmp_path / "page").mkdir()
    (tmp_path / "page" / "index.html.j2").write_text("TAKEN OVER", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert "TAKEN OVER" not in page_of(notebook())
