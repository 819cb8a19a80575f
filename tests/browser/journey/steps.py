"""The whole journey of an adviser, told once: from an empty folder to a plan, by whichever hand."""

from __future__ import annotations

import re
from typing import Any

from tests.browser.journey.hands import APP, WAIT, Hand, button

WHO = "Ann Other"
AGENCY, USERS, MARAE, NEIGHBOURS = (
    "Your agency",
    "People who use the service",
    "Marae committee",
    "Neighbours who visit",
)
QUESTION, FORM, CHAIN, MARK = ".coprod-question", ".coprod-chain-form", ".coprod-table", ".coprod-panel .coprod-panel"
OUTCOME = "We are warm in winter"
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


def interview(hand: Hand) -> None:
    """Answer what is known of the decision, the people, the problem; say what nobody knows; shape one part."""
    _the_decision(hand)
    _the_people(hand)
    _the_problem(hand)
    _the_mandate(hand)
    _the_shaping(hand)


def _the_decision(hand: Hand) -> None:
    page = hand.page
    hand.write("The policy in a few sentences", "Homes in the valley are cold. Whānau wait two winters for help.")
    hand.write("Who owns this policy?", "Housing team")
    hand.press("Next")
    asks(page, "in which country")
    hand.write("Where does it apply?", "New Zealand")
    hand.press("Next")
    asks(page, "What is to be decided")
    hand.write("What is to be decided?", "Whether to fund warm homes for two winters", QUESTION)
    hand.write("Who decides?", "Minister of Housing", QUESTION)
    hand.press("Next")
    asks(page, "What is already decided")
    _add_line(hand, "What is already decided?", "The money for the first winter")
    _add_line(hand, "What is truly open?", "Who visits the homes")
    _add_line(hand, "What is truly open?", "Which homes come first")
    hand.press("Next")
    asks(page, "Has anybody outside your team seen this yet?")
    hand.press("Next")


def _add_line(hand: Hand, group: str, words: str) -> None:
    hand.write("Add another", words, f"{QUESTION} fieldset:has(> legend:text-is('{group}'))")
    hand.page.keyboard.press("Enter")


def _the_people(hand: Hand) -> None:
    page = hand.page
    asks(page, "Whose lives does this touch?")
    hand.write("Name of the group", "Older people who live alone", QUESTION)
    hand.write("How many people?", "120", QUESTION)
    hand.press("Add a group of people", QUESTION)
    added(page, "Older people who live alone")
    hand.press("Next")
    asks(page, "Who must be in the room?")
    hand.write("Name", MARAE, QUESTION)
    hand.choose("What kind of body or group?", "Community", QUESTION)
    hand.press("Add somebody who is involved", QUESTION)
    added(page, MARAE)
    hand.press("Next")
    asks(page, "What do people already do about this, without us?")
    hand.choose("Who does it?", USERS, QUESTION)
    hand.write("What do they do?", "They lend each other heaters", QUESTION)
    hand.press("Add something that already happens", QUESTION)
    added(page, "They lend each other heaters")
    hand.press("Next")
    asks(page, f"Has {USERS} been asked before")
    hand.press("We don't know yet", QUESTION)
    answered(page, "asked before")
    hand.press("Offers", ".coprod-way-through")
    asks(page, "Has anybody offered something?")
    hand.press("Nobody has offered anything", QUESTION)
    answered(page, "Offers")


def _the_problem(hand: Hand) -> None:
    page = hand.page
    hand.press("The problem, and what should change", ".coprod-way-through")
    asks(page, "What is the problem, in whose words?")
    hand.write("The problem, in these words", "This house makes my children ill", QUESTION)
    hand.tick(USERS, "Whose view this is", QUESTION)
    hand.press("Add a way to put the problem", QUESTION)
    added(page, "This house makes my children ill")
    hand.press("What should be different", ".coprod-way-through")
    asks(page, "What should be different in people's lives?")
    hand.press("Open: What changes for people", QUESTION)
    has_keyboard(page, f"{QUESTION} .coprod-opened")
    hand.write("The outcome", OUTCOME, f"{QUESTION} .coprod-opened")
    hand.tick(USERS, "Whose words are these?", f"{QUESTION} .coprod-opened")
    saved(page, "Whose words are these?")


def _the_mandate(hand: Hand) -> None:
    page = hand.page
    hand.press("Mandate", ".coprod-way-through")
    asks(page, "Mandate: what do people already do here")
    hand.press("We don't know yet", QUESTION)
    answered(page, "What people already do")
    hand.press("Next")
    asks(page, "Mandate: what is done here")
    hand.write("What is done?", "Ask what people want kept", QUESTION)
    hand.choose("Who leads it?", AGENCY, QUESTION)
    hand.press("Add an activity", QUESTION)
    added(page, "Ask what people want kept")
    hand.press("Next")
    asks(page, "Ask what people want kept: what is it for")
    hand.tick(OUTCOME, "For which outcomes?", QUESTION)
    saved(page, "For which outcomes?")
    hand.press("What could stop it", ".coprod-way-through")
    asks(page, "Mandate: what could keep people out")
    hand.press("Nothing that we know of at this stage", QUESTION)
    answered(page, "What could stop it")


def _the_shaping(hand: Hand) -> None:
    page = hand.page
    hand.press("Service design, test and pilot", ".coprod-way-through")
    asks(page, "Service design, test and pilot: what do people already do here")
    hand.press(f"{USERS}: say in the shaping", ".coprod-way-through")
    asks(page, "who does the shaping")
    for who in (AGENCY, USERS):
        hand.tick(who, "Who sets the question?", QUESTION)
    hand.tick(AGENCY, "Who decides?", QUESTION)
    hand.tick(USERS, "Who does the work?", QUESTION)
    hand.choose("Do they speak or act?", "Both", QUESTION)
    hand.press("Next")
    saved(page, "Do they speak or act?")
    asks(page, "what are they promised")
    hand.choose("How much influence?", "Collaborate", QUESTION)
    hand.press("Next")
    saved(page, "How much influence?")
    asks(page, "how many hours are asked in all")
    hand.write("Hours asked of them", "120", QUESTION)
    hand.choose("Can they say no?", "Yes", QUESTION)
    hand.write("What happens to somebody who says no?", "They get the same help.", QUESTION)
    hand.press("Next")
    saved(page, "What happens to somebody who says no?")


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
