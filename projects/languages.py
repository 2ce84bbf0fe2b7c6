"""Languages by their tags, in words."""

import pycountry


def name(code: str) -> str:
    """English name of a language by its tag; the tag itself where it is not known."""
    base = code.split("-", maxsplit=1)[0]
    known = pycountry.languages.get(alpha_2=base) if len(base) == 2 else pycountry.languages.get(alpha_3=base)
    return str(known.name) if known else code
