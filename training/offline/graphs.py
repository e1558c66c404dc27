"""Runs ONNX graphs in PyTorch, node by node: the weights of a package that brings none for PyTorch."""

from typing import Callable, Dict, List, Optional

import numpy as np
import onnx
import torch
from onnx import GraphProto, NodeProto, helper, numpy_helper
from torch.nn import functional as F

from .plan import PlanError

Values = Dict[str, torch.Tensor]


class GraphProblem(PlanError):
    """A graph that cannot be run here; the message names it, what was found and the remedy."""


class Graph:
    """One graph of a package."""

    def __init__(self, path: str):
        self._path = path
        self._graph: GraphProto = onnx.load(path).graph
        self._weights = _tensors(self._graph)
        unknown = sorted({node.op_type for node in self._graph.node if node.op_type not in _OPERATORS and node.op_type not in ("Constant", "If")})
        if unknown:
            raise GraphProblem(f"{path} uses {', '.join(unknown)}, which is not run offline. Measure it through the platform, or a package with weights.pt")

    def run(self, **inputs: np.ndarray) -> np.ndarray:
        """Its first output."""
        return self.run_all(**inputs)[0]

    def run_all(self, **inputs: np.ndarray) -> List[np.ndarray]:
        """All of its outputs."""
        values: Values = {**self._weights, **{name: torch.from_numpy(np.ascontiguousarray(value)) for name, value in inputs.items()}}
        try:
            with torch.no_grad():
                return [output.numpy() for output in _run(self._graph, values)]
        except RuntimeError as problem:  # float16 on a processor, for one
            raise GraphProblem(f"{self._path} cannot be run by this PyTorch: {problem}. Measure it through the platform, or a package in float32") from problem


def _tensors(graph: GraphProto) -> Values:
    return {tensor.name: torch.from_numpy(numpy_helper.to_array(tensor).copy()) for tensor in graph.initializer}


def _run(graph: GraphProto, values: Values) -> List[torch.Tensor]:
    for node in graph.node:
        attributes = {item.name: helper.get_attribute_value(item) for item in node.attribute}
        if node.op_type == "If":
            branch = attributes["then_branch" if bool(values[node.input[0]]) else "else_branch"]
            found = _run(branch, {**values, **_tensors(branch)})
        else:
            found = [_apply(node, [values[name] if name else None for name in node.input], attributes)]
        values.update(zip(node.output, found))
    return [values[output.name] for output in graph.output]


def _apply(node: NodeProto, inputs: List[Optional[torch.Tensor]], attributes: dict) -> torch.Tensor:
    if node.op_type == "Constant":
        return torch.from_numpy(np.array(numpy_helper.to_array(attributes["value"])))
    if node.op_type not in _OPERATORS:
        raise GraphProblem(f"{node.op_type} is not run offline. Measure the package through the platform")
    return _OPERATORS[node.op_type](inputs, attributes)


def _axes(inputs: list, attributes: dict, dimensions: int) -> List[int]:
    given = inputs[1].tolist() if len(inputs) > 1 and inputs[1] is not None else list(attributes.get("axes", range(dimensions)))
    return [axis % dimensions for axis in given]


def _reduce(reduce: Callable[..., torch.Tensor]) -> Callable[[list, dict], torch.Tensor]:
    return lambda i, a: reduce(i[0], _axes(i, a, i[0].dim()), bool(a.get("keepdims", 1)))


def _gather(i: list, a: dict) -> torch.Tensor:
    source, axis = i[0], a.get("axis", 0) % i[0].dim()
    index = torch.where(i[1] < 0, i[1] + source.shape[axis], i[1])
    return torch.index_select(source, axis, index.reshape(-1)).reshape([*source.shape[:axis], *index.shape, *source.shape[axis + 1:]])


def _unsqueeze(i: list, a: dict) -> torch.Tensor:
    found, axes = i[0], i[1].tolist() if len(i) > 1 else a["axes"]
    for axis in sorted(axis % (i[0].dim() + len(axes)) for axis in axes):
        found = found.unsqueeze(axis)
    return found


def _squeeze(i: list, a: dict) -> torch.Tensor:
    axes = i[1].tolist() if len(i) > 1 else a.get("axes", [n for n, size in enumerate(i[0].shape) if size == 1])
    return i[0].reshape([size for n, size in enumerate(i[0].shape) if n not in {axis % i[0].dim() for axis in axes}])


