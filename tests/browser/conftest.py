"""One Chromium for the tests of a module."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

ARGUMENTS = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"


@pytest.fixture(scope="module")
def browser(django_db_setup: None) -> Iterator[Browser]:
    executable = shutil.which("chromium") or shutil.which("chromium-browser")
    if executable is None:
        pytest.skip("NO BROWSER: Chromium is not installed (apt-get install chromium); pages were not looked at")
    # Playwright keeps a loop in this thread; the database is asked between its turns, never within one.
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as player:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        started = player.chromium.launch(executable_path=executable, args=ARGUMENTS.split())
        yield started
        started.close()
