"""The floor: ridge regression from an 8x8 thumbnail and the mean log-mel to the words of a caption."""

from typing import Sequence

import numpy as np

from ..data.cache import shrink
from ..data.texts import build_vocabulary
from ..frontends.text import words_of

SIDE = 8
PENALTIES = (1.0, 10.0, 100.0, 1000.0)


def features(frames: np.ndarray, mel: np.ndarray) -> np.ndarray:
    """[8 * 8 * 3 + bins] of a clip's frames [n, s, s, 3] and log-mel [bins, T]: means over time."""
    picture = frames.mean(0, keepdims=True).round().astype(np.uint8)
    return np.concatenate([shrink(picture, SIDE).reshape(-1) / 255.0, np.asarray(mel, np.float64).mean(1) / 80.0])


class Floor:
    """Fitted on training clips; the penalty is the one that does best on a tenth of them kept aside."""

    def __init__(self, inputs: np.ndarray, texts: Sequence[str]):
        self._words = {word: i for i, word in enumerate(build_vocabulary(texts))}
        bags = self._bags(texts)
        self._bag_mean, self._bag_scale = bags.mean(0), bags.std(0) + 1e-3
        self._mean, self._scale = inputs.mean(0), inputs.std(0) + 1e-6
        x, y = self._standard(inputs), bags - self._bag_mean
        kept = min(500, len(x) // 10)
        scores = [self._score(_ridge(x[kept:], y[kept:], penalty), x[:kept], texts[:kept]) for penalty in PENALTIES]
        self._weights = _ridge(x, y, PENALTIES[int(np.argmax(scores))])

    def similarity(self, texts: Sequence[str], inputs: np.ndarray) -> np.ndarray:
        """Texts by clips."""
        return self._compare(texts, self._standard(inputs) @ self._weights)

    def _score(self, weights, x, texts) -> float:
        similarity = self._compare(texts, x @ weights)
        return float((similarity.argmax(1) == np.arange(len(texts))).mean())

    def _compare(self, texts: Sequence[str], predicted: np.ndarray) -> np.ndarray:
        query = (self._bags(texts) - self._bag_mean) / self._bag_scale
        predicted = predicted / self._bag_scale
        return _unit(query) @ _unit(predicted).T

    def _standard(self, inputs: np.ndarray) -> np.ndarray:
        return (inputs - self._mean) / self._scale

    def _bags(self, texts: Sequence[str]) -> np.ndarray:
        bags = np.zeros((len(texts), len(self._words)))
        for row, text in enumerate(texts):
            bags[row, [self._words[word] for word in words_of(text) if word in self._words]] = 1
        return bags


def _ridge(x: np.ndarray, y: np.ndarray, penalty: float) -> np.ndarray:
    return np.linalg.solve(x.T @ x + penalty * np.eye(x.shape[1]), x.T @ y)


def _unit(rows: np.ndarray) -> np.ndarray:
    return rows / (np.linalg.norm(rows, axis=1, keepdims=True) + 1e-9)
