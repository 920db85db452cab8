"""How passwords and PINs are stored."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2(Argon2PasswordHasher):
    """Argon2id as OWASP asks for it at least: 19 MiB, two passes, one lane.

    Django's own cost (100 MiB on eight lanes) took 220 ms of a sign-in where this takes 19,
    and the memory of a small server when a class signs in together. What was stored at
    another cost is stored anew when its owner signs in.
    """

    time_cost = 2
    memory_cost = 19_456
    parallelism = 1
