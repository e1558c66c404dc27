"""Cached texts as rows of a word table, so that a batch looks every word up once."""

from collections import Counter
from typing import Dict, Iterable, List, Sequence

import numpy as np

from ..frontends.text import HashedNgrams, words_of
from ..model.config import TextConfig
from ..world.lexicon import WORDS

KINDS = tuple(WORDS)
_JOINING = frozenset("a an the is it in one no with of at by wall where hears around".split())

MIN_COUNT = 20


def build_vocabulary(texts: Iterable[str]) -> List[str]:
    """Words that occur at least MIN_COUNT times, the most frequent first."""
    counts = Counter(word for text in texts for word in words_of(text))
    return [word for word, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])) if count >= MIN_COUNT]


def tokenizer_of(config: TextConfig, vocabulary: Sequence[str]) -> HashedNgrams:
    return HashedNgrams(vocabulary, config.buckets, config.min_n, config.max_n, config.max_words, config.max_grams)


class WordTable:
    """Gram ids of every word met so far; a text is the rows of its words."""

    def __init__(self, tokenizer: HashedNgrams):
        self._tokenizer = tokenizer
        self._rows: Dict[str, int] = {}
        self._grams: List[np.ndarray] = [np.zeros(tokenizer.max_grams, np.int64)]

    def rows(self, text: str) -> np.ndarray:
        """Row numbers of a text's words; row 0 is padding."""
        return np.array([self._row(word) for word in words_of(text)[:self._tokenizer.max_words]], np.int64)

    def grams(self) -> np.ndarray:
        """Gram ids [rows, G]."""
        return np.stack(self._grams)

    def words(self) -> List[str]:
        """The word of each row but the first."""
        return list(self._rows)

    def _row(self, word: str) -> int:
        if word not in self._rows:
            ids = self._tokenizer.word_ids(word)
            self._rows[word] = len(self._grams)
            self._grams.append(np.pad(np.array(ids, np.int64), (0, self._tokenizer.max_grams - len(ids))))
        return self._rows[word]


def kind_of_rows(table: WordTable) -> np.ndarray:
    """For each row 1 + the place in KINDS of the kind of fact that its word tells, 0 where it tells none."""
    kinds = {word: 1 + i for i, kind in enumerate(KINDS) for phrases in WORDS[kind].values() for phrase in phrases
             for word in words_of(phrase) if word not in _JOINING}
    return np.array([0, *(kinds.get(word, 0) for word in table.words())], np.int8)
