"""The `notes` command: which module has which command. Only the module of the one that is called is imported."""

from __future__ import annotations

import sys
from importlib import import_module

import click

COMMANDS = {
    "bench": "commands_bench:bench",
    "build": "commands_build:build",
    "changes": "commands_contribute:show_changes",
    "check": "commands_contribute:check",
    "fingerprint": "commands_text:fingerprint",
    "finish": "commands_build:finish_site",
    "import-hypothesis": "commands_import:import_hypothesis",
    "inspect": "commands_inspect:inspect",
    "links": "commands_inspect:links",
    "new": "commands_article:new",
    "realign": "commands_realign:realign_command",
    "schemas": "commands_contribute:write_schemas",
    "verify": "commands_text:verify",
    "write": "commands_build:write",
}


class Lazy(click.Group):
    """A group that imports a command when it is called: `notes check` answers before the builder would be read in.

    After “Lazily loading subcommands” in click's documentation.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(import_module(f".{module}", __package__), attribute)
        return command


@click.command(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]})
def notes() -> None:
    """Reading notes: check, build and inspect the site, and start new files."""


def main() -> None:
    """Runs the command; what the machine refuses is one line and exit 1."""
    try:
        notes()
    except OSError as error:
        click.echo(f"{error.filename or 'The machine'}: {error.strerror or error}", err=True)
        sys.exit(1)
