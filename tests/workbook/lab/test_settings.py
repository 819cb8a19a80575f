"""The settings `coprod lab` makes loosen nothing of Jupyter's, and what it tells the workbook arrives there."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from coprod_tools.workbook.lab.server import settings
from coprod_tools.workbook.lab.setting import Setting, from_environment
from coprod_tools.workbook.lab.workshop import voila_settings

# Written out by reading each setting's help in Jupyter: what it is for, and that it lets nobody in who was out before.
HARMLESS = {
    "ServerApp": {
        "root_dir",  # the folder that was named, instead of the working directory
        "contents_manager_class",  # the files of that folder, and one notebook more to be read
        "kernel_manager_class",  # where Python starts
        "kernel_spec_manager_class",  # which Python starts
        "answer_yes",  # Ctrl+C stops at once; everything is saved by then
        "log_level",  # fewer lines in the terminal
        "port",  # as asked
        "port_retries",  # as asked, or not at all
        "open_browser",  # as asked
    },
    "LabApp": {
        "default_url",  # the page that is opened first
        "extra_labextensions_path",  # our own extension, from our own package
        "workspaces_dir",  # which tabs were open, apart from those of an ordinary JupyterLab
        "news_url",  # none: nothing is fetched
        "check_for_updates_class",  # never: nothing is fetched
        "extension_manager",  # only reads: nothing is fetched or installed
    },
    "WorkbookKernels": {"apart"},  # an empty folder
}
# What would let somebody in, or lift a limit.
LOOSENING = {
    "token", "password", "password_required", "allow_root", "allow_origin", "allow_origin_pat", "allow_remote_access",
    "disable_check_xsrf", "ip", "trust_xheaders", "allow_unauthenticated_access", "tornado_settings", "local_hostnames",
    "allow_credentials", "allow_password_change", "identity_provider_class", "authorizer_class", "allow_hidden", "sock",
    "cookie_secret", "csp", "delete_to_trash", "file_allowlist", "show_tracebacks",
}  # fmt: skip


@pytest.mark.parametrize(("port", "browser"), [(None, True), (8123, False)])
def test_jupyter_keeps_every_safeguard(port: int | None, browser: bool, tmp_path: Path) -> None:
    """Nothing is set but what is listed here, and nothing that could loosen a safeguard."""
    made = settings(tmp_path, tmp_path, port, browser)
    assert set(made) <= set(HARMLESS)
    for part, named in made.items():
        assert set(named) <= HARMLESS[part]
        assert not set(named) & LOOSENING
    assert made["LabApp"]["news_url"] is None
    assert made["LabApp"]["extension_manager"] == "readonly"


def test_a_workshop_asks_for_a_token_though_voila_would_not(tmp_path: Path) -> None:
    """Voila lets in whoever finds it; ours is stricter, and sets nothing else that matters for that."""
    made = voila_settings(tmp_path / "workbook.ipynb", None, False)
    assert made["Voila"]["auto_token"] is True
    assert not (set(made["Voila"]) | set(made["VoilaConfiguration"])) & LOOSENING


def test_what_is_told_arrives() -> None:
    """Through the environment, whatever the names look like."""
    told = Setting(Path("/tmp/Whānau Ora; $HOME"), Path("/tmp/x/a b"), True, "Aroha Ngata", True)
    assert from_environment(told.as_environment()) == told


def test_without_being_told_the_working_directory_is_the_folder() -> None:
    """As in a notebook of one's own."""
    assert from_environment({}) == Setting(Path.cwd())


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only the administrator is refused")
def test_the_administrator_is_refused_in_our_own_words(tmp_path: Path) -> None:
    """And told what to do; nothing is served."""
    done = subprocess.run(
        [sys.executable, "-m", "coprod_tools", "lab", str(tmp_path), "--no-browser"],
        capture_output=True, text=True, timeout=60, env={**os.environ, "JUPYTER_CONFIG_DIR": str(tmp_path)},
    )  # fmt: skip
    assert done.returncode == 2
    assert "--allow-root" in done.stderr
    assert "Traceback" not in done.stderr
