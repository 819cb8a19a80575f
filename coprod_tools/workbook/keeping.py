"""How an open policy is kept: saved onto what stands in the file, looked at again, and never overwritten unread."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from coprod_tools.policyfile import Loaded, Source
from coprod_tools.policyfile.history import NAME as HISTORY
from coprod_tools.policyfile.loading import from_text, load_from
from coprod_tools.policyfile.saving import in_own_folder, note_seen, put_text
from coprod_tools.policyfile.saving_together import Saved, save_onto
from coprod_tools.policyfile.three_way import Choice, Difference, three_way
from coprod_tools.problems import CannotWrite, InvalidInput, Stale, UsageError
from coprod_tools.words import say
from coprod_tools.workbook.outcome import Outcome
from coprod_tools.workbook.present import Present, place_of, present, signature
from coprod_tools.workbook.undoing import Step
from coprod_tools.workbook.unsaved import Unsaved, from_words

if TYPE_CHECKING:
    from coprod_tools.workbook.editing import Editing


class Keeping:
    """Keeps the policy of one `Editing`."""

    def __init__(self, editing: Editing) -> None:
        self.editing = editing
        self.trouble: Outcome | None = None
        self.unsaved: Unsaved | None = from_words(editing.drafts.unsaved)
        self._step: Step | None = None
        self._seen = signature(editing.loaded.path)
        self._first = b"" if editing.loaded.source.shipped else editing.loaded.path.read_bytes()
        self._note_found(self._first, "" if (editing.loaded.path.parent / HISTORY).exists() else say("history.opened"))

    def starting_text(self) -> tuple[str, str]:
        """Return the text that the next change is made from, and with it what already waits to be saved."""
        if self.unsaved is not None and self.unsaved.waits:
            return self.unsaved.base, self.unsaved.mine
        return self.editing.loaded.text, self.editing.loaded.text

    def save(self, base: str, mine: str, label: str, step: Step | None = None) -> Outcome:
        """Save `mine`, made from `base`, as a new step, or as the undoing or redoing of `step`."""
        editing = self.editing
        if mine == base:
            return Outcome("nothing")
        moved = editing.loaded.folder is None
        try:
            from_text(mine, editing.loaded.source.file, editing.knowledge_folder)
            saved = self._written(base, mine, label)
        except Stale as stale:
            return self._stale(stale, label, step)
        except InvalidInput as refused:
            return self._refused(refused, mine)
        except (CannotWrite, UsageError, OSError) as stopped:
            return self._stopped(stopped, base, mine, label)
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
        if self.unsaved is not None and (self.unsaved.waits or step is not None):
            self._keep_unsaved(None)
        message = say("history.moved", folder=loaded.path.parent) if moved else ""
        if saved.took_in is not None:
            message = _joined(message, say("history.merged", count=len(saved.took_in.of("theirs", "order"))))
        self.editing.took(loaded)
        return Outcome("saved", message, difference=saved.took_in)

    def _refused(self, refused: InvalidInput, mine: str) -> Outcome:
        return Outcome("refused", say("history.refused"), refused.faults, content=mine)

    def _stale(self, stale: Stale, label: str, step: Step | None) -> Outcome:
        """Hand back what clashes; the policy as it stands becomes the present one."""
        # Kept first, so that whoever listens sees it together with the policy as it stands.
        self._keep_unsaved(Unsaved(label, stale.base, stale.mine, "stale"), step)
        self._seen = None
        looked = self.look_again()
        if looked.kind == "broken":
            return self._told(Unsaved(label, stale.base, stale.mine, "broken"), looked, step)
        if looked.kind != "taken-in":
            self.editing.tell()
        message = say("history.clash_undo" if step else "history.clash")
        return Outcome("stale", message, difference=self.difference(), content=stale.mine)

    def _stopped(self, stopped: Exception, base: str, mine: str, label: str) -> Outcome:
        gone = not self.editing.loaded.path.exists()
        message = say("history.gone") if gone else say("history.stopped", why=stopped)
        return self._told(Unsaved(label, base, mine, "cannot-write"), Outcome("cannot-write", message))

    def _told(self, unsaved: Unsaved, outcome: Outcome, step: Step | None = None) -> Outcome:
        """Keep what could not be saved, tell whoever listens, and hand it back."""
        self._keep_unsaved(unsaved, step)
        self.editing.tell()
        return replace(outcome, content=unsaved.mine)

    def _keep_unsaved(self, unsaved: Unsaved | None, step: Step | None = None) -> None:
        self.unsaved, self._step = unsaved, step
        # A step of this session means nothing to the next one.
        self.editing.drafts.unsaved = None if unsaved is None or step is not None else unsaved.as_words()

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
        difference, unsaved, step = self.difference(), self.unsaved, self._step
        if unsaved is None or difference is None:
            return Outcome("nothing")
        if looked.kind == "broken" or any(piece.path not in choices for piece in difference.clashes):
            return looked if looked.kind == "broken" else Outcome("stale", say("history.clash"), difference=difference)
        try:
            text = difference.settled(choices)
        except CannotWrite as stopped:
            return Outcome("refused", str(stopped), content=unsaved.mine)
        outcome = self.save(self.editing.loaded.text, text, unsaved.label, step)
        if outcome.kind == "nothing" and step is not None:
            self.editing.steps.moved(step)
        if outcome.kept:
            self.let_go()
        return outcome

    def let_go(self) -> None:
        """Forget what is unsaved."""
        self._keep_unsaved(None)

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
            return self._stopped(stopped, before, text, label)
        return self._saved(Saved(loaded, before), label, None, False)


def _joined(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)
