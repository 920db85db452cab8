"""Random codes that people read aloud and type."""

import secrets

# No 0/O and no 1/I/L: they look alike in print and over the telephone.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


def short_code(length: int = 10) -> str:
    """Return a random code of `length` signs (31 signs a place: 10 places are 49 bits)."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def six_digits() -> str:
    """Return a random six-digit PIN, leading zeros kept."""
    return f"{secrets.randbelow(1_000_000):06d}"
