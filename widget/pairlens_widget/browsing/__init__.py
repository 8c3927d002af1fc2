"""The gallery's side of the wire: rows, tiles, opened pairs, and pages of them."""
