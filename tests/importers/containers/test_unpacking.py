"""What real tools pack is unpacked; names and links lead nowhere; what is cut off gives its beginning."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import shutil
import subprocess
import tarfile
import zipfile
import zlib
from typing import TYPE_CHECKING

import pytest
from tests.importers.containers.conftest import NOTE, PAGE, Unpacked

from archive_tui.importers.containers.limits import Limits
from archive_tui.importers.containers.spool import Spool

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from _typeshed import ReadableBuffer

    Unpack = Callable[..., Unpacked]

PACK: dict[str, Callable[[bytes], bytes]] = {
    "gz": gzip.compress,
    "bz2": bz2.compress,
    "xz": lzma.compress,
}
BOTH = {"saved/2011/june/page.html": PAGE, "saved/note.txt": NOTE}


def run(*command: str, cwd: Path) -> None:
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed")
    subprocess.run(command, cwd=cwd, check=True, capture_output=True)  # noqa: S603 - tools of the system


@pytest.mark.parametrize(
    "options",
    [
        ["-cf"],
        ["--format=v7", "-cf"],
        ["--format=pax", "-cf"],
        ["-czf"],
        ["-cjf"],
        ["-cJf"],
        ["--zstd", "-cf"],
    ],
)
def test_tars(folder: Path, unpacked: Unpack, options: list[str]) -> None:
    run("tar", *options, "saved.tar", "saved", cwd=folder.parent)
    assert unpacked(folder.parent / "saved.tar") == BOTH


@pytest.mark.parametrize("options", [["-r"], ["-r", "-0"], ["-r", "-Z", "bzip2"]])
def test_zips(folder: Path, unpacked: Unpack, options: list[str]) -> None:
    run("zip", "-y", *options, "saved.zip", "saved", cwd=folder.parent)
    assert unpacked(folder.parent / "saved.zip") == BOTH


@pytest.mark.parametrize(
    "command",
    [
        ["gzip", "-k"],
        ["bzip2", "-k"],
        ["xz", "-k"],
        ["zstd", "-q"],
        ["zstd", "-q", "--ultra", "-20", "--long=31"],
    ],
)
def test_a_compressed_file_is_that_file(folder: Path, unpacked: Unpack, command: list[str]) -> None:
    run(*command, "note.txt", cwd=folder)
    (packed,) = folder.glob("note.txt.*")
    assert unpacked(packed) == {"": NOTE}


def test_a_window_of_2_gib_as_large_dumps_have(folder: Path, unpacked: Unpack) -> None:
    """From a pipe zstd does not know the size, and writes the whole window into the frame."""
    run("sh", "-c", "command -v zstd && cat note.txt | zstd -q --ultra --long=31 -c > note.zst", cwd=folder)
    assert unpacked(folder / "note.zst") == {"": NOTE}


def test_containers_in_containers(folder: Path, unpacked: Unpack) -> None:
    top = folder.parent
    run("tar", "-czf", "inner.tgz", "saved", cwd=top)
    run("zip", "-r", "middle.zip", "inner.tgz", cwd=top)
    run("tar", "-cf", "outer.tar", "middle.zip", "saved/note.txt", cwd=top)
    assert unpacked(top / "outer.tar") == {
        **{f"middle.zip › inner.tgz › {name}": content for name, content in BOTH.items()},
        "saved/note.txt": NOTE,
    }
    assert unpacked(top / "outer.tar", Limits(depth=1, spare=0)) == {
        "middle.zip › inner.tgz": "it is packed more than 1 times over; unpack it first",
        "saved/note.txt": NOTE,
    }


def test_names_lead_nowhere_and_equal_ones_are_told_apart(tmp_path: Path, unpacked: Unpack) -> None:
    path = tmp_path / "evil.tar"
    names = ["../../etc/passwd", "/etc/shadow", "same", "same", "a\x1b[31mb", "caf\udce9", "x" * 300]
    with tarfile.open(path, "w") as tar:
        for name in names:
            header = tarfile.TarInfo(name)
            header.size = len(NOTE)
            tar.addfile(header, io.BytesIO(NOTE))
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE):
            header = tarfile.TarInfo(f"odd{kind!r}")
            header.type, header.linkname = kind, "/etc/passwd"
            tar.addfile(header)
    found = unpacked(path)
    assert set(found.values()) == {NOTE}
    assert list(found) == ["../../etc/passwd", "/etc/shadow", "same", "same (2)", "ab", "caf\\xe9", "x" * 300]


def test_a_zip_that_lies_about_everything(tmp_path: Path, unpacked: Unpack) -> None:
    path = tmp_path / "evil.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("..\\..\\windows\\note.txt", NOTE)
        archive.writestr("__MACOSX/._note.txt", b"no")
        link = zipfile.ZipInfo("link")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("locked", NOTE)
    raw = bytearray(path.read_bytes())
    where = raw.rindex(b"PK\x01\x02")
    raw[where + 8] |= 1  # encrypted, says the directory
    path.write_bytes(raw)
    assert unpacked(path) == {"..\\..\\windows\\note.txt": NOTE, "locked": "it is encrypted"}


@pytest.mark.parametrize("kind", ["gz", "bz2", "xz", "zst"])
def test_a_bomb_is_refused(tmp_path: Path, unpacked: Unpack, kind: str) -> None:
    path = tmp_path / f"bomb.{kind}"
    if kind == "zst":
        path.with_suffix("").write_bytes(bytes(3_000_000))
        run("zstd", "-q", "bomb", cwd=tmp_path)
    else:
        pack = PACK[kind]
        path.write_bytes(pack(bytes(3_000_000)))
    (reason,) = unpacked(path, Limits(floor=1_000_000, spare=0)).values()
    assert reason == "it unpacks to more than 1 MB, too much for its size; the rest was left"


def test_a_bomb_of_many_members_leaves_what_came_before(tmp_path: Path, unpacked: Unpack) -> None:
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", NOTE)
        for number in range(50):
            archive.writestr(f"b{number:02}.txt", bytes(200_000))
    found = unpacked(path, Limits(floor=1_000_000, ratio=2, spare=0))
    assert found["a.txt"] == NOTE
    assert len(found) == 6
    assert found[""] == "at b04.txt: it unpacks to more than 1 MB, too much for its size; the rest was left"


def test_nested_bombs_are_counted_against_the_file_on_disk(tmp_path: Path, unpacked: Unpack) -> None:
    inner = gzip.compress(bytes(40_000_000), 9)
    path = tmp_path / "bomb.gz"
    path.write_bytes(gzip.compress(gzip.compress(inner)))
    (reason,) = unpacked(path, Limits(floor=1_000_000, spare=0)).values()
    assert isinstance(reason, str)
    assert reason.startswith("it unpacks to more than")


def test_too_many_members(tmp_path: Path, unpacked: Unpack) -> None:
    path = tmp_path / "many.tar"
    with tarfile.open(path, "w") as tar:
        for number in range(20):
            tar.addfile(tarfile.TarInfo(str(number)))
    found = unpacked(path, Limits(members=10, spare=0))
    assert found[""] == "at 10: it has more than 10 members; the rest was left"


def test_an_extended_header_of_immense_length_is_not_read(tmp_path: Path, unpacked: Unpack) -> None:
    path = tmp_path / "pax.tar"
    header = tarfile.TarInfo("././@PaxHeader")
    header.type, header.size = tarfile.XHDTYPE, 50_000_000
    with tarfile.open(path, "w") as tar:
        note = tarfile.TarInfo("note.txt")
        note.size = len(NOTE)
        tar.addfile(note, io.BytesIO(NOTE))
    raw = path.read_bytes()[:1024]
    path.write_bytes(raw + header.tobuf() + bytes(60_000_000))
    assert unpacked(path) == {"note.txt": NOTE, "": "it is damaged: a header of immense length"}


@pytest.mark.parametrize("keep", [0.3, 0.6, 0.9])
@pytest.mark.parametrize("kind", ["tar", "tar.gz", "zip", "gz", "bz2", "xz"])
def test_what_is_cut_off_gives_its_beginning(
    tmp_path: Path, unpacked: Unpack, kind: str, keep: float
) -> None:
    texts = {
        f"{n}.txt": f"message {n}\n".encode() * 4_000 + zlib.compress(bytes(range(256)) * 40)
        for n in range(8)
    }
    path = tmp_path / f"cut.{kind}"
    if kind == "zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
            for name, text in texts.items():
                archive.writestr(name, text)
    elif "tar" in kind:
        with tarfile.open(path, "w:gz" if kind == "tar.gz" else "w") as tar:
            for name, text in texts.items():
                header = tarfile.TarInfo(name)
                header.size = len(text)
                tar.addfile(header, io.BytesIO(text))
    else:
        pack = PACK[kind]
        path.write_bytes(pack(b"".join(texts.values())))
    raw = path.read_bytes()
    path.write_bytes(raw[: int(len(raw) * keep)])
    found = unpacked(path)
    reasons = [text for text in found.values() if isinstance(text, str)]
    assert reasons
    assert any("cut off" in reason for reason in reasons)
    if kind in {"tar", "zip"}:
        whole = [name for name, text in texts.items() if found.get(name) == text]
        assert len(whole) >= int(8 * keep) - 1


def test_a_zip_without_directory_is_read_from_its_start(tmp_path: Path, unpacked: Unpack) -> None:
    path = tmp_path / "streamed.zip"

    class Unseekable(io.RawIOBase):
        """As a pipe: sizes stand behind the members, then."""

        def __init__(self) -> None:
            self.raw = bytearray()

        def writable(self) -> bool:
            return True

        def write(self, data: ReadableBuffer) -> int:
            self.raw += bytes(data)
            return len(bytes(data))

    pipe = Unseekable()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("page.html", PAGE)
        archive.writestr("note.txt", NOTE)
    path.write_bytes(bytes(pipe.raw[: pipe.raw.index(b"PK\x01\x02")]))
    found = unpacked(path)
    assert (found["page.html"], found["note.txt"]) == (PAGE, NOTE)
    assert found[""] == "its directory is lost, as of a zip that is cut off; what stands before that was read"


def test_what_is_packed_in_a_way_that_is_not_understood_is_named(tmp_path: Path, unpacked: Unpack) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"7z\xbc\xaf\x27\x1c" + bytes(100))
    assert unpacked(path) == {"": "it is packed as 7z, which is not understood; unpack it first"}


def test_rubbish_after_a_good_stream_is_named(tmp_path: Path, unpacked: Unpack) -> None:
    path = tmp_path / "a.gz"
    path.write_bytes(gzip.compress(NOTE) + b"rubbish" * 10)
    found = unpacked(path)
    assert found[""] == NOTE
    assert isinstance(found["!"], str)


def test_what_a_killed_import_left_is_swept_away_and_a_running_one_is_left_alone(tmp_path: Path) -> None:
    left = tmp_path / ".archive-tui-unpacked-left"
    (left / "0000001").mkdir(parents=True)
    (left / "0000001" / "page.html").write_bytes(PAGE)
    with Spool(tmp_path, Limits(spare=0)) as running:
        kept, _ = running.store(io.BytesIO(NOTE), "../../note.txt")
        assert not left.exists()
        with Spool(tmp_path, Limits(spare=0)) as other:
            other.store(io.BytesIO(NOTE), "note.txt")
            assert kept.read_bytes() == NOTE
    assert list(tmp_path.glob(".archive-tui*")) == []


def test_a_full_disk_is_a_sentence(tmp_path: Path, unpacked: Unpack) -> None:
    path = tmp_path / "a.gz"
    path.write_bytes(gzip.compress(NOTE))
    (reason,) = unpacked(path, Limits(spare=1 << 60)).values()
    assert isinstance(reason, str)
    assert reason.startswith("there is no room to unpack it")
