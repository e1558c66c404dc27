"""Training: loop, schedule, checkpoints, log."""
