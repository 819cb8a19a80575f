"""The look of every page, and the fingerprint by which its content policy lets exactly this look in."""

from __future__ import annotations

import base64
import hashlib

from markupsafe import Markup

from coprod_tools.files.resources import shipped

STYLES = ("blocks.css", "page.css")


def look() -> tuple[Markup, str]:
    """Return the style sheet and its SHA-256 in base64, as a Content-Security-Policy takes it."""
    style = "".join(shipped(f"templates/page/{name}").read_text(encoding="utf-8") for name in STYLES)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return Markup(style), digest  # noqa: S704 - our own files
