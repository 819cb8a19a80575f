"""Keep modules and configurations that lie in the policies' folder out of reach of the server that is started there."""

from __future__ import annotations

import os
import sys


def leave_the_folder() -> None:
    """Take the working directory out of the places modules are looked for in: it may be the policies' folder."""
    here = os.path.realpath(os.curdir)
    sys.path[:] = [each for each in sys.path if each and os.path.realpath(each) != here]
