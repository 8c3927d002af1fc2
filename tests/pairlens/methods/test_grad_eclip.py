from __future__ import annotations

import numpy as np
import pytest
import torch

import explicit
from firsts import close, pose
from toys import TOYS, encoder


@pytest.mark.parametrize("toy", [TOYS[0], TOYS[3], TOYS[5]], ids=lambda t: t.name)
@pytest.mark.parametrize("layer", [0, -1], ids=["first block", "last block"])
def test_every_cell_is_the_formula_on_the_last_attention_written_out(toy, layer: int) -> None:
    layer %= encoder(toy).depth[0]
    q = pose(toy, (layer, 0))
    z = q.x.clone().requires_grad_()
    embedding, steps, _ = explicit.upper(q.encoder.model.visual, z, layer)
    last = steps[-1]
    query, keys, values = (
        t.detach().permute(1, 0, 2).flatten(1).numpy() for t in (last.query, last.key, last.value)
    )
    cosines = np.array([query[0] @ k / np.linalg.norm(query[0]) / np.linalg.norm(k) for k in keys[1:]])
    loose = (cosines - cosines.min()) / (cosines.max() - cosines.min())
    slow = np.zeros((len(q.U), len(q.x)))
    for j, u in enumerate(q.U):
        (gradient,) = torch.autograd.grad(embedding @ u, last.output, retain_graph=True)
        w = gradient[:, 0].flatten().numpy()
        for i, place in enumerate(loose, 1):
            slow[j, i] = max(0.0, float((w * place * values[i]).sum()))
    close(q.explain("grad_eclip"), slow / q.norms)
    assert not np.abs(gradient[:, 1:].numpy()).any()
