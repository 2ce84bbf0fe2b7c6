"""The tables of each language: how it says that something happened, is meant to happen, or costs money."""
