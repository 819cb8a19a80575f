"""Two ways to use the workbook: with a mouse, and with the keyboard alone; a journey is told once for both."""

from __future__ import annotations

from collections import Counter
from typing import Any, Protocol

APP = ".coprod-app .coprod-workbook"
WAIT = 30_000


class Hand(Protocol):
    """What a person does to a page. `within` narrows where it is looked for."""

    page: Any

    def press(self, name: str, within: str = APP) -> None:
        """Press the first button of that name."""

    def follow(self, name: str, within: str = APP) -> None:
        """Follow the first link of that name."""

    def write(self, label: str, words: str, within: str = APP) -> None:
        """Put words into a box, in place of what stands there."""

    def choose(self, label: str, option: str, within: str = APP) -> None:
        """Choose one of a list."""

    def tick(self, label: str, group: str, within: str = APP) -> None:
        """Tick one box of a group."""


def button(page: Any, name: str, within: str) -> Any:
    """Return the first button of that name."""
    return page.locator(within).get_by_role("button", name=name, exact=True).first


def box(page: Any, label: str, within: str) -> Any:
    """Return the first field of that label; words that stand behind it, such as `(needed)`, may be left out."""
    return page.locator(within).get_by_label(label).first


def one_tick(page: Any, label: str, group: str, within: str) -> Any:
    """Return the box of that name within a group."""
    inside = page.locator(within).get_by_role("group", name=group)
    return inside.get_by_role("checkbox", name=label, exact=True).first


class Mouse:
    """Points and clicks; writes by keyboard into what was clicked."""

    def __init__(self, page: Any) -> None:
        self.page = page

    def press(self, name: str, within: str = APP) -> None:
        """Click the button."""
        button(self.page, name, within).click(timeout=WAIT)

    def follow(self, name: str, within: str = APP) -> None:
        """Click the link."""
        self.page.locator(within).get_by_role("link", name=name, exact=True).first.click(timeout=WAIT)

    def write(self, label: str, words: str, within: str = APP) -> None:
        """Fill the box."""
        box(self.page, label, within).fill(words, timeout=WAIT)

    def choose(self, label: str, option: str, within: str = APP) -> None:
        """Choose the option."""
        box(self.page, label, within).select_option(option, timeout=WAIT)

    def tick(self, label: str, group: str, within: str = APP) -> None:
        """Click the box."""
        one_tick(self.page, label, group, within).click(timeout=WAIT)


# Where each thing that Tab stops at lies, in the page's order; how far it is from what has the keyboard to `wanted`.
_FAR = """(wanted) => {
  const every = "a[href],button:not([disabled]),input:not([disabled]),select:not([disabled]),textarea:not([disabled]),"
    + "summary,[tabindex]:not([tabindex^='-'])";
  const stops = [...document.querySelectorAll(every)].filter((each) => each.tabIndex >= 0 && each.checkVisibility());
  const here = document.activeElement;
  const at = stops.indexOf(here);
  const behind = (each) => here.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_FOLLOWING;
  const next = at >= 0 ? at : stops.findIndex(behind);
  const to = stops.indexOf(wanted);
  return to < 0 ? null : at >= 0 ? to - at : to >= next ? to - next + 1 : to - next;
}"""
_HERE = "(wanted) => wanted === document.activeElement"
_NOBODY = "() => document.activeElement === null || document.activeElement === document.body"
# Whether an eye finds the keyboard: it is in the window, not under anything else, and something is drawn around it.
_UNSEEN = """(here) => {
  const box = here.getBoundingClientRect();
  const x = Math.min(Math.max(box.left + box.width / 2, 1), innerWidth - 1), y = box.top + Math.min(box.height / 2, 12);
  if (y < 0 || y > innerHeight) return "outside the window";
  const top = document.elementFromPoint(x, y);
  const mine = top && (here.contains(top) || top.contains(here) || here.labels?.[0]?.contains(top));
  if (top && !mine) return "under " + top.className;
  const style = getComputedStyle(here);
  const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  return ring || style.boxShadow !== "none" ? "" : "without a ring";
}"""
# ipywidgets writes the blanks of an option as ones that never break.
_NAME = "const name = (each) => each.label.replaceAll('\\u00a0', ' ').trim();"
_PLACE = f"(list, option) => {{ {_NAME} return [...list.options].findIndex((each) => name(each) === option) }}"
_CHOSEN = f"(list) => {{ {_NAME} return [list.selectedIndex, name(list.selectedOptions[0])] }}"
_FARTHEST = 60


