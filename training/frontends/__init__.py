"""Front-ends in NumPy: what a model package states about sound, frames and words (docs/model-package.md)."""
