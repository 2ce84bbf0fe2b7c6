"""The only way to write: one act, one change, all or nothing."""
