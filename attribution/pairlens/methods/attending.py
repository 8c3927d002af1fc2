"""Watch, or change, every attention of a forward pass; nothing is left on the model.

`nn.MultiheadAttention`, timm and transformers ("sdpa") all end in `torch.nn.functional.scaled_dot_product_attention`.
Inside `attending` the current thread finds a plain softmax in its place, whose probabilities are kept with their graph;
other threads go on with the fused one.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import torch
from jaxtyping import Float
from torch import Tensor
from torch.nn import functional

NAME = "scaled_dot_product_attention"
WHOLE = "multi_head_attention_forward"

Change = Callable[[int, Float[Tensor, "*batch queries keys"]], Float[Tensor, "*batch queries keys"]]
"""Number of an attention, counted from 0, and its probabilities, to those that are used."""


@dataclass(frozen=True, eq=False)
class Attention:
    """One attention as it was computed.

    Attributes:
        query: Queries.
        key: Keys.
        value: Values.
        share: Probabilities, each row a distribution over the keys.
        output: share @ value.
    """

    query: Float[Tensor, "*batch queries head"]
    key: Float[Tensor, "*batch keys head"]
    value: Float[Tensor, "*batch keys inner"]
    share: Float[Tensor, "*batch queries keys"]
    output: Float[Tensor, "*batch queries inner"]


@dataclass(eq=False)
class _Watch:
    change: Change | None
    seen: list[Attention] = field(default_factory=list)


_LOCK = threading.Lock()
_WATCHES: dict[int, list[_Watch]] = {}
_ORIGINALS: dict[str, Any] = {}


@contextmanager
def attending(change: Change | None = None) -> Iterator[list[Attention]]:
    """Collect the attentions of what runs inside the block, in the order in which they run.

    Args:
        change: Puts other probabilities in their place.

    >>> q = torch.eye(2)[None]
    >>> with attending() as seen:
    ...     out = functional.scaled_dot_product_attention(q, q, q)
    >>> [round(float(x), 3) for x in seen[0].share[0, 0]]
    [0.67, 0.33]
    """
    watch, me = _Watch(change), threading.get_ident()
    fast = torch.backends.mha.get_fastpath_enabled()
    with _LOCK:
        if not _WATCHES:
            _install()
        _WATCHES.setdefault(me, []).append(watch)
    # torch's own fast path of a whole encoder layer would not come by here
    torch.backends.mha.set_fastpath_enabled(False)
    try:
        yield watch.seen
    finally:
        torch.backends.mha.set_fastpath_enabled(fast)
        with _LOCK:
            _WATCHES[me].remove(watch)
            if not _WATCHES[me]:
                del _WATCHES[me]
            if not _WATCHES:
                _restore()


def _install() -> None:
    for name, ours in ((NAME, _attention), (WHOLE, _whole)):
        _ORIGINALS[name] = getattr(functional, name)
        setattr(functional, name, ours)


def _restore() -> None:
    for name, original in _ORIGINALS.items():
        setattr(functional, name, original)


def _watch() -> _Watch | None:
    watches = _WATCHES.get(threading.get_ident())
    return watches[-1] if watches else None


def _attention(
    query: Tensor,
    key: Tensor,
    value: Tensor,
    attn_mask: Tensor | None = None,
    dropout_p: float = 0.0,
    is_causal: bool = False,  # noqa: FBT001, FBT002 - torch's own signature
    scale: float | None = None,
    enable_gqa: bool = False,  # noqa: FBT001, FBT002 - likewise
    **more: Any,  # noqa: ANN401 - what later versions of torch add
) -> Tensor:
    watch = _watch()
    if watch is None:
        settings = {"scale": scale, "enable_gqa": enable_gqa, **more}
        original: Tensor = _ORIGINALS[NAME](query, key, value, attn_mask, dropout_p, is_causal, **settings)
        return original
    if enable_gqa:
        groups = query.shape[-3] // key.shape[-3]
        key, value = (t.repeat_interleave(groups, -3) for t in (key, value))
    logits = query @ key.mT * (1 / math.sqrt(query.shape[-1]) if scale is None else scale)
    share = torch.softmax(_masked(logits, attn_mask, is_causal=is_causal), -1)
    share = share if watch.change is None else watch.change(len(watch.seen), share)
    output = share @ value
    watch.seen.append(Attention(query, key, value, share, output))
    return output


def _masked(logits: Tensor, mask: Tensor | None, *, is_causal: bool) -> Tensor:
    if is_causal:
        mask = torch.ones(logits.shape[-2:], dtype=torch.bool, device=logits.device).tril()
    if mask is None:
        return logits
    return logits.masked_fill(~mask, -math.inf) if mask.dtype == torch.bool else logits + mask


def _whole(*args: Any, **options: Any) -> tuple[Tensor, Tensor | None]:  # noqa: ANN401 - torch's own arguments
    """`nn.MultiheadAttention` when asked for weights goes round the function above; take it there."""
    watch = _watch()
    # of its positional arguments `need_weights` is the sixteenth; every known caller names it
    if watch is None or not options.get("need_weights", len(args) < 16):  # noqa: PLR2004 - as said above
        found: tuple[Tensor, Tensor | None] = _ORIGINALS[WHOLE](*args, **options)
        return found
    output, _ = _ORIGINALS[WHOLE](*args, **{**options, "need_weights": False})
    share = watch.seen[-1].share
    return output, share.mean(1) if options.get("average_attn_weights", True) else share
