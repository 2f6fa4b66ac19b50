#!/usr/bin/env python3
"""Makes a JPEG of 12 million points for bench/pdq_speed.py: hills, a sky and grain, as much detail as a photograph has.

    pip install pillow numpy
    python3 bench/pdq_picture.py PICTURE.jpg
"""
import sys

import numpy
from PIL import Image

WIDTH, HEIGHT = 4000, 3000

rng = numpy.random.default_rng(7)
across, down = numpy.meshgrid(numpy.linspace(0, 1, WIDTH), numpy.linspace(0, 1, HEIGHT))
field = numpy.zeros((HEIGHT, WIDTH))
for octave in range(9):
    coarse = rng.normal(size=(3 * 2**octave, 4 * 2**octave)).astype("float32")
    layer = Image.fromarray(coarse).resize((WIDTH, HEIGHT), Image.Resampling.BICUBIC)
    field += numpy.asarray(layer) / 1.7**octave
sky = down < 0.45 + 0.12 * field
light = numpy.where(sky, 0.85 - 0.3 * down, 0.35 + 0.12 * field)
picture = numpy.stack([light * 0.9, light, light * numpy.where(sky, 1.15, 0.7)], axis=2)
picture += rng.normal(scale=0.02, size=picture.shape)
Image.fromarray((picture.clip(0, 1) * 255).astype("uint8")).save(sys.argv[1], quality=90)
