#!/usr/bin/env python
"""Django's command line for Corridors."""

import os
import sys

from django.core.management import execute_from_command_line
from django.db import OperationalError, ProgrammingError


def main() -> None:
    """Run a management command with the project's settings."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "corridors.settings")
    try:
        execute_from_command_line(sys.argv)
    except (OperationalError, ProgrammingError) as error:
        if "--traceback" in sys.argv:
            raise
        sys.exit(
            f"The database cannot be used: {str(error).strip()}\n"
            "Does DATABASE_URL or CORRIDORS_DATA_DIR name it, and was 'manage.py migrate' run? --traceback tells more."
        )


if __name__ == "__main__":
    main()
