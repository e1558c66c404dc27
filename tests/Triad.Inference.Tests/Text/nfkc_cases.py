"""Writes nfkc-cases.txt: random texts and their NFKC form by Python's unicodedata, as hexadecimal code points.

Run: python3 nfkc_cases.py ../../Data/text/nfkc-cases.txt
"""

import random
import sys
import unicodedata


def main(path):
    rng = random.Random(7)
    changing = [p for p in range(0x110000) if not 0xD800 <= p <= 0xDFFF and unicodedata.normalize("NFKC", chr(p)) != chr(p)]
    marks = [p for p in range(0x110000) if unicodedata.combining(chr(p))]
    jamo = list(range(0x1100, 0x1113)) + list(range(0x1161, 0x1176)) + list(range(0x11A8, 0x11C3))
    latin = list(range(0x41, 0x7B)) + list(range(0xC0, 0x250))
    syllables = list(range(0xAC00, 0xAC00 + 11172))
    with open(path, "w", encoding="ascii") as out:
        for _ in range(1500):
            text = "".join(chr(rng.choice(rng.choice([changing, marks, marks, jamo, latin, latin, syllables]))) for _ in range(rng.randint(1, 9)))
            forms = [" ".join(f"{ord(c):X}" for c in form) for form in (text, unicodedata.normalize("NFKC", text))]
            out.write(";".join(forms) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
