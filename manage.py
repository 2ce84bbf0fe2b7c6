#!/usr/bin/env python
"""Django's command line for Corridors."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run a management command with the project's settings."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "corridors.settings")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
