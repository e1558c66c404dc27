"""Writes nfc-cases.txt and nfkc-cases.txt: random texts and their form by Python's unicodedata (14.0), as hexadecimal code points.

Run: python3 unicode_cases.py ../../Data/text
"""

import random
import sys
import unicodedata


def write(form_name, path):
    rng = random.Random(7)
    changing = [p for p in range(0x110000) if not 0xD800 <= p <= 0xDFFF and unicodedata.normalize(form_name, chr(p)) != chr(p)]
    marks = [p for p in range(0x110000) if unicodedata.combining(chr(p))]
    jamo = list(range(0x1100, 0x1113)) + list(range(0x1161, 0x1176)) + list(range(0x11A8, 0x11C3))
    latin = list(range(0x41, 0x7B)) + list(range(0xC0, 0x250))
    syllables = list(range(0xAC00, 0xAC00 + 11172))
    with open(path, "w", encoding="ascii") as out:
        for _ in range(1500):
            text = "".join(chr(rng.choice(rng.choice([changing, marks, marks, jamo, latin, latin, syllables]))) for _ in range(rng.randint(1, 9)))
            forms = [" ".join(f"{ord(c):X}" for c in form) for form in (text, unicodedata.normalize(form_name, text))]
            out.write(";".join(forms) + "\n")


if __name__ == "__main__":
    for name in ("NFC", "NFKC"):
        write(name, f"{sys.argv[1]}/{name.lower()}-cases.txt")
