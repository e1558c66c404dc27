"""Principal components of embeddings (Pearson 1901): norm(W (f - mean)), as the platform applies them."""

import os
from dataclasses import dataclass
from typing import Optional

import numpy as np

FILE = "pca.bin"


@dataclass(frozen=True)
class Pca:
    """`mean` [E] and `components` [N, E], rows of unit length, the one of most variance first; `kept` is their share of the variance."""

    mean: np.ndarray
    components: np.ndarray
    kept: float = 1.0

    def project(self, embeddings: np.ndarray) -> np.ndarray:
        projected = (embeddings - self.mean) @ self.components.T
        return projected / np.maximum(np.linalg.norm(projected, axis=-1, keepdims=True), 1e-12)

    def to_bytes(self) -> bytes:
        return np.concatenate([self.mean[None], self.components]).astype("<f4").tobytes()


def fit(embeddings: np.ndarray, dimensions: int) -> Pca:
    """Of embeddings [n, E]; at most as many components as there are embeddings less one, and as numbers in one."""
    most = min(len(embeddings) - 1, embeddings.shape[1])
    if not 1 <= dimensions <= most:
        raise ValueError(f"--dimensions is {dimensions}; {len(embeddings)} embeddings of {embeddings.shape[1]} numbers have 1 to {most}")
    mean = embeddings.mean(0)
    _, sizes, components = np.linalg.svd(embeddings - mean, full_matrices=False)
    return Pca(mean.astype(np.float32), components[:dimensions].astype(np.float32), float((sizes[:dimensions] ** 2).sum() / (sizes ** 2).sum()))


def read(folder: str, description: dict) -> Optional[Pca]:
    """What model.json names under `pca`; None where it has none."""
    if "pca" not in description:
        return None
    values = np.fromfile(os.path.join(folder, description["pca"]["file"]), "<f4").reshape(-1, description["embedding_size"])
    return Pca(values[0], values[1:])
