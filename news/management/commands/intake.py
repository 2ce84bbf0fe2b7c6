"""Prints the intake at a glance, for a terminal or, as JSON, for what watches over an installation."""

import argparse
import json
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand

from news import overview


class Command(BaseCommand):
    """``manage.py intake [--json]``: what waits and since when, what was given up, what servers answered."""

    help = "Print what waits in the intake and since when, what was given up, and what servers answered in a day."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="as one JSON object, times as seconds of waiting")

    def handle(self, *args: Any, **options: Any) -> None:
        found = overview.look()
        if options["json"]:
            self.stdout.write(json.dumps(_as_numbers(found)))
            return
        for lane in found.waiting:
            waits = f", the oldest for {_seconds(lane.oldest, found.at)} s" if lane.oldest else ""
            held = f"; held back: {lane.why}" if lane.why else ""
            self.stdout.write(f"{lane.name}: {lane.due} due{waits}; {lane.in_queue} in a queue{held}")
        self.stdout.write(f"feeds: {found.feeds.number} on, {found.feeds.failed} failing, {found.stopped} stopped")
        for stage, kind, number in found.given_up:
            self.stdout.write(f"given up: {number} ({stage}: {kind})")
        for share in found.answers:
            told = f"{share.number} asked, {share.failing:.1f} % failed, {share.refused:.1f} % answered 429"
            self.stdout.write(f"{share.name}, last day: {told}")
        self.stdout.write(f"pages read, last day: {found.empty.number}, {found.empty.failing:.1f} % without text")


def _seconds(since: datetime | None, now: datetime) -> int:
    return round((now - since).total_seconds()) if since else 0


def _as_numbers(found: overview.Overview) -> dict[str, Any]:
    oldest = found.oldest_feed
    return {
        "at": found.at.isoformat(),
        "oldest_feed_seconds": _seconds(oldest.due_at if oldest else None, found.at),
        "feeds": asdict(found.feeds) | {"stopped": found.stopped},
        "waiting": [asdict(lane) | {"oldest": _seconds(lane.oldest, found.at)} for lane in found.waiting],
        "given_up": [{"stage": stage, "kind": kind, "number": number} for stage, kind, number in found.given_up],
        "answers": [asdict(share) for share in found.answers],
        "pages_read": asdict(found.empty),
        "hosts": [asdict(share) for share in found.hosts],
    }
