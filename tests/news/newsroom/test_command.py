"""``manage.py newsroom`` serves, tells its port, and refuses bad options in words."""

from __future__ import annotations

import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from news.newsroom.server import NewsroomServer


@pytest.mark.processes
def test_it_writes_its_port_and_serves(tmp_path: Path) -> None:
    port_file = tmp_path / "port"
    command = [sys.executable, "manage.py", "newsroom", "--write-port", str(port_file), "--today", "2030-05-20"]
    process = subprocess.Popen(command, cwd=settings.BASE_DIR, stdout=subprocess.PIPE, text=True)
    try:
        until = time.monotonic() + 60
        while not port_file.exists():
            assert process.poll() is None
            assert time.monotonic() < until
            time.sleep(0.05)
        with urllib.request.urlopen(f"http://127.0.0.1:{int(port_file.read_text())}/wire/feed.xml") as answer:
            assert b"19 May 2030" in answer.read()
    finally:
        process.terminate()
        said, _ = process.communicate(timeout=30)

    assert "41 articles" in said


def test_a_taken_port_is_a_clear_message(newsroom: NewsroomServer) -> None:
    with pytest.raises(CommandError, match="cannot be used"):
        call_command("newsroom", port=newsroom.server_address[1])


def test_a_port_that_cannot_be_is_a_clear_message() -> None:
    with pytest.raises(CommandError, match="between 0 and 65535"):
        call_command("newsroom", port=70000)


def test_a_port_file_that_cannot_be_written_is_a_clear_message(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("newsroom", write_port=tmp_path / "missing" / "port")
