"""The whole journey of an adviser, told once: from an empty folder to a plan, by whichever hand."""

from __future__ import annotations

import re
from typing import Any

from tests.browser.journey.hands import APP, WAIT, Hand, button
from tests.browser.journey.interview import interview
from tests.browser.journey.people import AGENCY, MARAE, NEIGHBOURS, OUTCOME, USERS, WHO
from tests.browser.journey.waiting import FORM, QUESTION, asks, go_to, has_keyboard, put_away, saved

__all__ = ["back_and_forth", "begin", "how_they_speak", "interview", "make_plan", "marks", "value_chain"]

CHAIN = ".coprod-table"
# What is added in the value chain: what is done, at which stage, who leads it.
ADDED = (
    ("Agree what a warm home is", "2 Outcomes and theory of change", AGENCY),
    ("Weigh up the ways to act", "3 Options and design", AGENCY),
    ("Decide what to fund", "4 Decision", AGENCY),
    ("Choose who visits", "5 Commissioning and resourcing", AGENCY),
    ("Try it in ten homes", "6 Service design, test and pilot", "Provider or front line"),
    ("Visit each home", "7 Delivery", AGENCY),
    ("Decide whether to go on", "9 Adapt, scale or stop", AGENCY),
)
LINKS = (
    ("Decide what to fund", "needs", "Weigh up the ways to act"),
    ("Visit each home", "needs", "Decide what to fund"),
    ("Visit each home", "leads to the outcome", OUTCOME),
    ("Decide whether to go on", "feeds back to", "3 Options and design"),
)
# Who, how, and who sets the question, decides, does the work.
PARTS = (
    ("Weigh up the ways to act", MARAE, "shaping it together (co-design)", (AGENCY, AGENCY, "Nobody")),
    ("Visit each home", NEIGHBOURS, "doing it together (co-deliver)", (AGENCY, AGENCY, NEIGHBOURS)),
)
ASKED = "Who sets the question?", "Who decides?", "Who does the work?"
# What the cube says then, word for word.
MARKS = (
    f"{USERS}, Service design, test and pilot, co-design: co-production",
    f"{MARAE}, Options and design, co-design: consultation, called co-design",
    f"{NEIGHBOURS}, Delivery, co-deliver: handed-over work, called co-deliver",
)
DECLINED = "Start: Co-commission with Marae committee"
WHY_DECLINED = "They asked us to come back after the tangi."
WHY_DISAGREED = "They drew up two of the ways themselves."
STEPS_BACK = 10


def begin(hand: Hand, title: str) -> None:
    """Give a name, choose the template for a service, give the policy a title."""
    hand.write("Your name", WHO)
    hand.press("New from a template")
    hand.press("Start from this: A service")
    hand.write("What is the policy called?", title)
    hand.press("Make the policy")
    hand.page.get_by_role("heading", name=title, exact=True).wait_for(timeout=WAIT)
    asks(hand.page, "What is this policy called", moved=False)
    has_keyboard(hand.page, f"{APP} .coprod-words")


def value_chain(hand: Hand) -> None:
    """Add whoever is missing, and what is done; say what needs what, and who has which part."""
    page = hand.page
    go_to(hand, "Value chain")
    hand.press("Add somebody who takes part")
    has_keyboard(page, FORM)
    hand.write("What it is called", NEIGHBOURS, FORM)
    hand.choose("What kind of actor it is", "Community", FORM)
    hand.press("Add", FORM)
    saved(page, NEIGHBOURS)
    put_away(page)
    for what, stage, lead in ADDED:
        hand.press("Add an activity")
        has_keyboard(page, FORM)
        hand.write("What it is called", what, FORM)
        hand.choose("Stage", stage, FORM)
        hand.choose("Who leads it", lead, FORM)
        hand.press("Add", FORM)
        saved(page, what)
        put_away(page)
    _connect(hand)
    _take_part(hand)


def _connect(hand: Hand) -> None:
    page = hand.page
    for what, how, other in LINKS:
        _choose_in_table(hand, what)
        hand.press("Connect")
        has_keyboard(page, FORM)
        hand.choose("How it is connected", how, FORM)
        page.locator(FORM).get_by_label("With what").locator("option", has_text=other).wait_for(
            state="attached", timeout=WAIT
        )
        hand.choose("With what", other, FORM)
        hand.press("Connect", FORM)
        saved(page, f"“{what}” {'leads to' if how.startswith('leads') else how} “")
        put_away(page)


