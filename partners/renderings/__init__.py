"""Rows and dossiers as plain data, ready for JSON. Nothing here asks the database or rounds a number."""
