"""The look of every page, and the fingerprint by which its content policy lets exactly this look in."""

from __future__ import annotations

import base64
import hashlib

from markupsafe import Markup

from coprod_tools.files.resources import shipped

STYLES = ("blocks.css", "page.css")


def look(*more: str) -> tuple[Markup, str]:
    """Return the style sheet and its SHA-256 in base64, as a Content-Security-Policy takes it.

    Parameters
    ----------
    more : str
        Sheets of `templates/page` that one kind of page needs beside those of every page.
    """
    return _with_digest("".join(_own(name) for name in (*STYLES, *more)))


def script(name: str) -> tuple[Markup, str]:
    """Return one script of `templates/page` and its SHA-256 in base64."""
    return _with_digest(_own(name))


def _own(name: str) -> str:
    return shipped(f"templates/page/{name}").read_text(encoding="utf-8")


def _with_digest(text: str) -> tuple[Markup, str]:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return Markup(text), digest  # noqa: S704 - our own files