def _reshape(i: list, a: dict) -> torch.Tensor:
    return i[0].reshape([i[0].shape[n] if size == 0 and not a.get("allowzero", 0) else size for n, size in enumerate(i[1].tolist())])


def _slice(i: list, _: dict) -> torch.Tensor:
    starts, ends = i[1].tolist(), i[2].tolist()
    axes = i[3].tolist() if len(i) > 3 and i[3] is not None else range(len(starts))
    steps = i[4].tolist() if len(i) > 4 and i[4] is not None else [1] * len(starts)
    places = [slice(None)] * i[0].dim()
    for axis, start, end, step in zip(axes, starts, ends, steps):
        if step < 1:
            raise GraphProblem(f"A slice of step {step} is not run offline. Measure the package through the platform")
        places[axis % i[0].dim()] = slice(start, end, step)
    return i[0][tuple(places)]


def _pads(a: dict, spatial: int) -> List[int]:
    """Begins and ends by axis, as PyTorch's pad wants them: the last axis first."""
    pads = list(a.get("pads", [0] * (2 * spatial)))
    if a.get("auto_pad", b"NOTSET") not in (b"NOTSET", b"VALID"):
        raise GraphProblem(f"auto_pad {a['auto_pad'].decode()} is not run offline. Export the graph with explicit pads")
    return [value for axis in reversed(range(spatial)) for value in (pads[axis], pads[axis + spatial])]


def _conv(i: list, a: dict) -> torch.Tensor:
    spatial = i[0].dim() - 2
    run = {1: F.conv1d, 2: F.conv2d, 3: F.conv3d}[spatial]
    bias = i[2] if len(i) > 2 else None
    return run(F.pad(i[0], _pads(a, spatial)), i[1], bias, tuple(a.get("strides", [1] * spatial)), 0, tuple(a.get("dilations", [1] * spatial)), a.get("group", 1))


def _pool(i: list, a: dict, average: bool) -> torch.Tensor:
    spatial, kernel = i[0].dim() - 2, tuple(a["kernel_shape"])
    strides, padded = tuple(a.get("strides", [1] * spatial)), any(a.get("pads", []))
    if a.get("ceil_mode", 0) or any(step != 1 for step in a.get("dilations", [])) or (average and padded and not a.get("count_include_pad", 0)):
        raise GraphProblem("A pooling with rounding up, dilations or uncounted pads is not run offline. Measure the package through the platform")
    run = {(1, True): F.avg_pool1d, (2, True): F.avg_pool2d, (1, False): F.max_pool1d, (2, False): F.max_pool2d}[spatial, average]
    return run(F.pad(i[0], _pads(a, spatial), value=0.0 if average else -torch.inf), kernel, strides)


def _pad(i: list, a: dict) -> torch.Tensor:
    mode = {b"constant": "constant", b"edge": "replicate", b"reflect": "reflect"}[a.get("mode", b"constant")]
    flat = _pads({"pads": i[1].tolist()}, i[0].dim())
    if mode == "constant":
        return F.pad(i[0], flat, value=float(i[2]) if len(i) > 2 and i[2] is not None else 0.0)
    while flat[-2:] == [0, 0]:
        flat = flat[:-2]
    return F.pad(i[0], flat, mode)


def _layer_norm(i: list, a: dict) -> torch.Tensor:
    axis = a.get("axis", -1) % i[0].dim()
    return F.layer_norm(i[0], i[0].shape[axis:], i[1], i[2] if len(i) > 2 else None, a.get("epsilon", 1e-5))


def _gemm(i: list, a: dict) -> torch.Tensor:
    left, right = (i[0].T if a.get("transA", 0) else i[0]), (i[1].T if a.get("transB", 0) else i[1])
    found = a.get("alpha", 1.0) * (left @ right)
    return found + a.get("beta", 1.0) * i[2] if len(i) > 2 and i[2] is not None else found


def _cast(i: list, a: dict) -> torch.Tensor:
    return i[0].to(torch.from_numpy(np.zeros(0, onnx.mapping.TENSOR_TYPE_TO_NP_TYPE[a["to"]])).dtype)


def _divide(i: list, _: dict) -> torch.Tensor:
    return torch.div(i[0], i[1], rounding_mode=None if i[0].is_floating_point() else "trunc")


