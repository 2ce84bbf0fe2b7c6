"""Named points at which a test may end this very process, to prove that nothing is lost or doubled there."""

import os
import signal

from django.conf import settings

POINTS = (
    "poll.claimed",
    "poll.answered",
    "poll.written",
    "poll.committed",
    "fetch.claimed",
    "fetch.answered",
    "fetch.stored",
    "read.claimed",
    "read.extracted",
    "read.linked",
    "read.proposed",
    "read.committed",
)
#: Those on the way of GDELT's files, which the articles above do not go.
GDELT_POINTS = ("gdelt.listed", "gdelt.claimed", "gdelt.answered", "gdelt.written", "gdelt.committed")
#: Those where stories linked before gain a new project.
RELINK_POINTS = ("relink.joined", "relink.committed")


def reached(name: str) -> None:
    """Do nothing, unless the test setting KILL_POINTS is on and CORRIDORS_KILL_AT names this point: then kill -9."""
    if getattr(settings, "KILL_POINTS", False) and os.environ.get("CORRIDORS_KILL_AT") == name:
        os.kill(os.getpid(), signal.SIGKILL)
