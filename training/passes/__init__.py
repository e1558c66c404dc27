"""Passes over the ONNX graphs of a model package: they know files and operators, not the model that the graphs were exported from."""