def _clip(i: list, _: dict) -> torch.Tensor:
    return torch.clamp(i[0], *(None if n >= len(i) or i[n] is None else i[n].item() for n in (1, 2)))


def _fold(fold: Callable[[torch.Tensor, torch.Tensor], torch.Tensor]) -> Callable[[list, dict], torch.Tensor]:
    def all_of(i: list, _: dict) -> torch.Tensor:
        found = i[0]
        for more in i[1:]:
            found = fold(found, more)
        return found
    return all_of


def _constant(i: list, a: dict) -> torch.Tensor:
    value = torch.from_numpy(numpy_helper.to_array(a["value"]).copy()) if "value" in a else torch.zeros(1)
    return value.reshape(()).expand(i[0].tolist())


def _scatter(i: list, _: dict) -> torch.Tensor:
    found, index = i[0].clone(), i[1]
    found[tuple(index[..., n] for n in range(index.shape[-1]))] = i[2]
    return found


_OPERATORS: Dict[str, Callable[[list, dict], torch.Tensor]] = {
    "Add": lambda i, a: i[0] + i[1], "Sub": lambda i, a: i[0] - i[1], "Mul": lambda i, a: i[0] * i[1], "Div": _divide, "Pow": lambda i, a: i[0] ** i[1],
    "MatMul": lambda i, a: i[0] @ i[1], "Gemm": _gemm, "Conv": _conv, "Relu": lambda i, a: F.relu(i[0]), "Sigmoid": lambda i, a: torch.sigmoid(i[0]),
    "Tanh": lambda i, a: torch.tanh(i[0]), "Erf": lambda i, a: torch.erf(i[0]), "Exp": lambda i, a: torch.exp(i[0]), "Sqrt": lambda i, a: torch.sqrt(i[0]),
    "Log": lambda i, a: torch.log(i[0]), "GlobalAveragePool": lambda i, a: i[0].mean(tuple(range(2, i[0].dim())), keepdim=True),
    "Neg": lambda i, a: -i[0], "Abs": lambda i, a: i[0].abs(), "Reciprocal": lambda i, a: 1 / i[0], "Identity": lambda i, a: i[0], "Clip": _clip,
    "Softmax": lambda i, a: torch.softmax(i[0], a.get("axis", -1)), "LayerNormalization": _layer_norm,
    "Max": _fold(torch.maximum), "Min": _fold(torch.minimum), "ReduceSum": _reduce(lambda x, axes, keep: x.sum(axes, keepdim=keep)),
    "ReduceMean": _reduce(lambda x, axes, keep: x.mean(axes, keepdim=keep)), "ReduceMax": _reduce(lambda x, axes, keep: x.amax(axes, keepdim=keep)),
    "ReduceL2": _reduce(lambda x, axes, keep: x.square().sum(axes, keepdim=keep).sqrt()), "Pad": _pad,
    "AveragePool": lambda i, a: _pool(i, a, True), "MaxPool": lambda i, a: _pool(i, a, False),
    "Gather": _gather, "ScatterND": _scatter, "Slice": _slice, "Reshape": _reshape, "Unsqueeze": _unsqueeze, "Squeeze": _squeeze,
    "Flatten": lambda i, a: i[0].reshape(int(np.prod(i[0].shape[:a.get("axis", 1)])), -1),
    "Transpose": lambda i, a: i[0].permute(*a.get("perm", reversed(range(i[0].dim())))), "Concat": lambda i, a: torch.cat(i, a["axis"]),
    "Shape": lambda i, a: torch.tensor(i[0].shape[a.get("start", 0):a.get("end", i[0].dim())], dtype=torch.int64), "Cast": _cast,
    "Expand": lambda i, a: i[0].expand(torch.broadcast_shapes(i[0].shape, tuple(i[1].tolist()))), "Where": lambda i, a: torch.where(i[0], i[1], i[2]),
    "ConstantOfShape": _constant,
    "Range": lambda i, a: torch.arange(i[0].item(), i[1].item(), i[2].item(), dtype=i[0].dtype),
    "Greater": lambda i, a: i[0] > i[1], "Less": lambda i, a: i[0] < i[1], "Equal": lambda i, a: i[0] == i[1], "Not": lambda i, a: ~i[0],
    "NonZero": lambda i, a: i[0].nonzero().T, "And": lambda i, a: i[0] & i[1], "Or": lambda i, a: i[0] | i[1],
}
