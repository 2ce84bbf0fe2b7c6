"""Template tags of the readers' door."""
