"""The whole model family of "Everything at Once" (CVPR 2022) with its ablations, as its authors' checkpoints hold it: parameters have the checkpoint's names."""

MODALITIES = ("text", "video", "audio")
LETTERS = {"t": "text", "v": "video", "a": "audio"}
