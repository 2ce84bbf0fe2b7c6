"""Words in templates of this door."""
