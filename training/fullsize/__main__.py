"""python3 -m training.fullsize --out PACKAGE [--golden DIR]"""

import argparse
import json
import resource
import sys
import time
from pathlib import Path

from ..passes.folder import EXTERNAL_ABOVE, identity_of
from ..passes.graph import GraphError
from .model import SCALES, FullModel
from .package import SEGMENT_SECONDS, write_golden, write_package

# What a benchmark asks with; the table has no other words, and n-grams for the rest.
WORDS = "a red green blue ball square ring moves hops slowly quickly while dog barks bell rings tone".split()


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python3 -m training.fullsize", description="Writes a package with random weights of the sizes of the authors' everything_at_once_tva (some 3 GB).")
    parser.add_argument("--out", type=Path, required=True, help="folder of the package; its name is the package's id")
    parser.add_argument("--golden", type=Path, help="also write inputs and PyTorch's outputs, for './triad model check PACKAGE --golden DIR'")
    parser.add_argument("--seed", type=int, default=0, help="of the weights (default 0)")
    parser.add_argument("--scale", type=int, default=1, choices=SCALES, help="divides the widths, for trying (default 1: the authors')")
    parser.add_argument("--segment-seconds", type=float, default=SEGMENT_SECONDS, help=f"length of a segment (default {SEGMENT_SECONDS:g}, as the authors train)")
    parser.add_argument("--external-above", type=int, default=EXTERNAL_ABOVE, metavar="BYTES", help=f"weights above this lie beside their graph (default {EXTERNAL_ABOVE})")
    parser.add_argument("--json", action="store_true", help="print a JSON object")
    arguments = parser.parse_args()
    started = time.monotonic()
    try:
        identity_of(arguments.out)
        model = FullModel(arguments.scale, len(WORDS), arguments.seed)
        _say(arguments, f"{sum(parameter.numel() for parameter in model.parameters()):,} random weights in {time.monotonic() - started:.0f} s")
        described = write_package(model, arguments.out, WORDS, f"random weights, seed {arguments.seed}", arguments.external_above, arguments.segment_seconds)
        _say(arguments, f"written after {time.monotonic() - started:.0f} s")
        if arguments.golden is not None:
            write_golden(model, arguments.golden, arguments.seed)
    except (GraphError, OSError) as problem:
        print(json.dumps({"error": str(problem)}) if arguments.json else f"fullsize: {problem}", file=sys.stdout if arguments.json else sys.stderr)
        return 1
    report = {
        "package": str(arguments.out), "parameters": sum(parameter.numel() for parameter in model.parameters()),
        "bytes": sum((arguments.out / name).stat().st_size for name in described["sha256"]),
        "external": [name for name in described["sha256"] if name.endswith(".data")], "seconds": round(time.monotonic() - started, 1),
        "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }
    print(json.dumps(report) if arguments.json else f"{report['package']}: {report['parameters']:,} weights, {report['bytes'] / 1e9:.2f} GB, external "
          f"{', '.join(report['external']) or 'none'}; {report['seconds']} s, peak {report['peak_mib']} MiB")
    return 0


def _say(arguments: argparse.Namespace, words: str) -> None:
    if not arguments.json:
        print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
