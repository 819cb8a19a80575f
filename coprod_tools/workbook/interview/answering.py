"""At which question a field is answered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from coprod_tools.files.nodes import Plain
from coprod_tools.workbook.interview.asked import Asked

Said = Callable[[str], Plain]


def answering(asked: Sequence[Asked], path: str, said: Said = lambda path: None) -> Asked | None:
    """Return the question at which the field at `path` is answered; None where no question asks for it.

    Parameters
    ----------
    said : callable
        What the policy's file says at a field path; tells at which stage an item of a list is asked about.
    """
    looks: Iterable[Callable[[Asked], bool]] = (
        lambda each: not each.adds and path in each.fills,
        lambda each: not each.adds and path in each.more,
        lambda each: _field_of_item(each, path, said),
        lambda each: not each.adds and any(path.startswith((f"{own}.", f"{own}[")) for own in each.fills + each.more),
        lambda each: not each.adds and any(own.startswith(f"{path}.") for own in each.fills),
        lambda each: bool(each.subject.path) and path == each.subject.path,
        lambda each: path == each.adds or path in [f"{each.adds}.{value}" for value in each.preset.values()],
        lambda each: _item_of(each, path, said),
        lambda each: bool(each.adds) and path.startswith(f"{each.adds}["),
    )
    return next((each for looked in looks for each in asked if looked(each)), None)


def asks_for(asked: Asked, path: str, said: Said) -> bool:
    """Tell whether a question is where the field at `path`, or the item or record it stands in, is answered."""
    if asked.adds:
        whole = path == f"{asked.adds}[{_key(asked, path)}]" and _item_of(asked, path, said)
        return path == asked.adds or whole or _field_of_item(asked, path, said)
    own = asked.fills + asked.more
    return any(path == each or path.startswith((f"{each}.", f"{each}[")) for each in own)


def _field_of_item(asked: Asked, path: str, said: Said) -> bool:
    if path == asked.adds:
        return not asked.preset
    if not _item_of(asked, path, said):
        return False
    names = (*asked.fills, *asked.more, *asked.preset)
    name = path[len(f"{asked.adds}[{_key(asked, path)}]") :].removeprefix(".")
    return any(name == each or name.startswith((f"{each}.", f"{each}[")) for each in names)


def _item_of(asked: Asked, path: str, said: Said) -> bool:
    """Tell whether `path` leads into an item of the question's list that is one of those it is about."""
    if not asked.adds or not path.startswith(f"{asked.adds}["):
        return False
    return not asked.preset or asked.belongs(said(f"{asked.adds}[{_key(asked, path)}]"))


def _key(asked: Asked, path: str) -> str:
    """Return the id in the brackets behind the list's name; it may hold brackets itself."""
    rest, depth = path[len(asked.adds or "") + 1 :], 1
    for at, letter in enumerate(rest):
        depth += (letter == "[") - (letter == "]")
        if depth == 0:
            return rest[:at]
    return rest
