"""Files in which cases are handed on: one module per format, and what they share."""
