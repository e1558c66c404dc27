"""The log of a run: one JSON object a line, and its curves as a picture."""

import json
import os
from typing import List

LOG = "log.jsonl"
CURVES = "curves.png"


class RunLog:
    """Appends to a run's log. Lines of steps that a killed run did and lost are dropped when it goes on."""

    def __init__(self, folder: str, step: int):
        self._folder, path = folder, os.path.join(folder, LOG)
        kept = [entry for entry in read(folder) if entry["step"] <= step]
        with open(path + ".part", "w", encoding="utf-8") as file:
            file.writelines(json.dumps(entry) + "\n" for entry in kept)
        os.replace(path + ".part", path)
        self._file = open(path, "a", encoding="utf-8")

    def write(self, **entry: object) -> None:
        self._file.write(json.dumps(entry) + "\n")
        self._file.flush()

    def close(self) -> None:
        self._file.close()


def read(folder: str) -> List[dict]:
    """Whole lines of a log; a kill may have cut the last one."""
    found, path = [], os.path.join(folder, LOG)
    if not os.path.exists(path):
        return found
    with open(path, encoding="utf-8") as file:
        for line in file:
            if line.endswith("\n"):
                found.append(json.loads(line))
    return found


def draw(folder: str, chance: float) -> bool:
    """Writes `curves.png`: the loss and its terms, and R@1 by direction with chance. False where matplotlib is not there."""
    try:
        import matplotlib
        matplotlib.use("Agg")
        from matplotlib import pyplot
    except ImportError:
        return False
    entries = read(folder)
    steps = [entry for entry in entries if "loss" in entry]
    probes = [entry for entry in entries if "probe" in entry]
    figure, (left, right) = pyplot.subplots(1, 2, figsize=(13, 5))
    left.plot([entry["step"] for entry in steps], [entry["loss"] for entry in steps], "k", label="loss")
    for term in sorted({name for entry in steps for name in entry["terms"]}):
        told = [entry for entry in steps if term in entry["terms"]]
        left.plot([entry["step"] for entry in told], [entry["terms"][term] for entry in told], linewidth=0.8, label=term)
    left.set(xlabel="step", ylabel="loss", ylim=(0, None))
    for direction in sorted({name for entry in probes for name in entry["probe"]}):
        right.plot([entry["step"] for entry in probes], [entry["probe"].get(direction) for entry in probes], marker=".", label=direction)
    right.axhline(chance, color="grey", linestyle=":", label="chance")
    right.set(xlabel="step", ylabel="R@1 on the probe's clips", ylim=(0, 1))
    for axes in (left, right):
        axes.legend(fontsize=8)
    figure.tight_layout()
    figure.savefig(os.path.join(folder, CURVES + ".part"), dpi=90, format="png")
    pyplot.close(figure)
    os.replace(os.path.join(folder, CURVES + ".part"), os.path.join(folder, CURVES))
    return True


