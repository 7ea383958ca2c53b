"""Members of a tar, one after the other as they stand in the stream."""

from __future__ import annotations

import tarfile
from typing import TYPE_CHECKING

from archive_tui.importers.containers.streams import DAMAGED, Guarded

if TYPE_CHECKING:
    import io
    from collections.abc import Iterator

_LONGEST_HEADER = 1_000_000
"""Bytes of an extended header, which tarfile reads into memory: names and attributes, never contents."""
_EXTENDED = {
    tarfile.XHDTYPE,
    tarfile.XGLTYPE,
    tarfile.SOLARIS_XHDTYPE,
    tarfile.GNUTYPE_LONGNAME,
    tarfile.GNUTYPE_LONGLINK,
}


def tar_members(stream: io.BufferedReader) -> Iterator[tuple[str, Guarded | str]]:
    """Yield the files of a tar with their streams, each to be read before the next; links and devices are left out.

    A name with a sentence in the place of a stream says what is wrong with the rest.
    """
    ended: list[tarfile.HeaderError] = []

    class Header(tarfile.TarInfo):
        """A header that is no bomb, and that tells how the tar ended: tarfile takes a broken header for its end."""

        @classmethod
        def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Header:
            try:
                found = super().frombuf(buf, encoding, errors)
            except tarfile.HeaderError as error:
                ended.append(error)
                raise
            if found.type in _EXTENDED and found.size > _LONGEST_HEADER:
                ended.append(tarfile.HeaderError("a header of immense length"))
                raise ended[-1]
            return found

    try:
        with tarfile.open(fileobj=stream, mode="r|", tarinfo=Header, errors="surrogateescape") as tar:
            for member in tar:
                if member.isfile():
                    file = tar.extractfile(member)
                    if file is not None:
                        yield member.name, Guarded(file)
                vars(tar)["members"].clear()  # tarfile keeps them all
    except DAMAGED as error:
        cut = "unexpected end" in str(error) or not str(error)
        yield "", "it is cut off" if cut else f"it is damaged: {str(error)[:80]}"
        return
    # The end of a tar is a block of zeros, which tarfile raises as an error of its own kind.
    if ended and "end of file header" not in str(ended[-1]):
        reason = str(ended[-1])
        cut = "empty" in reason or "truncated" in reason
        yield (
            "",
            "it ends without an end mark, as one does that is cut off"
            if cut
            else f"it is damaged: {reason[:80]}",
        )
