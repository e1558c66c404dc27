"""When things happen: event times of a rhythm."""

from . import attributes as at
from .draw import Draw

EVENT_SECONDS = 0.5
_LAST = at.SECONDS - EVENT_SECONDS - 0.1


def event_times(rhythm: str, draw: Draw) -> list:
    """Start times in seconds; which ones exactly is a matter of the rendering."""
    stretch = draw.uniform(0.93, 1.07)
    if rhythm == "burst":
        start = draw.uniform(0.3, 3.9)
        return [round(start + 0.6 * i * stretch, 4) for i in range(5)]
    if rhythm == "pairs":
        period, inner = 2.35 * stretch, (0.0, 0.6 * stretch)
    else:
        period, inner = {"slow": 1.95, "steady": 1.1, "quick": 0.6}[rhythm] * stretch, (0.0,)
    times, start = [], draw.uniform(0.1, 0.1 + 0.6 * period)
    while start <= _LAST:
        times.extend(start + offset + draw.uniform(-0.02, 0.02) for offset in inner if start + offset <= _LAST)
        start += period
    return [round(max(0.0, time), 4) for time in times]
