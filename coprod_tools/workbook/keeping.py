"""How an open policy is kept: saved onto what stands in the file, looked at again, and never overwritten unread."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from coprod_tools.policyfile import Loaded, Source
from coprod_tools.policyfile.history import NAME as HISTORY
from coprod_tools.policyfile.loading import from_text, load_from
from coprod_tools.policyfile.saving import in_own_folder, note_seen, put_text, with_all
from coprod_tools.policyfile.saving_together import Saved, save_onto
from coprod_tools.policyfile.three_way import Choice, Difference, three_way
from coprod_tools.problems import CannotWrite, InvalidInput, Stale, UsageError
from coprod_tools.words import say
from coprod_tools.workbook.outcome import Outcome
from coprod_tools.workbook.present import Present, place_of, present, signature
from coprod_tools.workbook.undoing import Step
from coprod_tools.workbook.unsaved import Queue, Unsaved

if TYPE_CHECKING:
    from coprod_tools.workbook.editing import Editing

_LABEL = 300
_LOG = logging.getLogger("coprod_tools")


class Keeping:
    """Keeps the policy of one `Editing`."""

    def __init__(self, editing: Editing) -> None:
        self.editing = editing
        self.trouble: Outcome | None = None
        self.queue = Queue(editing.drafts)
        self._seen = signature(editing.loaded.path)
        self._first = b"" if editing.loaded.source.shipped else editing.loaded.path.read_bytes()
        self._note_found(self._first, "" if (editing.loaded.path.parent / HISTORY).exists() else say("history.opened"))

    @property
    def unsaved(self) -> Unsaved | None:
        """What is to be settled next."""
        return self.queue.first

    def change(self, steps: Sequence[Mapping[str, object]], label: str) -> Outcome:
        """Make sets of changes, together with what waits for the file to be writable again."""
        here, waiting = self.editing.loaded, self.queue.waiting
        try:
            if waiting is not None:
                text = with_all(waiting.mine, here.source.file, steps)
                both = "; ".join(dict.fromkeys((waiting.label, label)))
                outcome = self.save(waiting.base, text, both[:_LABEL], carried=waiting, typed=True)
                if outcome.kind != "refused":
                    return outcome
            text = with_all(here.text, here.source.file, steps)
        except UsageError as lost:
            _LOG.debug("a change leads nowhere: %s", type(lost).__name__)
            return Outcome("refused", say("history.lost-place"))
        return self.save(here.text, text, label, typed=True)

    def save(
        self,
        base: str,
        mine: str,
        label: str,
        step: Step | None = None,
        carried: Unsaved | None = None,
        typed: bool = False,
    ) -> Outcome:
        """Save `mine`, made from `base`, as a new step, or as the undoing or redoing of `step`.

        Parameters
        ----------
        carried : Unsaved, optional
            What waited and is part of `mine`.
        typed : bool
            Whether `mine` holds what a person typed, so that it is kept when the disk stops the save.
        """
        editing = self.editing
        if mine == base:
            return Outcome("nothing")
        moved = editing.loaded.folder is None
        try:
            if moved:  # a change that is refused moves nothing
                from_text(mine, editing.loaded.source.file, editing.knowledge_folder)
            saved = self._written(base, mine, label)
        except Stale as stale:
            return self._stale(Unsaved(label, stale.base, stale.mine, "stale", step), carried)
        except InvalidInput as refused:
            return self._refused(refused, mine)
        except (CannotWrite, UsageError, OSError) as stopped:
            return self._stopped(stopped, Unsaved(label, base, mine, "cannot-write"), carried, typed)
        self.queue.drop(carried)
        return self._saved(saved, label, step, moved)

    def _written(self, base: str, mine: str, label: str) -> Saved:
        editing = self.editing
        return save_onto(self.own_folder(), base, mine, editing.knowledge_folder, editing.note(label))

    def own_folder(self) -> Source:
        """Return where the policy lies, in a folder of its own, into which a single file is moved first."""
        source = place_of(self.editing.loaded.source)
        if source.folder is None:
            source = in_own_folder(source)
            note_seen(source, self._first, self.editing.note(""), say("history.opened"))
        return source

    def _saved(self, saved: Saved, label: str, step: Step | None, moved: bool) -> Outcome:
        loaded = saved.loaded
        self.trouble, self._seen = None, signature(loaded.path)
        if step is None:
            self.editing.steps.did(label, saved.before, loaded.text)
        else:
            self.editing.steps.moved(step)
        self.queue.drop_step(step)
        message = say("history.moved", folder=loaded.path.parent) if moved else ""
        if saved.took_in is not None:
            message = _joined(message, say("history.merged", count=len(saved.took_in.of("theirs", "order"))))
        self.editing.took(loaded)
        return Outcome("saved", message, difference=saved.took_in)

    def _refused(self, refused: InvalidInput, mine: str) -> Outcome:
        return Outcome("refused", say("history.refused"), refused.faults, content=mine)

    def _stale(self, unsaved: Unsaved, carried: Unsaved | None) -> Outcome:
        """Hand back what clashes; the policy as it stands becomes the present one."""
        # Kept first, so that whoever listens sees it together with the policy as it stands.
        self.queue.put(unsaved, carried)
        self._seen = None
        looked = self.look_again()
        if looked.kind == "broken":
            self._changed_to(unsaved, replace(unsaved, why="broken"))
            return replace(looked, content=unsaved.mine)
        if looked.kind != "taken-in":
            self.editing.tell()
        here = self.editing.loaded
        difference = three_way(unsaved.base, unsaved.mine, here.text, here.source.file)
        message = say("history.clash_undo" if unsaved.step else "history.clash")
        return Outcome("stale", message, difference=difference, content=unsaved.mine)

    def _changed_to(self, unsaved: Unsaved, now: Unsaved) -> None:
        # Undoing waits for nothing: it can be asked for again.
        if unsaved.step is not None:
            self.queue.drop(unsaved)
        else:
            self.queue.put(now, unsaved)
        self.editing.tell()

    def _stopped(self, stopped: Exception, unsaved: Unsaved, carried: Unsaved | None, typed: bool) -> Outcome:
        gone = not self.editing.loaded.path.exists()
        if typed:
            self.queue.put(unsaved, carried)
            self.editing.tell()
        message = say("history.gone") if gone else say("history.stopped", why=stopped)
        return Outcome("cannot-write", message, content=unsaved.mine)

    def look_again(self) -> Outcome:
        """Read the file if it changed, and take in what stands there."""
        editing = self.editing
        source = place_of(editing.loaded.source)
        seen = signature(source.path)
        if editing.loaded.source.shipped or (
            seen is not None and seen == self._seen and source == editing.loaded.source
        ):
            return self.trouble or Outcome("nothing")
        self._seen = seen
        found = present(source, editing.knowledge_folder)
        if found.data is not None:
            self._note_found(found.data)
        return self._troubled(found) if found.loaded is None else self._taken_in(found.loaded)

    def _taken_in(self, loaded: Loaded) -> Outcome:
        editing, healed = self.editing, self.trouble is not None
        self.trouble = None
        if loaded.text == editing.loaded.text and loaded.source == editing.loaded.source:
            if healed:
                editing.tell()
            return Outcome("nothing")
        difference = three_way(editing.loaded.text, editing.loaded.text, loaded.text, loaded.source.file)
        editing.took(loaded)
        return Outcome("taken-in", say("history.taken-in", count=len(difference.pieces)), difference=difference)

    def _troubled(self, found: Present) -> Outcome:
        gone = found.data is None and not self.editing.loaded.path.exists()
        kind, message = ("cannot-write", "history.gone") if gone else ("broken", "history.broken")
        trouble = Outcome(kind, say(message), () if gone else found.faults)  # type: ignore[arg-type]
        if trouble != self.trouble:
            self.trouble = trouble
            self.editing.tell()
        return trouble

    def _note_found(self, data: bytes, seen: str = "") -> None:
        """Note a state in the history when it is first seen; a folder that can't be written to is left alone."""
        editing = self.editing
        if editing.read_only or editing.loaded.folder is None:
            return
        with suppress(CannotWrite, OSError):
            note_seen(editing.loaded.source, data, editing.note(""), seen)

    def difference(self) -> Difference | None:
        """Return what is unsaved, held against the policy as it is now."""
        if self.unsaved is None:
            return None
        here = self.editing.loaded
        return three_way(self.unsaved.base, self.unsaved.mine, here.text, here.source.file)

    def settle(self, choices: Mapping[str, Choice]) -> Outcome:
        """Save what is unsaved onto the policy as it is now."""
        looked = self.look_again()
        difference, unsaved = self.difference(), self.unsaved
        if unsaved is None or difference is None:
            return Outcome("nothing")
        if looked.kind == "broken" or any(piece.path not in choices for piece in difference.clashes):
            return looked if looked.kind == "broken" else Outcome("stale", say("history.clash"), difference=difference)
        try:
            text = difference.settled(choices)
        except CannotWrite as stopped:
            return Outcome("refused", str(stopped), content=unsaved.mine)
        step = unsaved.step
        outcome = self.save(self.editing.loaded.text, text, unsaved.label, step, carried=unsaved, typed=step is None)
        if outcome.kind == "nothing":
            self.queue.drop(unsaved)
            if step is not None:
                self.editing.steps.moved(step)
            self.editing.tell()
        return outcome

    def let_go(self) -> None:
        """Forget what was to be settled next."""
        self.queue.drop(self.queue.first)

    def put_back(self, text: str, label: str) -> Outcome:
        """Save a whole text, also in place of a file that is broken or gone: what stands there is noted first."""
        looked = self.look_again()
        if looked.kind not in ("broken", "cannot-write"):
            return self.save(self.editing.loaded.text, text, label)
        editing, before = self.editing, self.editing.loaded.text
        try:
            from_text(text, editing.loaded.source.file, editing.knowledge_folder)
            put_text(editing.loaded.source, text, editing.note(label))
            loaded = load_from(editing.loaded.source, editing.knowledge_folder)
        except InvalidInput as refused:
            return self._refused(refused, text)
        except (CannotWrite, OSError) as stopped:
            return self._stopped(stopped, Unsaved(label, before, text, "cannot-write"), None, typed=False)
        return self._saved(Saved(loaded, before), label, None, False)


def _joined(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)
