"""The steps of the intake: poll a feed, fetch a page, read it, and what operators do by hand."""
