"""The registry knows its formats by name and by a file's first bytes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from coprod_tools.exchange import format_named, formats, recognise
from coprod_tools.problems import UsageError
from tests.conftest import ROOT
from tests.exchange.iati_files import iati

SAMPLE = ROOT / "templates" / "samples" / "donor-iati.xml"


def test_iati_can_be_read_and_graphml_written() -> None:
    """Each entry says what it can carry."""
    assert formats()["iati"].read is not None
    assert formats()["graphml"].write is not None
    assert all(entry.title and entry.carries and entry.leaves for entry in formats().values())


def test_a_file_is_recognised_by_its_content_not_its_name(tmp_path: Path) -> None:
    """A policy, a folder, another XML and a missing file are nobody's."""
    renamed = tmp_path / "donor.txt"
    renamed.write_text(iati(""))
    other = tmp_path / "other.xml"
    other.write_text("<html/>")
    found = [recognise(path) for path in (SAMPLE, renamed, other, tmp_path, tmp_path / "none")]
    assert [entry and entry.name for entry in found] == ["iati", "iati", None, None, None]


def test_an_unknown_format_names_the_nearest() -> None:
    """As a usage error."""
    with pytest.raises(UsageError, match="iati"):
        format_named("iat")


def test_knowing_the_formats_does_not_load_the_xml_reader() -> None:
    """Help must come fast; lxml is loaded when a file is read."""
    code = "import sys; from coprod_tools.exchange import formats; formats(); sys.exit('lxml' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
