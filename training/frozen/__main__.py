"""Trains the family over frozen tokens and holds it against ConSE: python3 -m training.frozen --tokens FILE.npz [--out FILE.json]"""

import argparse
import json
import sys
from pathlib import Path
from typing import Dict, List, Tuple

import numpy as np
import torch

from ..family import loss
from .model import Batch, ResidualFamily, config_of, subsets_of

_CUTS = (1, 5, 10)
_RESAMPLES = 2000


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python3 -m training.frozen", description="Cross-validation of the family over frozen tokens against ConSE.")
    parser.add_argument("--tokens", type=Path, required=True, help="what training.frozen.tokens wrote")
    parser.add_argument("--out", type=Path, help="figures as JSON")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--steps", type=int, default=200)
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--rate", type=float, default=3e-4)
    parser.add_argument("--decay", type=float, default=0.05, help="weight decay (AdamW)")
    parser.add_argument("--size", type=int, default=128, help="of tokens in the transformer")
    parser.add_argument("--seeds", type=int, default=3, help="trainings a fold; ranks are averaged over them")
    parser.add_argument("--threads", type=int, default=1, help="of PyTorch")
    return parser.parse_args()


def read(path: Path) -> Batch:
    with np.load(path, allow_pickle=False) as arrays:
        return {name: torch.from_numpy(arrays[name].astype(np.float32)) for name in arrays.files if name != "names"}


def rows_of(data: Batch, rows: np.ndarray, random: np.random.Generator = None) -> Batch:
    """Some rows, each with its first caption, or one at random."""
    captions = data["text"].shape[1]
    chosen = np.zeros(len(rows), int) if random is None else random.integers(captions, size=len(rows))
    return {name: values[rows, chosen] if name.startswith("text") else values[rows] for name, values in data.items()}


def centred(data: Batch, train: np.ndarray) -> Batch:
    """Concept vectors without what all things of the training part share: the background of ConSE."""
    found = dict(data)
    for name in [name for name in data if name.endswith("_concept")]:
        known = data[name][train].reshape(-1, data[name].shape[-1])
        there = known.norm(dim=1) > 0
        centre = known[there].mean(0)
        found[name] = torch.where(data[name].norm(dim=-1, keepdim=True) > 0, data[name] - centre, data[name])
    return found


def train(data: Batch, rows: np.ndarray, pairs: List[str], given: argparse.Namespace, seed: int) -> ResidualFamily:
    torch.manual_seed(seed)
    random = np.random.default_rng(seed)
    config = config_of(data["text"].shape[-1], data["video"].shape[-1], data["sound"].shape[-1] if "sound" in data else 8, given.size)
    model = ResidualFamily(config).train()
    optimiser = torch.optim.AdamW(model.parameters(), lr=given.rate, weight_decay=given.decay)
    weights = {pair: 1.0 if pair in ("tv", "ts") else 0.1 for pair in pairs}
    for step in range(given.steps):
        for group in optimiser.param_groups:
            group["lr"] = given.rate * min(1, (step + 1) / 20) * (1 - step / given.steps)
        batch = rows_of(data, random.choice(rows, min(given.batch, len(rows)), replace=False), random)
        value, _ = loss.combinatorial(model(batch, subsets_of(pairs)), weights, names=model.letters)
        optimiser.zero_grad(set_to_none=True)
        value.backward()
        optimiser.step()
    return model.eval()


def ranks(output: Batch, pair: str, letters: Dict[str, str]) -> np.ndarray:
    """The rank of each row's own right side among all, ties sharing theirs."""
    left, right = (output[f"{letters.get(side, side)}_embed"] for side in loss.sides(pair))
    scores = (left @ right.T).numpy()
    own = np.diag(scores)[:, None]
    return 1 + (scores > own).sum(1) + ((scores == own).sum(1) - 1) / 2


