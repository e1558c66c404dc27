"""Words for attributes. The first word is the usual one, the last is held out: no caption of the ordinary kind uses it."""

from .draw import Draw

USUAL_CHANCE = 0.62

WORDS = {
    "colour": {
        "red": ("red", "scarlet", "crimson", "ruby"),
        "orange": ("orange", "tangerine", "amber"),
        "yellow": ("yellow", "lemon", "golden"),
        "green": ("green", "emerald", "lime"),
        "cyan": ("cyan", "turquoise", "teal", "aqua"),
        "blue": ("blue", "azure", "navy"),
        "purple": ("purple", "violet", "magenta"),
        "white": ("white", "pale", "snowy"),
    },
    "shape": {
        "disc": ("disc", "ball", "circle", "orb"),
        "square": ("square", "box", "block"),
        "triangle": ("triangle", "wedge", "pyramid"),
        "star": ("star", "pentagram", "starlet"),
        "cross": ("cross", "plus", "crucifix"),
        "ring": ("ring", "hoop", "doughnut"),
        "moon": ("moon", "crescent", "sickle"),
        "bar": ("bar", "rod", "stick", "plank"),
    },
    "size": {
        "small": ("small", "little", "tiny", "mini"),
        "big": ("big", "large", "huge", "giant"),
    },
    "action": {
        "hop": ("hops", "jumps", "leaps", "springs"),
        "dip": ("dips", "ducks", "plunges"),
        "dash": ("dashes", "darts", "lunges"),
        "loop": ("loops", "whirls", "orbits"),
        "swell": ("swells", "grows", "inflates"),
        "blink": ("blinks", "vanishes", "disappears"),
        "glow": ("glows", "lights up", "shines"),
        "shake": ("shakes", "trembles", "jitters"),
    },
    "rhythm": {
        "slow": ("slowly", "now and then", "lazily"),
        "steady": ("steadily", "regularly", "evenly"),
        "quick": ("quickly", "rapidly", "hastily"),
        "pairs": ("in pairs", "twice at a time", "two by two"),
        "burst": ("in one burst", "in a flurry", "in a single run"),
    },
    "voice": {
        "flute": ("a flute", "a whistle", "a recorder"),
        "buzzer": ("a buzzer", "a bee", "a drone"),
        "horn": ("a horn", "a trumpet", "a tuba"),
        "bell": ("a bell", "a chime", "a gong"),
        "hiss": ("a hiss", "escaping steam", "static"),
        "organ": ("an organ", "an accordion", "a harmonium"),
        "singer": ("a singer", "a voice", "a choir"),
        "growl": ("a growl", "a snarl", "a grunt"),
    },
    "ambience": {
        "silence": ("nothing else can be heard", "otherwise it is quiet", "no other sound is around"),
        "rain": ("rain falls somewhere", "one hears rain", "it is pouring outside"),
        "wind": ("wind blows around", "one hears wind", "there is a gale"),
        "birds": ("birds sing somewhere", "one hears birds", "sparrows chatter"),
        "engine": ("an engine hums", "one hears a motor", "traffic rumbles"),
        "fire": ("a fire crackles", "one hears a fire", "a campfire burns nearby"),
    },
    "backdrop": {
        "plain": ("a plain wall", "a bare wall", "a blank wall"),
        "stripes": ("a striped wall", "a wall with stripes", "a lined wall"),
        "checks": ("a chequered wall", "a wall with checks", "a tiled wall"),
        "dots": ("a dotted wall", "a spotted wall", "a speckled wall"),
        "waves": ("a wavy wall", "a wall with waves", "a rippled wall"),
        "bricks": ("a brick wall", "a wall of bricks", "a masonry wall"),
    },
}


def word(kind: str, value: str, draw: Draw, held_out: bool = False) -> str:
    """A word for a value; `held_out` gives the word that ordinary captions never use."""
    words = WORDS[kind][value]
    if held_out:
        return words[-1]
    return words[0] if draw.chance(USUAL_CHANCE) else draw.choice(words[1:-1])
