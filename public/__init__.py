"""The readers' door: pages, charts, Atom."""
