"""What our commands have in common: wrong arguments get one line and exit status 2."""

import sys
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandError, CommandParser


class OneLineParser(CommandParser):
    """Says what is wrong in one line; `--help` has the rest."""

    def error(self, message: str) -> NoReturn:
        if not self.called_from_command_line:
            raise CommandError(message)
        sys.stderr.write(f"{self.prog}: {message}\n")
        sys.exit(2)


class Door(BaseCommand):
    """A command of ours."""

    def create_parser(self, prog_name: str, subcommand: str, **options: Any) -> CommandParser:
        parser = super().create_parser(prog_name, subcommand, **options)
        parser.__class__ = OneLineParser  # Django names the class of its parser itself
        return parser
