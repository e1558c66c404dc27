"""The attributes of the world, the laws between them, and the fixed split of their combinations."""

from .draw import Draw

COLOURS = {
    "red": (222, 40, 42),
    "orange": (246, 140, 24),
    "yellow": (246, 232, 60),
    "green": (44, 186, 62),
    "cyan": (56, 214, 222),
    "blue": (44, 76, 226),
    "purple": (186, 56, 214),
    "white": (246, 246, 246),
}
SHAPES = ("disc", "square", "triangle", "star", "cross", "ring", "moon", "bar")
SIZES = {"small": 0.125, "big": 0.195}
ACTIONS = ("hop", "dip", "dash", "loop", "swell", "blink", "glow", "shake")
RHYTHMS = ("slow", "steady", "quick", "pairs", "burst")
BACKDROPS = ("plain", "stripes", "checks", "dots", "waves", "bricks")
VOICES = ("flute", "buzzer", "horn", "bell", "hiss", "organ", "singer", "growl")
AMBIENCES = ("silence", "rain", "wind", "birds", "engine", "fire")
TOPICS = ("birthday", "holiday", "experiment", "market", "rehearsal", "lesson", "contest", "garden")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

SECONDS = 7.75
FRAME_RATE = 12
SIDE = 144
SAMPLE_RATE = 16000

# A shape has a voice, and a backdrop an ambience, that it has more often than any other.
VOICE_OF_SHAPE = dict(zip(SHAPES, VOICES))
VOICE_LAW = 0.6
AMBIENCE_OF_BACKDROP = dict(zip(BACKDROPS, AMBIENCES))
AMBIENCE_LAW = 0.5
PROP_CHANCE = 0.35

# What the sound of an actor does while the actor acts: the time course follows the action, always.
CONTOUR_OF_ACTION = {
    "hop": "rising",
    "dip": "falling",
    "dash": "arched",
    "loop": "wavering",
    "swell": "swelling",
    "blink": "broken",
    "glow": "ringing",
    "shake": "trembling",
}
REGISTER_OF_SIZE = {"small": "high", "big": "low"}

SEEN_PERCENT = 60


def is_seen(colour: str, shape: str, action: str) -> bool:
    """Whether an actor of this combination may appear in training clips."""
    return Draw("combination", colour, shape, action).bits() % 100 < SEEN_PERCENT
