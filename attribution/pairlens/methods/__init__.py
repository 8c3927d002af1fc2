"""One file per way to attribute a score to pairs of units."""
