"""python3 -m training.cast --package P --out P2: a package that computes in float16 (docs/model-package.md, "int8 and fp16")."""

import argparse
import json
import sys
from pathlib import Path

from .passes.folder import EXTERNAL_ABOVE, Package, identity_of
from .passes.graph import GraphError
from .passes.half import cast


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python3 -m training.cast", description="Writes a package whose weights and products are float16; inputs, outputs, norms and softmax stay float32.",
        epilog="It is for GPUs. On a processor ONNX Runtime casts back and forth; './triad bench packages --package P2 --against P --speed 0' tells what that costs.")
    parser.add_argument("--package", type=Path, required=True, help="the package to start from")
    parser.add_argument("--out", type=Path, required=True, help="folder of the new package; its name is the package's id")
    parser.add_argument("--external-above", type=int, default=EXTERNAL_ABOVE, metavar="BYTES", help="weights above this lie beside the graph")
    parser.add_argument("--json", action="store_true", help="print a JSON object")
    arguments = parser.parse_args()
    try:
        source = Package(arguments.package)
        identity_of(arguments.out)
        graphs = {name: source.graph(name) for name in source.files}
        counts = {name: cast(graph) for name, graph in graphs.items()}
        written = source.write(arguments.out, graphs, f"float16 of {source.description['id']}", arguments.external_above)
    except (GraphError, OSError) as problem:
        print(json.dumps({"error": str(problem)}) if arguments.json else f"cast: {problem}", file=sys.stdout if arguments.json else sys.stderr)
        return 1
    if arguments.json:
        print(json.dumps({"package": str(arguments.out), "bytes_before": source.bytes, "bytes": written.bytes, "graphs": counts}))
        return 0
    for name, count in counts.items():
        print(f"{name}: {count['weights']} weights are float16, {count['kept']} operators stay float32")
    print(f"{arguments.out}: {source.bytes / 1e6:.1f} MB, now {written.bytes / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
