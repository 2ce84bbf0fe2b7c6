"""Programs that measure; not part of what runs."""
