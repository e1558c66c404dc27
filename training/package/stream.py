"""ONNX graphs of large modules: exported without their weights, which then go from PyTorch's memory to the file one at a time."""

import warnings
from pathlib import Path
from typing import Callable, Dict, List, Optional

import numpy as np
import torch

from ..passes.graph import GraphError, GraphFile, attribute

OPSET = 17


def export_streaming(module: torch.nn.Module, inputs: tuple, path: Path, axes_in: Dict[str, dict], axes_out: Dict[str, dict], external_above: int,
                     change: Optional[Callable[[GraphFile], object]] = None) -> List[str]:
    """Writes a graph as torch.onnx.export does, its weights outside of it where they have more than `external_above` bytes. The names of the files.

    `change` is a pass over the graph before it is written. No weight is held twice, whatever the size of the model.
    """
    with warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")
        # PRESERVE: in evaluation mode the exporter would merge batch norms into convolutions whose new weights it does not give away.
        torch.onnx.export(module.eval(), inputs, str(path), input_names=list(axes_in), output_names=list(axes_out), dynamic_axes={**axes_in, **axes_out},
                          opset_version=OPSET, export_params=False, do_constant_folding=False, training=torch.onnx.TrainingMode.PRESERVE)
    graph = GraphFile(path)
    _adopt(graph, module, set(axes_in))
    _turn(graph)
    if change is not None:
        change(graph)
    return graph.save(path, external_above)


def _adopt(graph: GraphFile, module: torch.nn.Module, inputs: set) -> None:
    """Makes weights of the inputs that stand for the module's parameters."""
    state = dict(module.state_dict())
    for item in graph.model.graph.input:
        if item.name in inputs:
            continue
        if item.name not in state:
            raise GraphError(f"{graph.path}: the exported graph asks for {item.name}, which is no parameter. Export with PyTorch 1.13")
        graph.put(item.name, state[item.name].detach().numpy())


def _turn(graph: GraphFile) -> None:
    """Weights that the graph would turn at every run are stored turned."""
    kept = []
    for node in graph.nodes:
        if node.op_type == "Transpose" and graph.is_weight(node.input[0]):
            graph.put(node.output[0], np.transpose(graph.array(node.input[0]), attribute(node, "perm")))
        else:
            kept.append(node)
    graph.set_nodes(kept)
