"""Random draws that depend on their key alone, not on the version of a library."""

import hashlib

import numpy as np


class Draw:
    """A stream of choices keyed by words and numbers (counter mode of BLAKE2b)."""

    def __init__(self, *key):
        self._key = "|".join(str(part) for part in ("triad-world-1", *key)).encode()
        self._count = 0

    def bits(self) -> int:
        """The next 64 bits."""
        digest = hashlib.blake2b(self._key + b"#%d" % self._count, digest_size=8).digest()
        self._count += 1
        return int.from_bytes(digest, "little")

    def uniform(self, low: float = 0.0, high: float = 1.0) -> float:
        return low + (high - low) * (self.bits() >> 11) / float(1 << 53)

    def chance(self, probability: float) -> bool:
        return self.uniform() < probability

    def choice(self, items):
        return items[self.bits() % len(items)]

    def shuffled(self, items) -> list:
        rest = list(items)
        return [rest.pop(self.bits() % len(rest)) for _ in range(len(rest))]

    def noise(self) -> np.random.Generator:
        """A generator for noise arrays, where the exact values carry no fact."""
        return np.random.Generator(np.random.PCG64(self.bits()))
