"""python3 -m training.convert --weights FILE --config FILE --out PACKAGE"""

import argparse
import hashlib
import json
import re
import sys
from pathlib import Path

from ..family import weights
from ..family.config import ConfigError, FamilyConfig
from ..family.unpickle import CheckpointError
from .package import write_package


def main() -> int:
    parser = argparse.ArgumentParser(prog="python3 -m training.convert", description="Makes a model package of the authors' weights and configuration.")
    parser.add_argument("--weights", type=Path, required=True, help="checkpoint of PyTorch (.pth, a zip) or weights.npz")
    parser.add_argument("--config", type=Path, required=True, help="the authors' YAML, or a case.json")
    parser.add_argument("--out", type=Path, required=True, help="folder of the package; its name is the package's id")
    parser.add_argument("--licence", default="not stated: ask whoever made the weights", help="licence of the weights")
    parser.add_argument("--json", action="store_true", help="print a JSON object")
    arguments = parser.parse_args()
    try:
        report = convert(arguments.weights, arguments.config, arguments.out, arguments.licence)
    except (CheckpointError, ConfigError, OSError) as problem:
        print(json.dumps({"error": str(problem)}) if arguments.json else f"convert: {problem}", file=sys.stdout if arguments.json else sys.stderr)
        return 1
    if arguments.json:
        print(json.dumps(report))
    else:
        print(f"{report['package']}: {report['parameters']:,} parameters; not used by the model: {', '.join(report['unused']) or 'none'}")
    return 0


def convert(weights_path: Path, config_path: Path, out: Path, licence: str) -> dict:
    identity = out.resolve().name
    if not re.fullmatch(r"[a-z0-9][a-z0-9._-]{0,63}", identity):
        raise ConfigError(f"--out is {identity!r}; the folder's name is the package's id: 1 to 64 of a-z, 0-9, dot, underscore and hyphen")
    config = read_config(config_path)
    model, unused = weights.build(config, weights.read_weights(weights_path))
    origin = f"converted from {weights_path.name}, SHA-256 {hashlib.sha256(weights_path.read_bytes()).hexdigest()}"
    write_package(model, out, identity, licence, origin)
    return {"package": str(out), "parameters": sum(parameter.numel() for parameter in model.parameters()), "unused": unused}


def read_config(path: Path) -> FamilyConfig:
    text = path.read_text()
    try:
        if path.suffix == ".json":
            return FamilyConfig.from_case(json.loads(text))
        import yaml
        document = yaml.safe_load(text)
    except ImportError as problem:
        raise ConfigError(f"{path} is YAML, and python3-yaml is not installed") from problem
    except ConfigError:
        raise
    except Exception as problem:
        raise ConfigError(f"{path} cannot be read: {problem}") from problem
    if not isinstance(document, dict):
        raise ConfigError(f"{path} is no mapping")
    return FamilyConfig.from_yaml(document)


if __name__ == "__main__":
    sys.exit(main())
