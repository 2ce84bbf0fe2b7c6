"""Serves the demonstration newsroom on 127.0.0.1 until it is stopped."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from corridors.errors import DomainError
from news.newsroom.server import NewsroomServer, default_folder


class Command(BaseCommand):
    """``manage.py newsroom``: feeds and pages of invented outlets, for tests and demonstrations."""

    help = "Serve the demonstration newsroom (invented outlets in four languages) on 127.0.0.1."
    # It reads no database, so it starts before there is one.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=0, help="Port to listen on; 0 takes a free one.")
        parser.add_argument("--write-port", type=Path, metavar="FILE", help="Write the port into FILE once it listens.")
        parser.add_argument(
            "--today", type=date.fromisoformat, help="The day the articles' dates count back from (YYYY-MM-DD)."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not 0 <= options["port"] <= 65535:
            raise CommandError(f"--port is {options['port']}; it must lie between 0 and 65535.")
        today = options["today"] or timezone.now().date()
        try:
            server = NewsroomServer(options["port"], default_folder(), today)
        except DomainError as error:
            raise CommandError(error.message) from error
        with server:
            if options["write_port"]:
                write_whole(options["write_port"], f"{server.server_address[1]}\n")
            count = sum(len(outlet.articles) for outlet in server.outlets)
            self.stdout.write(f"Demonstration newsroom: {count} articles at {server.base}/ (stop with Ctrl-C)")
            self.stdout.flush()
            try:
                server.serve_forever()
            except KeyboardInterrupt:
                self.stdout.write("Newsroom stopped.")


def write_whole(path: Path, text: str) -> None:
    """Write ``text`` so that whoever waits for the file never sees half of it.

    Raises:
        CommandError: The file cannot be written.
    """
    part = path.with_name(path.name + ".part")
    try:
        part.write_text(text, encoding="ascii")
        part.replace(path)
    except OSError as error:
        raise CommandError(f"The port cannot be written to {path}: {error.strerror}.") from error
