"""Words and their hashed n-grams."""

import unicodedata
from typing import List, Sequence, Tuple

import numpy as np


def words_of(text: str) -> List[str]:
    """Maximal runs of letters, marks and digits of the NFKC lower-case text, inner apostrophes dropped."""
    text = "".join(_lower(character) for character in unicodedata.normalize("NFKC", text))
    words, current = [], []
    for i, character in enumerate(text):
        if unicodedata.category(character)[0] in "LMN":
            current.append(character)
        elif character in "'\u2019" and current and i + 1 < len(text) and unicodedata.category(text[i + 1])[0] in "LMN":
            continue
        elif current:
            words.append("".join(current))
            current = []
    if current:
        words.append("".join(current))
    return words


def _lower(character: str) -> str:
    """Simple mapping, one code point to one, whatever stands beside it."""
    lower = character.lower()
    return lower if len(lower) == 1 else character


def fnv1a(data: bytes) -> int:
    """FNV-1a, 32 bits."""
    value = 0x811C9DC5
    for byte in data:
        value = ((value ^ byte) * 0x01000193) & 0xFFFFFFFF
    return value


class HashedNgrams:
    """The tokenizer `hashed-ngrams` of docs/model-package.md."""

    def __init__(self, vocabulary: Sequence[str], buckets: int, min_n: int, max_n: int, max_words: int, max_grams: int):
        self.vocabulary = {word: 1 + buckets + n for n, word in enumerate(vocabulary)}
        self.buckets, self.min_n, self.max_n = buckets, min_n, max_n
        self.max_words, self.max_grams = max_words, max_grams
        self._cache: dict = {}

    @property
    def size(self) -> int:
        """Number of ids, the padding id 0 included."""
        return 1 + self.buckets + len(self.vocabulary)

    def word_ids(self, word: str) -> List[int]:
        """Ids of one word: its own where it is known, then its n-grams."""
        if word not in self._cache:
            ids = [self.vocabulary[word]] if word in self.vocabulary else []
            marked = f"<{word}>"
            for n in range(self.min_n, self.max_n + 1):
                ids += [1 + fnv1a(marked[i:i + n].encode()) % self.buckets for i in range(len(marked) - n + 1)]
            self._cache[word] = ids[:self.max_grams]
        return self._cache[word]

    def encode(self, text: str) -> Tuple[np.ndarray, List[str]]:
        """Ids [words, max_grams] int64, padded with 0, and the unknown words."""
        words = words_of(text)[:self.max_words]
        ids = np.zeros((len(words), self.max_grams), np.int64)
        for row, word in enumerate(words):
            grams = self.word_ids(word)
            ids[row, :len(grams)] = grams
        return ids, [word for word in words if word not in self.vocabulary]
