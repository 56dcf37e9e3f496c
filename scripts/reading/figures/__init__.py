"""Figures as inline SVG: plain words in, one line of markup out; the page around them has a list that says the same.

Across, places are in per cent, so that a figure is as wide as its column and its letters stay 12 px high on any
screen; down, they are in pixels. Looks (colours, strokes, dashes) live in `docs/assets/reading.css`.
"""
