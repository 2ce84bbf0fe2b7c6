"""Linking: which projects an article is about, and why."""
