"""f(S) of every item's segments and of every text; what is done stays done when the program is started again."""

import json
import os
from dataclasses import dataclass
from typing import Any, Callable, Dict, List, Optional, Sequence, Tuple

import numpy as np

from .media import FrontEnd, MediaError, Segment, read_segments
from .model import Offline
from .plan import Plan

SAVED_TOGETHER = 25
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Rows:
    """Vectors [n, E] and for each the item and the segment (of texts: the caption) that it belongs to."""

    owners: np.ndarray
    segments: np.ndarray
    vectors: np.ndarray


def front_end_of(offline: Offline) -> FrontEnd:
    description = offline.description
    return FrontEnd(description["segment_seconds"], description.get("video"), description.get("audio"))


def segment_vectors(offline: Offline, segment: Segment, text: str, masks: Sequence[str]) -> Dict[str, np.ndarray]:
    """f(S) of those masks that the segment has."""
    tokens: Dict[str, Any] = {}
    if any("t" in mask for mask in masks) and (own := offline.text_tokens(text)) is not None:
        tokens["t"] = own
    if segment.frames is not None:
        tokens["v"] = offline.frame_tokens(segment.frames)
    if segment.sound is not None:
        tokens["a"] = offline.sound_tokens(segment.sound)
    return {mask: offline.embed(tokens, mask) for mask in masks if set(mask) <= set(tokens)}


def text_rows(offline: Offline, texts: Sequence[str], progress: Progress) -> Rows:
    """A row a text; not a number where the text has none."""
    vectors = np.full((len(texts), offline.size), np.nan, np.float32)
    known: Dict[str, Optional[np.ndarray]] = {}
    for index, text in enumerate(texts):
        if text not in known:
            known[text] = offline.text(text)
        if known[text] is not None:
            vectors[index] = known[text]
        progress("texts", index + 1, len(texts))
    return Rows(np.arange(len(texts)), np.zeros(len(texts), np.int64), vectors)


def item_rows(offline: Offline, plan: Plan, folder: str, progress: Progress) -> Tuple[Dict[str, Rows], Dict[int, str]]:
    """Rows by mask, and the items that could not be read with the reason. Saved into `folder` as it goes on."""
    masks, front_end = plan.masks(), front_end_of(offline)
    os.makedirs(folder, exist_ok=True)
    if masks:
        for first in range(0, len(plan.items), SAVED_TOGETHER):
            path = os.path.join(folder, f"items-{first:06d}.npz")
            if not os.path.exists(path):
                _save(path, _embed(offline, plan, range(first, min(first + SAVED_TOGETHER, len(plan.items))), masks, front_end, progress))
            progress("items", min(first + SAVED_TOGETHER, len(plan.items)), len(plan.items))
    return _collect(folder, masks, offline.size)


def _embed(offline: Offline, plan: Plan, indices: range, masks: Sequence[str], front_end: FrontEnd, progress: Progress) -> Dict[str, np.ndarray]:
    owners: Dict[str, List[Tuple[int, int]]] = {mask: [] for mask in masks}
    vectors: Dict[str, List[np.ndarray]] = {mask: [] for mask in masks}
    problems: Dict[int, str] = {}
    for index in indices:
        item = plan.items[index]
        try:
            if not os.path.isfile(item.file):
                raise MediaError("there is no such file")
            segments = read_segments(item.file, front_end)
        except MediaError as problem:
            problems[index] = str(problem)
            continue
        for number, segment in enumerate(segments):
            for mask, vector in segment_vectors(offline, segment, item.captions[0] if item.captions else "", masks).items():
                owners[mask].append((index, number))
                vectors[mask].append(vector)
        progress("items", index + 1, len(plan.items))
    arrays = {"problems": np.array(json.dumps(problems))}
    for mask in masks:
        arrays[f"{mask}.rows"] = np.array(owners[mask], np.int64).reshape(-1, 2)
        arrays[f"{mask}.vectors"] = np.array(vectors[mask], np.float32).reshape(-1, offline.size)
    return arrays


def _save(path: str, arrays: Dict[str, np.ndarray]) -> None:
    # Of one's own: a process that outlived a killed run may still be writing.
    part = f"{path}.{os.getpid()}.part"
    with open(part, "wb") as file:
        np.savez(file, **arrays)
    os.replace(part, path)


def _collect(folder: str, masks: Sequence[str], size: int) -> Tuple[Dict[str, Rows], Dict[int, str]]:
    parts, problems = [], {}
    for name in sorted(name for name in os.listdir(folder) if name.startswith("items-") and name.endswith(".npz")):
        with np.load(os.path.join(folder, name)) as arrays:
            parts.append({key: arrays[key] for key in arrays.files})
        problems.update({int(index): reason for index, reason in json.loads(str(parts[-1]["problems"])).items()})
    rows = {}
    for mask in masks:
        owners = np.concatenate([part[f"{mask}.rows"] for part in parts]) if parts else np.zeros((0, 2), np.int64)
        vectors = np.concatenate([part[f"{mask}.vectors"] for part in parts]) if parts else np.zeros((0, size), np.float32)
        rows[mask] = Rows(owners[:, 0], owners[:, 1], vectors)
    return rows, problems
