"""Commands of the curators' door."""
