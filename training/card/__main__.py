"""Prints a model card's table: python3 -m training.card --package DIR --seed S --count 500"""

import argparse
import datetime
import json
import os
import sys

from ..family.unpickle import CheckpointError
from ..package.load import OfflinePackage
from . import baselines, directions, probes
from .pool import render_pool, second_rendering, twins

_HEADER = "| direction | R@1 [95 %] | R@5 [95 %] | R@10 [95 %] | MedR |\n| --- | --- | --- | --- | --- |"


def table(package: OfflinePackage, seed: int, count: int) -> str:
    """The card's figures as Markdown."""
    pool = render_pool(package, seed, count)
    better, gain = directions.gain_of_both(pool)
    lines = ["| reference | R@1 [95 %] |", "| --- | --- |", f"| chance | {1 / count:.3f} |",
             f"| floor (ridge, 8x8 thumbnail and mean log-mel) | {baselines.floor_figure(pool, package.config.video.side)} |",
             f"| oracle (knows the stated facts) | {baselines.oracle_figure(pool)} |", "", _HEADER]
    lines += [f"| {row.name} | {row.r1} | {row.r5} | {row.r10} | {row.median:g} |" for row in directions.rows(pool)]
    lines += ["", f"t->va minus t->{better}, paired: {gain}", "",
              "Queries of a second rendering of the same facts (other places, times, noise, codec settings, words), R@1 against what is stored of the first:", "",
              *probes.other_rendering(pool, second_rendering(package, seed, count)), "",
              f"Captions of words that no training caption has (held-out synonyms and paraphrases), against va, R@1: {probes.other_words(package, pool)}", "",
              "Which of two things sounds (\"the one sounds like ..., but the other stays silent\"), against a twin clip in which the other one does; chance 0.500:",
              "", *probes.joint(package, pool, twins(package, seed, count))]
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(prog="training.card", description="Measures a package on fresh clips of the generated world.")
    parser.add_argument("--package", required=True)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--write", action="store_true", help="also write CARD.md into the package")
    arguments = parser.parse_args()
    if arguments.count < 2:
        print("training.card: --count must be at least 2", file=sys.stderr)
        return 2
    try:
        package = OfflinePackage(arguments.package)
    except CheckpointError as problem:
        print(f"training.card: {problem}", file=sys.stderr)
        return 1
    figures = table(package, arguments.seed, arguments.count)
    print(figures)
    if arguments.write:
        _write(arguments, figures)
    return 0


def _write(arguments: argparse.Namespace, figures: str) -> None:
    with open(os.path.join(arguments.package, "model.json"), encoding="utf-8") as file:
        description = json.load(file)
    with open(os.path.join(os.path.dirname(__file__), "card.md"), encoding="utf-8") as file:
        text = file.read()
    values = {"ID": description["id"], "PACKAGE": arguments.package, "SEED": arguments.seed, "COUNT": arguments.count,
              "DATE": datetime.date.today().isoformat(), "FIGURES": figures}
    for name, value in values.items():
        text = text.replace("{" + name + "}", str(value))
    with open(os.path.join(arguments.package, "CARD.md"), "w", encoding="utf-8") as file:
        file.write(text)


if __name__ == "__main__":
    sys.exit(main())