def _choose_in_table(hand: Hand, what: str) -> None:
    hand.press(what, CHAIN)
    hand.page.locator(".coprod-chain-aside").get_by_role("heading", name=what, exact=True).wait_for(timeout=WAIT)
    has_keyboard(hand.page, ".coprod-chain-aside .coprod-words")


def _take_part(hand: Hand) -> None:
    page = hand.page
    for what, who, how, answers in PARTS:
        _choose_in_table(hand, what)
        hand.press("Say who has which part")
        has_keyboard(page, FORM)
        hand.choose("Who", who, FORM)
        hand.choose("Which kind of part", how, FORM)
        for question, answer in zip(ASKED, answers, strict=True):
            hand.choose(question, answer, FORM)
        hand.press("Add this part", FORM)
        saved(page, f"Added a part of {who}")
        put_away(page)


def how_they_speak(hand: Hand) -> None:
    """Back in the interview: the marae committee only says what it thinks."""
    page = hand.page
    go_to(hand, "Interview")
    hand.press("Options and design", ".coprod-way-through")
    asks(page, "Options and design: what do people already do here")
    hand.press(f"{MARAE}: say in the shaping", ".coprod-way-through")
    asks(page, f"{MARAE}, in Weigh up the ways to act")
    hand.choose("Do they speak or act?", "They say what they think", QUESTION)
    hand.press("Next")
    saved(page, "Do they speak or act?")


def marks(hand: Hand) -> None:
    """Read three marks; decline an opportunity; disagree with a mark."""
    page = hand.page
    go_to(hand, "Marks")
    for name in MARKS:
        button(page, name, APP).wait_for(timeout=WAIT)
    _press_view(hand, "What could be done together")
    hand.press(DECLINED)
    has_keyboard(page, ".coprod-words")
    _decide(hand, "Decline it", "Why do you decline it?", WHY_DECLINED)
    page.locator(".coprod-words", has_text=f"Declined by {WHO}").first.wait_for(timeout=WAIT)
    _press_view(hand, "The whole picture")
    hand.press(MARKS[1])
    has_keyboard(page, ".coprod-words")
    hand.choose("What do you want to do?", "I disagree with this mark")
    page.get_by_label("What is it, as you read it?").wait_for(timeout=WAIT)
    hand.choose("What is it, as you read it?", "● Co-production")
    _decide(hand, "I disagree with this mark", "Why do you read it so?", WHY_DISAGREED)
    page.locator(".coprod-words", has_text=f"{WHO} reads this as: Co-production").first.wait_for(timeout=WAIT)


def _press_view(hand: Hand, words: str) -> None:
    # How many there are stands in the name.
    found = hand.page.locator(APP).get_by_role("button", name=re.compile(f"^{words}")).first
    found.wait_for(timeout=WAIT)
    hand.press(found.inner_text())


def _decide(hand: Hand, kind: str, why: str, words: str) -> None:
    hand.choose("What do you want to do?", kind)
    hand.page.get_by_label(why).wait_for(timeout=WAIT)
    hand.write(why, words)
    hand.press("Keep this")
    has_keyboard(hand.page, ".coprod-words")


def back_and_forth(hand: Hand, now: Any) -> tuple[Any, Any]:
    """Undo ten steps and redo them; return what `now` says after each."""
    for way, other in (("Undo", "Redo"), ("Redo", "Undo")):
        for _ in range(STEPS_BACK):
            step = hand.page.get_by_role("button", name=re.compile(f"^{way}: ")).first
            step.wait_for(timeout=WAIT)
            name = step.inner_text()
            hand.press(name)
            turned = f"{other}{name.removeprefix(way)}"
            button(hand.page, turned, APP).wait_for(timeout=WAIT)
        if way == "Undo":
            between = now()
    return between, now()


def make_plan(hand: Hand) -> Any:
    """Make the plan and open its page; return that page."""
    page = hand.page
    go_to(hand, "Plan")
    hand.press("Make the whole plan")
    page.locator(".coprod-message-saved", has_text="The plan is made.").wait_for(timeout=3 * WAIT)
    with page.expect_popup() as opened:
        hand.follow("Open the page")
    made = opened.value
    made.wait_for_load_state()
    return made
