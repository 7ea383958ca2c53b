from __future__ import annotations

import re
from pathlib import Path

import click

from archive_tui.cli.program import program

DOCS = Path(__file__).parents[2] / "docs" / "cli.md"


def test_every_command_and_no_other_is_documented() -> None:
    documented = re.findall(r"^### `([a-z]+)", DOCS.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(documented) == sorted(program.commands)


def test_every_option_and_argument_stands_in_its_commands_heading() -> None:
    text = DOCS.read_text(encoding="utf-8")
    headings = {line.split("`")[1].split()[0]: line for line in text.splitlines() if line.startswith("### ")}
    shared = {parameter.name for parameter in program.params}
    for name, command in program.commands.items():
        own = [parameter for parameter in command.params if parameter.name not in shared]
        expected = {
            option
            for each in own
            if isinstance(each, click.Option)
            for option in (*each.opts, *each.secondary_opts)
            if len(option) > 2
        }
        assert set(re.findall(r"--[a-z-]+", headings[name])) == expected, name
        for each in own:
            if isinstance(each, click.Argument):
                assert (each.metavar or each.name or "").upper() in headings[name], name


def test_every_shared_option_is_documented() -> None:
    text = DOCS.read_text(encoding="utf-8")
    for parameter in program.params:
        assert f"`{parameter.opts[0]}" in text or f"{parameter.opts[0]}`" in text, parameter.name


def test_every_command_says_what_it_does_in_its_help() -> None:
    for name, command in program.commands.items():
        assert command.help, name
        assert command.short_help, name
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert parameter.help, f"{name} {parameter.name}"