class Keyboard:
    """Tab, Shift+Tab, arrows, Enter, Space and letters; nothing else.

    Attributes
    ----------
    keys : Counter
        How often each kind of key was pressed: `walk` (Tab and Shift+Tab), `choose` (arrows), `press`, `type`.
    walks : list of (int, str)
        How many times Tab was pressed to come to each thing.
    lost : list of str
        After what the keyboard was nowhere on the page.
    unseen : list of str
        Where an eye does not find the keyboard, and why.
    """

    def __init__(self, page: Any) -> None:
        self.page = page
        self.keys: Counter[str] = Counter()
        self.walks: list[tuple[int, str]] = []
        self.lost: list[str] = []
        self.unseen: list[str] = []
        self.last = "the beginning"

    def press(self, name: str, within: str = APP) -> None:
        """Walk to the button and press Enter."""
        self._walk(button(self.page, name, within), name)
        self._key("Enter", "press")

    def follow(self, name: str, within: str = APP) -> None:
        """Walk to the link and press Enter."""
        self._walk(self.page.locator(within).get_by_role("link", name=name, exact=True).first, name)
        self._key("Enter", "press")

    def write(self, label: str, words: str, within: str = APP) -> None:
        """Walk to the box, mark what stands there and type."""
        self._walk(box(self.page, label, within), label)
        self._key("Control+a", "press")
        self.page.keyboard.type(words)
        self.keys["type"] += len(words)

    def choose(self, label: str, option: str, within: str = APP) -> None:
        """Walk to the list and go to the option by arrow keys."""
        field = box(self.page, label, within)
        self._walk(field, label)
        wanted = field.evaluate(_PLACE, option)
        assert wanted >= 0, f"{label} does not offer {option}"
        steps = wanted - field.evaluate(_CHOSEN)[0]
        for _ in range(abs(steps)):
            self._key("ArrowDown" if steps > 0 else "ArrowUp", "choose")
        assert field.evaluate(_CHOSEN) == [wanted, option]

    def tick(self, label: str, group: str, within: str = APP) -> None:
        """Walk to the box and press Space."""
        self._walk(one_tick(self.page, label, group, within), f"{group}: {label}")
        self._key("Space", "press")

    def arrive(self) -> None:
        """Begin on a new page, where the keyboard is nowhere yet."""
        self.last = ""

    def _walk(self, wanted: Any, name: str) -> None:
        wanted.wait_for(timeout=WAIT)
        if self.page.evaluate(_NOBODY) and self.last:
            self.lost.append(f"{self.last} (then {name})")
        pressed = 0
        for _ in range(_FARTHEST):
            if wanted.evaluate(_HERE):
                break
            far = wanted.evaluate(_FAR)
            if far is None:  # it is being drawn anew
                self.page.wait_for_timeout(100)
                continue
            for _ in range(abs(far) or 1):
                self._key("Tab" if far >= 0 else "Shift+Tab", "walk")
                pressed += 1
        else:
            raise AssertionError(f"{name} was not reached by Tab")
        self.walks.append((pressed, f"{self.last} -> {name}"))
        if why := self._unseen(wanted):
            self.unseen.append(f"{name}: {why}")
        self.last = name

    def _unseen(self, wanted: Any) -> str:
        """Tell why an eye does not find the keyboard, once the page has come to rest."""
        for _ in range(10):
            why = str(wanted.evaluate(_UNSEEN))
            if not why:
                break
            self.page.wait_for_timeout(100)
        return why

    def _key(self, key: str, kind: str) -> None:
        self.page.keyboard.press(key)
        self.keys[kind] += 1
