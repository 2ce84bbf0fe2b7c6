"""From the outside world to a suggestion: feeds, fetching, extraction, stories, linking."""
