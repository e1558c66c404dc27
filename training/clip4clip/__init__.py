"""CLIP4Clip's heads over the frames of two-tower models (Luo et al. 2021): from checkpoints to packages, and their training."""