def interval(values: np.ndarray, seed: int = 1) -> Tuple[float, float]:
    """95 % of the mean, by a bootstrap over queries."""
    drawn = np.random.default_rng(seed).integers(len(values), size=(_RESAMPLES, len(values)))
    return tuple(round(float(bound), 4) for bound in np.percentile(values[drawn].mean(1), (2.5, 97.5)))


def compare(data: Batch, given: argparse.Namespace) -> dict:
    count = len(data["text"])
    pairs = ["tv", "ts", "vs", "t_vs"] if "sound" in data else ["tv"]
    asked = [(pair, turned) for pair in pairs for turned in (False, True)]
    shuffled = np.random.default_rng(1).permutation(count)
    found = {name: {"conse": [], "fusion": []} for name in map(_shown, asked)}
    gains: List[float] = []
    for fold in range(given.folds):
        test = shuffled[fold::given.folds]
        rest = np.setdiff1d(shuffled, test)
        near = centred(data, rest)
        models = [train(near, rest, pairs, given, seed * 100 + fold) for seed in range(1, given.seeds + 1)]
        gains += [float(model.gain.detach()) for model in models]
        held = rows_of(near, test)
        with torch.no_grad():
            plain = models[0](held, subsets_of(pairs), corrected=False)
            learnt = [model(held, subsets_of(pairs)) for model in models]
        for pair, turned in asked:
            there = torch.stack([held[f"{models[0].letters[letter]}_mask"].sum(-1) > 0 for letter in pair.replace("_", "")]).all(0).numpy()
            for name, outputs in (("conse", [plain]), ("fusion", learnt)):
                each = []
                for output in outputs:
                    part = {key: value[torch.from_numpy(there)] for key, value in output.items()}
                    each.append(ranks(_turned(part, pair, models[0].letters) if turned else part, pair, models[0].letters))
                found[_shown((pair, turned))][name].append(np.stack(each))
        print(f"fold {fold + 1} of {given.folds}", file=sys.stderr, flush=True)
    return {"items": count, "folds": given.folds, "pool": count // given.folds, "seeds": given.seeds, "gain": round(float(np.mean(gains)), 4),
            "directions": {name: _figures(sets) for name, sets in found.items()}}


def _turned(output: Batch, pair: str, letters: Dict[str, str]) -> Batch:
    left, right = (f"{letters.get(side, side)}_embed" for side in loss.sides(pair))
    return {**output, left: output[right], right: output[left]}


def _shown(asked: Tuple[str, bool]) -> str:
    sides = loss.sides(asked[0])
    return "->".join(reversed(sides) if asked[1] else sides)


def _figures(sets: Dict[str, List[np.ndarray]]) -> dict:
    hits = {name: {cut: np.concatenate([(part < cut + (0 if cut == 1 else 1)).mean(0) if cut > 1 else (part == 1).mean(0) for part in parts])
                   for cut in _CUTS} for name, parts in sets.items()}
    found: dict = {"queries": len(hits["conse"][1])}
    for name, cuts in hits.items():
        found[name] = {f"r{cut}": round(float(values.mean()), 4) for cut, values in cuts.items()}
        found[name]["r1_ci95"] = interval(cuts[1])
    found["difference"] = {f"r{cut}": {"mean": round(float((hits["fusion"][cut] - hits["conse"][cut]).mean()), 4),
                                       "ci95": interval(hits["fusion"][cut] - hits["conse"][cut])} for cut in _CUTS}
    return found


def main() -> int:
    given = _arguments()
    torch.set_num_threads(given.threads)
    try:
        data = read(given.tokens)
    except (OSError, ValueError) as problem:
        print(f"training.frozen: {given.tokens} cannot be read: {problem}. Write it with training.frozen.tokens", file=sys.stderr)
        return 1
    if "video" not in data or len(data["text"]) < 2 * given.folds:
        print(f"training.frozen: {given.tokens} has no pictures, or too few items for {given.folds} folds. Give more, or fewer --folds", file=sys.stderr)
        return 1
    report = compare(data, given)
    print(json.dumps(report, indent=1))
    if given.out:
        given.out.write_text(json.dumps(report, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
