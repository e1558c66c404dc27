"""Measures a package from media files: python3 -m training.offline --plan FILE --out DIR (`triad eval ... --offline` writes the plan)."""

import argparse
import json
import math
import os
import sys
from typing import Dict, List, Sequence, Tuple

import numpy as np

from .plan import Classes, Plan, PlanError
from .ranking import mean_direction, rank_of, ranks
from .model import Offline
from .vectors import Rows, item_rows, text_rows


def _tell(what: str, done: int, of: int) -> None:
    if done % 10 == 0 or done == of:
        print(f"progress {what} {done} {of}", flush=True)


def _item_queries(rows: Rows, count: int, size: int) -> np.ndarray:
    """A vector an item: of several segments the direction of their mean; not a number where it has none."""
    found = np.full((count, size), np.nan, np.float32)
    for index in np.unique(rows.owners):
        found[index] = mean_direction(rows.vectors[rows.owners == index])
    return found


def _direction_ranks(plan: Plan, query: str, target: str, items: Dict[str, Rows], texts: Rows, size: int) -> List[float]:
    owner = np.repeat(np.arange(len(plan.items)), [len(item.captions) for item in plan.items])
    if query == "t":
        asked, right = texts.vectors, [np.array([i]) for i in owner]
    else:
        asked = _item_queries(items[query], len(plan.items), size)
        right = [np.array([i]) for i in range(len(plan.items))]
    if target != "t":
        return ranks(asked, items[target].vectors, items[target].owners, right)
    there = np.isfinite(texts.vectors).all(1)
    own = [np.nonzero(owner == i)[0] for i in range(len(plan.items))]
    return ranks(asked, texts.vectors[there], np.nonzero(there)[0], own)


def _classify(classes: Classes, items: Rows, offline: Offline, count: int) -> dict:
    """Per item the rank of its best right label and the label that comes first; a video of several segments has its best segment's score."""
    prompts = np.zeros((len(classes.prompts), offline.size), np.float32)
    for index, texts in enumerate(classes.prompts):
        vectors = [offline.text(text) for text in texts]
        if any(vector is None for vector in vectors):
            raise PlanError(f"classes.prompts[{index}]: no word of one of {list(texts)} is known to the model. Use other words for this label.")
        prompts[index] = mean_direction(np.array(vectors))
    places, first = [math.inf] * count, [-1] * count
    for index in np.unique(items.owners):
        if classes.truth[index]:
            scores = np.round((items.vectors[items.owners == index].astype(np.float64) @ prompts.T.astype(np.float64)).max(0), 9)
            places[index], first[index] = rank_of(scores, np.array(classes.truth[index])), int(scores.argmax())
    return {"ranks": _finite(places), "first": first}


def _finite(values: Sequence[float]) -> list:
    return [None if math.isinf(value) else value for value in values]


def _write_vectors(folder: str, rows: Dict[str, Rows], size: int) -> None:
    """Per mask MASK.f32, little-endian float32 row by row, and in vectors.json the owner and segment of every row."""
    for mask, found in rows.items():
        found.vectors.astype("<f4").tofile(os.path.join(folder, f"{mask}.f32"))
    index = {mask: np.stack([found.owners, found.segments], 1).tolist() for mask, found in rows.items()}
    with open(os.path.join(folder, "vectors.json"), "w", encoding="utf-8") as file:
        json.dump({"size": size, "rows": index}, file)


def measure(plan: Plan, out: str) -> dict:
    """Figures' raw material: ranks by direction, and the items that could not be read."""
    offline = Offline(plan.package)
    texts = text_rows(offline, plan.texts() if any("t" in pair for pair in plan.directions) else [], _tell)
    items, problems = item_rows(offline, plan, os.path.join(out, "done"), _tell)
    result: dict = {"weights": offline.source, "problems": problems, "directions": {}}
    for query, target in plan.directions:
        result["directions"][f"{query}->{target}"] = _finite(_direction_ranks(plan, query, target, items, texts, offline.size))
    if plan.classes is not None:
        result["classes"] = _classify(plan.classes, items[plan.classes.mask], offline, len(plan.items))
    _write_vectors(out, {**items, "t": texts}, offline.size)
    return result


def main() -> int:
    parser = argparse.ArgumentParser(prog="training.offline", description="Measures a package from media files, without the platform.")
    parser.add_argument("--plan", required=True, help="what to measure, as triad eval writes it")
    parser.add_argument("--out", required=True, help="folder for result.json, vectors and what is done so far")
    arguments = parser.parse_args()
    os.makedirs(arguments.out, exist_ok=True)
    try:
        result = measure(Plan.read(arguments.plan), arguments.out)
    except PlanError as problem:
        print(f"training.offline: {problem}", file=sys.stderr)
        return 2
    path = os.path.join(arguments.out, "result.json")
    with open(path + ".part", "w", encoding="utf-8") as file:
        json.dump(result, file)
    os.replace(path + ".part", path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
