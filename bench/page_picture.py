"""Draw the picture of an exported page: ``python -m bench.page_picture [FILE]``; needs Chromium (``chromium``).

The page is made of a sample article, with picks and a note, in a library that is thrown away.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from archive_tui.archive import Archive
from archive_tui.files import write_file
from archive_tui.model import Choice

ROOT = Path(__file__).parents[1]
SIZE = "820,1190"
PICKS = ("1.1.1", "2.1.1.1.1", "8.1")
NOTE = ("2.1.1.1.1", "Forty years. **He should know.**")


def main(target: Path) -> int:
    """Write the picture; return the exit code."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser")
    if browser is None:
        print("Chromium is not there; a page's picture needs it.", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        page = folder / "page.html"
        with Archive.open(folder / "library.db") as archive:
            [report] = archive.import_paths([ROOT / "sample_data" / "toaster.txt"])
            [article] = report.article_ids
            picks = [archive.comment(f"{article}#{number}").id for number in PICKS]
            archive.pick(article, picks)
            archive.annotate(article, archive.comment(f"{article}#{NOTE[0]}").id, NOTE[1])
            archive.tag(article, [picks[1]], add="electricity")
            selection = archive.selection(article, choices={each: Choice() for each in picks}, body=False)
            write_file(page, archive.export([selection], "html"))
        options = [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--hide-scrollbars",
            f"--window-size={SIZE}",
        ]
        command = [
            browser,
            *options,
            f"--user-data-dir={folder / 'profile'}",
            f"--screenshot={target.absolute()}",
        ]
        return subprocess.run([*command, page.as_uri()], check=False, stderr=subprocess.DEVNULL).returncode


if __name__ == "__main__":
    sys.exit(
        main(Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "docs" / "screenshots" / "export-html.png"))
    )
