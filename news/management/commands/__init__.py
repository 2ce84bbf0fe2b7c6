"""Commands of the news room."""
