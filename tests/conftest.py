"""What every test may use: where the checkout lies, and real files when they are at hand."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
REALDATA = ROOT.parent / "shared" / "realdata"


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def realdata() -> Path:
    """Real files that are not part of the project; the test is skipped where they are not at hand."""
    if not REALDATA.is_dir():
        pytest.skip("the real files are not at hand")
    return REALDATA
