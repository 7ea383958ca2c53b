"""``import`` as a person meets it: archives, privacy, and the reports that are kept."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    Run = Callable[..., Result]


EXPORT = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
     xmlns:wp="http://wordpress.org/export/1.2/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Pond Post</title><wp:wxr_version>1.2</wp:wxr_version>
<item><title>The pond</title><link>https://example.org/pond</link><guid>https://example.org/?p=7</guid>
<content:encoded><![CDATA[It is green.]]></content:encoded><wp:post_id>7</wp:post_id>
<wp:status>publish</wp:status><wp:post_type>post</wp:post_type>
<wp:comment><wp:comment_id>3</wp:comment_id><wp:comment_author>Ada</wp:comment_author>
<wp:comment_author_email>ada@example.org</wp:comment_author_email>
<wp:comment_author_IP>192.0.2.7</wp:comment_author_IP><wp:comment_date_gmt>2011-06-03 10:00:00</wp:comment_date_gmt>
<wp:comment_content>Who painted it?</wp:comment_content><wp:comment_approved>1</wp:comment_approved>
<wp:comment_type></wp:comment_type><wp:comment_parent>0</wp:comment_parent></wp:comment></item>
</channel></rss>
"""


def comments(run: Run) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run("show", "1", "--json").stdout)["comments"]
    return found


def test_what_is_private_is_kept_only_if_asked_for(run: Run, tmp_path: Path) -> None:
    export = tmp_path / "export.xml"
    export.write_text(EXPORT, encoding="utf-8")
    assert run("import", export).exit_code == 0
    assert [c["text"] for c in comments(run)] == ["Who painted it?"]
    assert "private" not in comments(run)[0]
    assert run("import", "--keep-private", export).exit_code == 0
    private = {"email": "ada@example.org", "ip": "192.0.2.7"}
    assert comments(run)[0]["private"] == private
    # Imported again without: it stays; it is not searched, nor printed for people.
    export.write_text(EXPORT.replace("painted", "has painted"), encoding="utf-8")
    assert run("import", export).exit_code == 0
    assert comments(run)[0]["private"] == private
    assert json.loads(run("search", "ada@example.org", "--exact", "--json").stdout) == []
    assert "ada@example.org" not in run("show", "1").stdout


def test_an_archive_and_the_report_that_is_kept(run: Run, page: Path, tmp_path: Path) -> None:
    dump = tmp_path / "dump.zip"
    with zipfile.ZipFile(dump, "w") as packed:
        packed.write(page, "2011/ferry.txt")
        packed.writestr("logo.png", b"\x89PNG\0")
    result = run("import", dump, tmp_path / "nowhere")
    assert result.exit_code == 1
    lines = result.stderr.splitlines()
    assert f"{dump} › 2011/ferry.txt: page-dump, 1 article, 5 comments" in lines
    assert f"{dump}: zip, 1 part of it left out" in lines
    assert any(line.startswith("  logo.png: a binary file of no known format") for line in lines)
    assert lines[-1] == "Imported 1 source: 1 article, 5 comments. 1 source could not be imported."
    listed = run("stats", "--imports").stdout.splitlines()
    assert len(listed) == 1
    assert listed[0].endswith(": 1 article, 5 comments, 5 new; 1 source failed; 1 part skipped")
    whole = run("stats", "--import", "1").stdout
    assert "logo.png" in whole
    assert "nowhere: there is no such file or folder" in whole
    (shape,) = json.loads(run("stats", "--imports", "--json").stdout)
    assert (shape["id"], shape["sources"], shape["failed"], shape["paths"][0]) == (1, 3, 1, str(dump))
    reports = json.loads(run("stats", "--import", "1", "--json").stdout)["reports"]
    assert [r["container"] for r in reports] == [None, "zip", None]
    unknown = run("stats", "--import", "9")
    assert unknown.exit_code == 1
    assert "no import 9 in the library" in unknown.stderr


def test_of_many_sources_those_with_something_to_say_are_told(run: Run, page: Path, tmp_path: Path) -> None:
    text = page.read_text(encoding="utf-8")
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(60):
        story = text.replace("The ferry", f"Ferry {number}").replace("five days", str(number))
        (folder / f"{number:02}.txt").write_text(story, encoding="utf-8")
    (folder / "99.txt").write_text("nothing at all", encoding="utf-8")
    result = run("import", folder)
    lines = result.stderr.splitlines()
    assert "… and 10 more sources about which there is nothing special to say." in lines
    assert any("99.txt: a text of no known format" in line for line in lines)
    assert len(run("import", folder, "--json").stdout.splitlines()) == 61


def test_watching_a_folder(page: Path, tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    shutil.copy(page, folder / "first.txt")
    with subprocess.Popen(  # noqa: S603 - our own program
        [
            sys.executable,
            "-m",
            "archive_tui",
            "--db",
            str(tmp_path / "l.db"),
            "import",
            "--watch",
            "--json",
            str(folder),
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        first = json.loads(process.stdout.readline())
        assert (first["source"], first["new"]) == (str(folder / "first.txt"), 5)
        text = page.read_text(encoding="utf-8").replace("ferry", "barge")
        (folder / "second.txt").write_text(text, encoding="utf-8")
        second = json.loads(process.stdout.readline())
        assert (second["source"], second["new"]) == (str(folder / "second.txt"), 5)
        time.sleep(0.5)  # it waits again
        process.send_signal(signal.SIGINT)
        rest, errors = process.communicate(timeout=60)
    assert rest == b""
    assert process.returncode in {0, 130}
    assert errors.decode().splitlines()[0] == f"Watching {folder}; Ctrl-C ends it."
    assert "Traceback" not in errors.decode()


def test_watching_and_trying_exclude_each_other(run: Run, page: Path) -> None:
    result = run("import", "--watch", "--dry-run", page)
    assert result.exit_code == 2
    assert "exclude each other" in result.stderr
