"""Writes unicode.bin, the tables of Unicode's normalisation forms C and KC, from Python's unicodedata (Unicode 14.0).

Run: python3 unicode_table.py unicode.bin

zlib over little-endian int32: the number of compatibility decompositions, each as code point, length, code points (the full one,
Hangul left out); the same of canonical decompositions; the number of combining classes, each as code point, class; the number of
compositions, each as first, second, composed (canonical, exclusions left out).
"""

import struct
import sys
import unicodedata
import zlib

HANGUL = range(0xAC00, 0xAC00 + 11172)


def main(path):
    assert unicodedata.unidata_version == "14.0.0", "the models were trained with Unicode 14.0"
    points = [p for p in range(sys.maxunicode + 1) if not 0xD800 <= p <= 0xDFFF and p not in HANGUL]
    compatible, canonical, classes, compositions = [], [], [], []
    for point in points:
        char = chr(point)
        for form, rows in (("NFKD", compatible), ("NFD", canonical)):
            full = unicodedata.normalize(form, char)
            if full != char:
                rows.append([point, len(full), *map(ord, full)])
        if unicodedata.combining(char):
            classes.append([point, unicodedata.combining(char)])
        pair = unicodedata.decomposition(char)
        if pair and not pair.startswith("<"):
            parts = [int(p, 16) for p in pair.split()]
            if len(parts) == 2 and unicodedata.normalize("NFC", "".join(map(chr, parts))) == char:
                compositions.append([*parts, point])
    numbers = []
    for table in (compatible, canonical, classes, compositions):
        numbers.append(len(table))
        for row in table:
            numbers.extend(row)
    with open(path, "wb") as out:
        out.write(zlib.compress(struct.pack(f"<{len(numbers)}i", *numbers), 9))


if __name__ == "__main__":
    main(sys.argv[1])
