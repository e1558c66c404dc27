"""Trains and measures every variant with every seed: python3 -m training.ablation --features FEATURES --out RUNS [--json]"""

import argparse
import json
import os
import sys
import time
from typing import Dict, List

import numpy as np
import torch

from .run import DIRECTIONS, Protocol, measure, train
from .variants import VARIANTS

SEEDS = (1, 2, 3)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python3 -m training.ablation", description="The paper's ablations; runs that are done are not repeated.")
    parser.add_argument("--features", required=True, help="folder made by training.ablation.features")
    parser.add_argument("--out", required=True, help="folder for one JSON file a run")
    parser.add_argument("--steps", type=int, default=Protocol.steps)
    parser.add_argument("--json", action="store_true", help="print all runs as JSON instead of the tables")
    arguments = parser.parse_args()
    os.makedirs(arguments.out, exist_ok=True)
    torch.set_num_threads(1)
    protocol = Protocol(steps=arguments.steps)
    train_set, test_set = (dict(np.load(os.path.join(arguments.features, f"{name}.npz"))) for name in ("train", "test"))
    runs: List[dict] = []
    for seed in SEEDS:
        for name in VARIANTS:
            runs.append(_run(name, seed, protocol, train_set, test_set, arguments.out))
    print(json.dumps(runs) if arguments.json else tables(runs, len(test_set["video"])))
    return 0


def _run(name: str, seed: int, protocol: Protocol, train_set: Dict[str, np.ndarray], test_set: Dict[str, np.ndarray], out: str) -> dict:
    path = os.path.join(out, f"{''.join(c if c.isalnum() else '-' for c in name)}.{seed}.{protocol.steps}.json")
    if os.path.exists(path):
        with open(path, encoding="utf-8") as file:
            return json.load(file)
    started = time.time()

    def report(step: int, loss: float) -> None:
        if step % 10 == 0:
            print(f"\r{name}, seed {seed}: {step}/{protocol.steps} loss {loss:.3f} ", end="", file=sys.stderr, flush=True)

    model = train(VARIANTS[name], train_set, seed, protocol, report)
    found = {"variant": name, "seed": seed, "steps": protocol.steps, "seconds": round(time.time() - started, 1),
             "figures": measure(VARIANTS[name], model, test_set)}
    with open(path + ".part", "w", encoding="utf-8") as file:
        json.dump(found, file)
    os.replace(path + ".part", path)
    print(f"{found['seconds']:.0f} s", file=sys.stderr, flush=True)
    return found


def tables(runs: List[dict], pool: int) -> str:
    """Markdown: R@1 in per cent, mean over the seeds and the spread from the lowest to the highest."""
    lines = []
    for table in ("4", "5", "positions"):
        title = f"Table {table}" if table.isdigit() else "Positions"
        lines += [f"**{title}**, R@1 in %, mean of {len(SEEDS)} seeds [lowest, highest], {pool} test clips, chance {100 / pool:.1f}", "",
                  "| variant | " + " | ".join(DIRECTIONS) + " |", "| --- |" + " --- |" * len(DIRECTIONS)]
        for name, variant in VARIANTS.items():
            if table in variant.tables:
                lines.append(f"| {name} | " + " | ".join(_cell(runs, name, direction) for direction in DIRECTIONS) + " |")
        lines.append("")
    return "\n".join(lines)


def _cell(runs: List[dict], name: str, direction: str) -> str:
    values = [100 * run["figures"][direction]["r1"] for run in runs if run["variant"] == name and direction in run["figures"]]
    return f"{np.mean(values):.1f} [{min(values):.1f}, {max(values):.1f}]" if values else "-"


if __name__ == "__main__":
    sys.exit(main())
