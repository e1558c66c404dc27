"""Writes a model package: python3 -m training.export --checkpoint RUN/checkpoint.pt --out models/triad-mini"""

import argparse
import json
import os
import sys

import torch

from .package.describe import VOCABULARY, describe
from .package.graphs import export_graphs
from .train import checkpoint


def write_package(path: str, out: str, identity: str) -> dict:
    """Exports a checkpoint; returns what model.json says. The weights are kept beside the graphs as `weights.pt`."""
    model, vocabulary, state = checkpoint.load(path)
    os.makedirs(out, exist_ok=True)
    export_graphs(model, out)
    with open(os.path.join(out, VOCABULARY), "w", encoding="utf-8") as file:
        file.writelines(word + "\n" for word in vocabulary)
    description = describe(model.config, identity, out)
    with open(os.path.join(out, "model.json"), "w", encoding="utf-8") as file:
        file.write(json.dumps(description, indent=2) + "\n")
    checkpoint.save(os.path.join(out, checkpoint.WEIGHTS), model, vocabulary, state["step"])
    return description


def main() -> int:
    parser = argparse.ArgumentParser(prog="training.export", description="Writes a model package from a checkpoint.")
    parser.add_argument("--checkpoint", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--id", default="triad-mini", help="package id (default triad-mini)")
    arguments = parser.parse_args()
    torch.manual_seed(0)
    description = write_package(arguments.checkpoint, arguments.out, arguments.id)
    size = sum(os.path.getsize(os.path.join(arguments.out, name)) for name in os.listdir(arguments.out))
    print(f"{arguments.out}: {description['id']}, embedding {description['embedding_size']}, {size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
