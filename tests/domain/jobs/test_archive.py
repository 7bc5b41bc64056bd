"""What a backup file may hold, and what is refused."""

from __future__ import annotations

import io
import tarfile
from typing import TYPE_CHECKING

import pytest

from peerloop.jobs.archive import BadArchive, pack, unpack

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "folder"
    made.mkdir()
    return made


def test_what_is_packed_comes_back_as_it_was(folder: Path, tmp_path: Path, settings) -> None:
    settings.DATA = tmp_path / "house"
    settings.DATA.mkdir()
    (folder / "database").write_bytes(bytes(range(256)) * 100)
    (folder / "secret").write_text("of the house")
    pack(tmp_path / "file", folder, {"database": "sqlite"})
    back = tmp_path / "back"
    back.mkdir()
    assert unpack(tmp_path / "file", back) == {"form": 1, "database": "sqlite"}
    assert {path.name: path.read_bytes() for path in back.iterdir()} == {
        path.name: path.read_bytes() for path in folder.iterdir()
    }


def archive_of(path: Path, name: str, *, kind: bytes = tarfile.REGTYPE, content: bytes = b"{}") -> Path:
    with tarfile.open(path, "w:gz") as archive:
        member = tarfile.TarInfo(name)
        member.type, member.linkname, member.size = kind, "/etc/passwd", len(content)
        archive.addfile(member, io.BytesIO(content))
    return path


NAMES = ["../secret", "/etc/passwd", "strange", "./secret", "files/../secret", "files/ab/cd/x", "files/ab/" + "Z" * 32]


@pytest.mark.parametrize("name", NAMES)
def test_a_member_of_another_name_is_refused_and_written_nowhere(folder: Path, tmp_path: Path, name: str) -> None:
    with pytest.raises(BadArchive, match="which no backup does"):
        unpack(archive_of(tmp_path / "file", name), folder)
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["file", "folder"]


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.DIRTYPE])
def test_a_member_that_is_no_plain_file_is_refused(folder: Path, tmp_path: Path, kind: bytes) -> None:
    with pytest.raises(BadArchive, match="which no backup does"):
        unpack(archive_of(tmp_path / "file", "secret", kind=kind, content=b""), folder)
    assert list(folder.iterdir()) == []


def test_what_is_torn_or_something_else_is_refused(folder: Path, tmp_path: Path) -> None:
    whole = archive_of(tmp_path / "whole", "manifest.json", content=b'{"form": 1}' + b" " * 5000).read_bytes()
    bad = tmp_path / "bad"
    for content in (b"", b"text", whole[:-20], whole[:20]):
        bad.write_bytes(content)
        with pytest.raises(BadArchive, match="is not a backup of Peerloop, or is not whole"):
            unpack(bad, folder)


def test_what_a_newer_peerloop_wrote_is_refused(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(BadArchive, match="newer Peerloop"):
        unpack(archive_of(tmp_path / "file", "manifest.json", content=b'{"form": 2}'), folder)
