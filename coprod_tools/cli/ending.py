"""How a command ends: every error becomes one clear message and the promised exit code, never a traceback."""

from __future__ import annotations

import os
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

from coprod_tools.problems import CoprodError
from coprod_tools.words import say

OWN_FAULT, CANNOT_WRITE, INTERRUPTED = 70, 4, 130


class _Terminated(BaseException):
    """Raised by SIGTERM, so that open writes are undone on the way out."""


def _terminate(number: int, frame: FrameType | None) -> NoReturn:
    raise _Terminated


def ended(command: Callable[[], Any], debug: bool) -> int:
    """Run `command` and return the exit code it ends with.

    0 done, 1 ended but something was found or failed, 2 usage or no usable input, 3 output in use, 4 disk or
    permission, 70 our own fault (with a report), 130 and 143 stopped.
    """
    from typer import Abort, Exit

    before = signal.signal(signal.SIGTERM, _terminate)
    try:
        code = command()
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except (Exit, SystemExit) as leaving:
        return _code_of(leaving)
    except CoprodError as problem:
        _say(str(problem))
        return problem.exit_code
    except (KeyboardInterrupt, Abort):
        _say(say("cli.stopped"))
        return INTERRUPTED
    except _Terminated:
        _say(say("cli.stopped"))
        return 128 + signal.SIGTERM
    except BrokenPipeError:
        # Whoever read our output has read enough; what is still buffered must not raise again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        if debug:
            traceback.print_exc()
        _say(say("cli.disk", path=error.filename or "", why=error.strerror or type(error).__name__))
        return CANNOT_WRITE
    except Exception as fault:
        if hasattr(fault, "format_message"):  # a usage error; which class it is differs between typer's versions
            _say(say("cli.usage", message=fault.format_message()))
            return 2
        if debug:
            traceback.print_exc()
        _say(say("cli.own-fault", path=_report(fault)))
        return OWN_FAULT
    finally:
        signal.signal(signal.SIGTERM, before)


def _code_of(leaving: BaseException) -> int:
    code = getattr(leaving, "exit_code", getattr(leaving, "code", 0))
    return code if isinstance(code, int) else 0 if code is None else 2


def _say(message: str) -> None:
    print(message, file=sys.stderr)


def _report(fault: Exception) -> str:
    """Write where a fault of ours happened: files and lines of the package, never a value or a policy's text."""
    from coprod_tools import __version__

    steps = traceback.extract_tb(fault.__traceback__)
    lines = [f"coprod-tools {__version__}, Python {sys.version.split()[0]}, {type(fault).__name__}"]
    lines += [f"{Path(step.filename).name}:{step.lineno} in {step.name}" for step in steps]
    handle, path = tempfile.mkstemp(prefix="coprod-report-", suffix=".txt")
    with os.fdopen(handle, "w", encoding="utf-8") as report:
        report.write("\n".join(lines) + "\n")
    return path
