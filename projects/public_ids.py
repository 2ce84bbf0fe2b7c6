"""Public ids: a letter for the kind, six characters that are hard to mistake, and a check character."""

import hashlib
import secrets

# Without 0 O 1 I L: what is read aloud or copied by hand stays what it was. 31 is prime, as the check needs.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 6


def from_key(letter: str, key: str) -> str:
    """The id of a seeded entry, the same on every install."""
    digest = int.from_bytes(hashlib.sha256(f"{letter}:{key}".encode()).digest()[:8])
    return _spell(letter, digest)


def random(letter: str) -> str:
    """A new id; the caller makes sure that it is free."""
    return _spell(letter, secrets.randbits(64))


def is_valid(public_id: str) -> bool:
    """Say whether an id is well formed and its check character right: no mistyped or swapped character passes."""
    if len(public_id) != LENGTH + 2 or any(character not in ALPHABET for character in public_id[1:]):
        return False
    return _check(public_id[:-1]) == public_id[-1]


def _spell(letter: str, number: int) -> str:
    characters = []
    for _ in range(LENGTH):
        number, index = divmod(number, len(ALPHABET))
        characters.append(ALPHABET[index])
    body = letter + "".join(characters)
    return body + _check(body)


def _check(body: str) -> str:
    """Weighted sum over the alphabet's prime size, so that every weight tells."""
    total = sum(place * (ALPHABET.find(character) + 2) for place, character in enumerate(body, start=1))
    return ALPHABET[total % len(ALPHABET)]
