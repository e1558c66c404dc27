"""Model packages (docs/model-package.md): written from a checkpoint, and run as PyTorch to compare with."""
