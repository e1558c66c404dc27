"""Learning rate over steps."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Schedule:
    """Linear warm-up, then exponential decay to `final` times the peak at the last step."""

    peak: float = 2e-3
    warmup: int = 150
    steps: int = 4600
    final: float = 0.02

    def rate(self, step: int) -> float:
        if step < self.warmup:
            return self.peak * (step + 1) / self.warmup
        return self.peak * self.final ** ((step - self.warmup) / max(1, self.steps - self.warmup))
