"""``./peerloop`` itself: what it prints, what it refuses, and that it is one with the command line behind it."""

from __future__ import annotations

import importlib.machinery
import importlib.util
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from tests.drills.conftest import ROOT

from peerloop.jobs.__main__ import names

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType


@pytest.fixture
def script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script, as if it stood in an empty folder with its requirements beside it."""
    loader = importlib.machinery.SourceFileLoader("bootstrap", str(ROOT / "peerloop"))
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    loaded = importlib.util.module_from_spec(importlib.util.spec_from_loader("bootstrap", loader))
    loader.exec_module(loaded)
    for name in (loaded.RUN, loaded.TEST, "requirements-uv.txt"):
        shutil.copy(ROOT / name, tmp_path)
    monkeypatch.setattr(loaded, "ROOT", tmp_path)
    monkeypatch.setattr(loaded, "UV", tmp_path / ".uv")
    monkeypatch.setattr(loaded, "PYTHON", tmp_path / ".venv" / "bin" / "python")
    monkeypatch.setattr(loaded, "STAMP", tmp_path / ".venv" / "installed")
    return loaded


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([ROOT / "peerloop", *arguments], capture_output=True, text=True, check=False)


def test_alone_it_prints_every_command_and_installs_nothing() -> None:
    done = run()
    listed = [line.split()[0] for line in done.stdout.splitlines() if line.startswith("  ")]
    assert (done.returncode, done.stderr) == (0, "")
    assert listed == [
        "demo", "serve", "import", "export", "match", "replay", "backup", "restore", "manage", "test", "check", "bench",
        "python",
    ]  # fmt: skip


def test_a_command_that_there_is_not_is_refused_in_one_line() -> None:
    done = run("fly")
    words = "There is no command 'fly'; ./peerloop alone prints those there are.\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", words)


def test_every_command_leads_to_one_that_there_is(script: ModuleType) -> None:
    from django.core.management import get_commands

    for needed, start, _ in script.COMMANDS.values():
        assert needed in (script.RUN, script.TEST)
        if start[:2] == script.JOBS:
            assert start[2] in names()
        elif start[:2] == script.DJANGO:
            assert set(start[2:]) <= set(get_commands())


def test_the_requirements_are_locked_by_hash_and_name_no_host() -> None:
    for path in ROOT.glob("requirements*.txt"):
        text = path.read_text()
        assert "://" not in text
        pinned = [line for line in text.splitlines() if "==" in line]
        assert pinned
        assert all(line.endswith("\\") for line in pinned)
    run_set, test_set = (
        {line.rstrip(" \\") for line in (ROOT / name).read_text().splitlines() if "==" in line}
        for name in ("requirements.txt", "requirements-test.txt")
    )
    assert run_set < test_set


def pretend(script: ModuleType, installed: str) -> None:
    script.PYTHON.parent.mkdir(parents=True, exist_ok=True)
    script.PYTHON.touch()
    script.STAMP.write_text(f"{installed} {script.digest()}")


def test_the_test_set_satisfies_every_command_and_the_other_one_does_not(script: ModuleType) -> None:
    assert not script.installed(script.RUN)
    pretend(script, script.RUN)
    assert (script.installed(script.RUN), script.installed(script.TEST)) == (True, False)
    pretend(script, script.TEST)
    assert (script.installed(script.RUN), script.installed(script.TEST)) == (True, True)


def test_other_requirements_or_a_python_that_is_gone_are_installed_anew(script: ModuleType, tmp_path: Path) -> None:
    pretend(script, script.TEST)
    (tmp_path / script.RUN).write_text("changed")
    assert not script.installed(script.RUN)
    pretend(script, script.TEST)
    script.PYTHON.unlink()
    assert not script.installed(script.RUN)


def test_an_old_python_is_told_so_in_words(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 12))
    assert script.main(["demo"]) == 1
    said = capsys.readouterr().err
    assert said.startswith("Peerloop needs Python 3.11 or newer; ")
    assert said.count("\n") == 1


def test_a_machine_with_neither_pip_nor_venv_is_told_what_to_install(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "executable", shutil.which("false"))
    assert script.main(["demo"]) == 1
    words = "Neither pip nor venv is here; install one of them, for example: apt install python3-venv"
    assert capsys.readouterr().err.splitlines() == ["Getting uv into .uv (once) …", words]


def test_the_extra_is_installed_where_it_is_asked_for(script: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    script.STAMP.parent.mkdir()
    (script.STAMP.parent / "bin").mkdir()
    script.PYTHON.touch()
    script.STAMP.write_text(f"{script.RUN} {script.digest()}")
    assert script.installed(script.RUN)
    shutil.copy(ROOT / "requirements-semantic.txt", script.ROOT)
    monkeypatch.setattr(script, "MORE", ["requirements-semantic.txt"])
    assert not script.installed(script.RUN)
