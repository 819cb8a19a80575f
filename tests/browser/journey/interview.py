"""The interview of the journey: what is known is answered, what nobody knows is said to be unknown."""

from __future__ import annotations

from tests.browser.journey.hands import Hand
from tests.browser.journey.people import AGENCY, MARAE, OUTCOME, USERS
from tests.browser.journey.waiting import QUESTION, added, answered, asks, has_keyboard, saved


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
