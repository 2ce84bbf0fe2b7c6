"""What of an address tells one page from another."""


def scripted(fragment: str) -> str:
    """Return the fragment by which a site made by scripts tells its pages ("!news/12").

    Empty where it is a place within a page, or names the front page.
    """
    return fragment if fragment.startswith("!") and fragment.strip("!/") else ""
