#!/usr/bin/env python3
"""What the reference (PyPI pdqhash, a wrapper of the C++ source) makes of picture files: `<hash> <quality> <file>`.

    pip install pdqhash pillow
    cargo test -p vigie-hash -- --ignored write_the_made_up_pictures
    python3 bench/pdq_reference.py target/made-up/*.ppm
"""
import sys

import numpy
import pdqhash
from PIL import Image


def read(path):
    """As threatexchange's PDQ signal reads a file: no turning, no colour conversion but for grey with alpha and 16 bits."""
    image = Image.open(path)
    if image.mode in ("LA", "I;16"):
        image = image.convert("RGB")
    array = numpy.asarray(image)
    return numpy.stack([array] * 3, axis=2) if array.ndim == 2 else array


for path in sys.argv[1:]:
    bits, quality = pdqhash.compute(read(path))
    print("%064x" % int("".join(map(str, bits)), 2), quality, path)
