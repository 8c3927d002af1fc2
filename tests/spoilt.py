"""Pages whose numbers were spoilt behind the package's back: it makes no explanation that holds NaN."""

from __future__ import annotations

from base64 import b64encode

import numpy as np

from pairlens import PairAttribution
from pairlens_widget.payload import matrix_bytes


def spoil(page: str, pair: PairAttribution) -> str:
    """The exported page with ten of its numbers replaced by NaN."""
    whole = matrix_bytes(pair)
    values = np.frombuffer(whole, dtype="<f4").reshape(-1, pair.interactions.shape[1]).copy()
    values[3:5, 4:9] = np.nan
    return page.replace(b64encode(whole).decode(), b64encode(values.tobytes()).decode())
