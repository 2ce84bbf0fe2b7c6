"""The curators' door: the Django admin."""
