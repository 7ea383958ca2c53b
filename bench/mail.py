"""How fast list archives are read: ``python -m bench.mail [--messages N] [--store]``.

Makes an archive of N messages in monthly mailboxes out of invented words (threads of all depths, a fifth of the
messages with several parts, a tenth in legacy charsets, copies, missing messages), and prints the rate of splitting
alone, of the importer alone, its counts and its peak of memory; with ``--store``, of a whole import into a library too.
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
import tempfile
import time
from email.utils import formatdate
from pathlib import Path

from archive_tui.importers.mail import MailImporter
from archive_tui.importers.mail.catalogue import WANTED
from archive_tui.importers.mail.scanning import Mailbox
from archive_tui.model import State

_WORDS = [
    "harbour",
    "lantern",
    "rope",
    "winch",
    "tide",
    "chart",
    "pilot",
    "buoy",
    "fender",
    "mooring",
    "keel",
    "ballast",
    "sextant",
    "galley",
    "anchor",
    "should",
    "would",
    "nobody",
    "somebody",
    "because",
    "although",
    "perhaps",
    "Tuesday",
    "the",
    "of",
    "and",
    "to",
    "was",
    "not",
    "in",
    "for",
    "it",
    "is",
    "we",
    "they",
]
_NAMES = ("Ada Quill", "Bo Larch", "Cem Ulu", "Dana Frost", "Eke Moor", "Fay Tern", "Gus Holm", "Ina Reed")
_COPIES = 0.05
_MISSING = 0.01
_MONTH = 3_000
"""Messages of a month."""

_EXTRA = (
    "Received: from mx{n}.harbour.example (mx{n}.harbour.example [192.0.2.{m}])\n"
    "\tby lists.harbour.example (Postfix) with ESMTP id {n:08X}\n\tfor <pilots@harbour.example>; {date}\n"
    "X-Virus-Scanned: by a scanner of mail, at harbour.example\nMIME-Version: 1.0\n"
    "User-Agent: Lantern/1.{m} (X11; harbour)\nList-Id: Pilots of the harbour <pilots.harbour.example>\n"
    "List-Post: <mailto:pilots@harbour.example>\nPrecedence: list\nX-Mailman-Version: 2.1.9\n"
)


def _text(chance: random.Random, lines: int) -> str:
    return "\n".join(" ".join(chance.choices(_WORDS, k=11)) for _ in range(lines))


def write_archive(folder: Path, total: int, seed: int = 1) -> int:
    """Write the mailboxes; return their bytes."""
    chance = random.Random(seed)
    texts = [_text(chance, chance.randint(3, 60)) for _ in range(2_000)]
    references: list[list[int]] = []
    written = 0
    copied = b""
    for first in range(0, total, _MONTH):
        with (folder / f"{first // _MONTH:04}.mbox").open("wb") as file:
            for number in range(first, min(first + _MONTH, total)):
                message = _message(chance, number, texts, references)
                if chance.random() < _MISSING:
                    continue
                written += file.write(copied if copied and chance.random() < _COPIES else message)
                copied = message if chance.random() < 0.1 else copied
    return written


def _message(chance: random.Random, number: int, texts: list[str], references: list[list[int]]) -> bytes:
    above: list[int] = []
    if references and chance.random() < 0.75:
        answered = max(0, number - 1 - int(chance.expovariate(0.02)))
        above = [*references[answered], answered][-20:]
    references.append(above)
    name = chance.choice(_NAMES)
    date = formatdate(1_000_000_000 + number * 900)
    head = [
        f"From {name.split()[0].lower()} at harbour.example  {time.asctime(time.gmtime(1_000_000_000 + number * 900))}",
        _EXTRA.format(n=number, m=number % 250, date=date).rstrip(),
        f"From: {name} <{name.split()[0].lower()}@harbour.example>",
        f"Date: {date}",
        f"Subject: {'Re: ' if above else ''}[pilots] {' '.join(texts[(above or [number])[0] % 2000].split()[:6])}",
        f"Message-ID: <{number:08x}.{number % 97}@harbour.example>",
    ]
    if above:
        head.append(f"In-Reply-To: <{above[-1]:08x}.{above[-1] % 97}@harbour.example>")
        head.append("References: " + "\n ".join(f"<{n:08x}.{n % 97}@harbour.example>" for n in above))
    text = (
        f"{name} wrote:\n> "
        + chance.choice(texts)[:300].replace("\n", "\n> ")
        + "\n\n"
        + chance.choice(texts)
    )
    kind = chance.random()
    if kind < 0.2:
        head.append(f'Content-Type: multipart/alternative; boundary="=_{number}"')
        parts = (("text/plain", text), ("text/html", f"<p>{text}</p>"))
        text = "".join(f'--=_{number}\nContent-Type: {of}; charset="utf-8"\n\n{part}\n' for of, part in parts)
        text += f"--=_{number}--"
    elif kind < 0.3:
        text += "\nGrüße aus dem Hafen, ist für Möwen geöffnet"
        return ("\n".join(head) + f"\n\n{text}\n\n").encode("latin-1")
    elif kind < 0.5:
        head.append('Content-Type: text/plain; charset="utf-8"\nContent-Transfer-Encoding: quoted-printable')
        text = text.replace("because", "be=\ncause")
    return ("\n".join(head) + f"\n\n{text}\n-- \n{name}, harbour\n\n").encode()


def _split(paths: list[Path]) -> int:
    """Find the messages of all files; return how many."""
    found = 0
    for path in paths:
        with path.open("rb", buffering=0) as file:
            found += sum(1 for _ in Mailbox(path, file).messages(WANTED))
    return found


def _read(paths: list[Path]) -> tuple[int, int, int, int]:
    """Read all threads; return articles, comments, ghosts and what was skipped."""
    articles = comments = ghosts = skipped = 0
    for thread in MailImporter().threads(paths):
        articles += 1
        empty = sum(comment.state is State.GHOST for comment in thread.comments)
        ghosts += empty
        comments += len(thread.comments) - empty
        skipped += len(thread.skipped)
    return articles, comments, ghosts, skipped


def _measure(paths: list[Path], size: int) -> None:
    start, busy = time.perf_counter(), time.process_time()
    messages = _split(paths)
    seconds, busy = time.perf_counter() - start, time.process_time() - busy
    rates = f"{size / seconds / 1e6:,.0f} MB/s ({size / busy / 1e6:,.0f} MB/s of one core)"
    _say("splitting, with all heads", f"{rates}, {messages:,} messages in {seconds:.1f} s")
    start, busy = time.perf_counter(), time.process_time()
    articles, comments, ghosts, skipped = _read(paths)
    seconds, busy = time.perf_counter() - start, time.process_time() - busy
    _say(
        "importer alone", f"{seconds:.1f} s ({busy:.1f} s of one core), {messages / seconds:,.0f} messages/s"
    )
    _say("found", f"{articles:,} articles, {comments:,} comments, {ghosts:,} ghosts, {skipped:,} skipped")
    _say("peak memory", f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def _say(label: str, figure: str) -> None:
    print(f"{label:<30} {figure}", flush=True)


def main(arguments: list[str] | None = None) -> None:
    """Measure, and print a line a figure."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--messages", type=int, default=340_000, help="messages of the archive")
    parser.add_argument("--store", action="store_true", help="import into a library as well")
    parser.add_argument("folder", nargs="?", type=Path, help="an archive that is there already")
    options = parser.parse_args(arguments)
    if options.folder is not None:
        paths = sorted(path for path in options.folder.rglob("*") if path.is_file())
        _measure(paths, sum(path.stat().st_size for path in paths))
        return
    with tempfile.TemporaryDirectory() as name:
        archive = Path(name) / "archive"
        archive.mkdir()
        size = write_archive(archive, options.messages)
        _say("archive", f"{options.messages:,} messages, {size / 1e6:,.0f} MB")
        # In a process of its own: the peak of memory is the importer's, not that of making the archive.
        subprocess.run([sys.executable, "-m", "bench.mail", str(archive)], check=True)
        if options.store:
            start = time.perf_counter()
            program = [
                sys.executable,
                "-m",
                "archive_tui",
                "--db",
                str(Path(name) / "library.db"),
                "import",
            ]
            subprocess.run(
                [*program, str(archive)], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
            seconds = time.perf_counter() - start
            _say("import into a library", f"{seconds:.1f} s, {options.messages / seconds:,.0f} messages/s")


if __name__ == "__main__":
    main()
