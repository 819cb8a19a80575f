"""What a person waits for before the next step: that it is saved, and that the keyboard is where it is to be."""

from __future__ import annotations

import re
from typing import Any

from tests.browser.journey.hands import WAIT, Hand

QUESTION, FORM = ".coprod-question", ".coprod-chain-form"


def saved(page: Any, words: str) -> None:
    """Wait until a step is saved: it can be undone."""
    page.get_by_role("button", name=re.compile(f"^Undo: .*{re.escape(words)}")).wait_for(timeout=WAIT)


def has_keyboard(page: Any, where: str) -> None:
    """Wait until the keyboard has been moved to a place, so that it is not taken from somebody who types already."""
    page.wait_for_function("(where) => document.activeElement?.closest(where)", arg=where, timeout=WAIT)


def go_to(hand: Hand, room: str) -> None:
    """Go to a part of the workbook, and wait until the keyboard has been moved to its heading."""
    hand.press(room)
    hand.page.wait_for_function("(name) => document.activeElement?.innerText === name", arg=room, timeout=WAIT)


def added(page: Any, words: str) -> None:
    """Wait until something is added in a question, and the keyboard is back in the form for the next."""
    saved(page, words)
    page.locator(QUESTION).get_by_text(f"Added: {words}").first.wait_for(timeout=WAIT)
    has_keyboard(page, f"{QUESTION} .coprod-form")


def answered(page: Any, words: str) -> None:
    """Wait until an answer of one press is saved, and the keyboard is back at the question."""
    saved(page, words)
    has_keyboard(page, f"{QUESTION} .coprod-words")


def put_away(page: Any) -> None:
    """Wait until the form of the value chain is put away, which happens a moment after its step is saved."""
    page.locator(FORM).wait_for(state="detached", timeout=WAIT)
    has_keyboard(page, "nav")


def asks(page: Any, words: str, moved: bool = True) -> None:
    """Wait until the interview asks a question, and has moved the keyboard there."""
    page.locator(QUESTION).get_by_role("heading", name=words).wait_for(timeout=WAIT)
    if moved:
        has_keyboard(page, f"{QUESTION} .coprod-words")
