from __future__ import annotations

import numpy as np
import pytest
import torch

import pairlens
from firsts import close, pose
from pairlens.errors import OptionError
from toys import CAPTION, TOYS, encoder, picture


@pytest.mark.parametrize("toy", [TOYS[0], TOYS[1], TOYS[3]], ids=lambda t: t.name)
@pytest.mark.parametrize("layer", [0, -1], ids=["first block", "last block"])
def test_every_cell_is_the_weighted_channels_by_a_loop(toy, layer: int) -> None:
    depth = encoder(toy).depth[0]
    q = pose(toy, (layer % depth, 0))
    jacobian = torch.autograd.functional.jacobian(q.f, q.x.detach())
    slow = np.zeros((len(q.U), len(q.x)))
    for j, u in enumerate(q.U):
        gradient = torch.einsum("e,eik->ik", u, jacobian)
        for i in range(1, len(q.x)):
            total = sum(float(gradient[1:, k].mean() * q.x[i, k].detach()) for k in range(q.x.shape[1]))
            slow[j, i] = max(0.0, total)
    close(q.explain("grad_cam"), slow / q.norms)


def test_where_no_patch_is_read_any_more_it_says_so() -> None:
    with pytest.raises(OptionError, match=r"Choose a lower layer, at most 2\."):
        pairlens.explain(encoder(TOYS[0]), picture(TOYS[0]), CAPTION, layer=(3, 0), method="grad_cam")
    pairlens.explain(encoder(TOYS[1]), picture(TOYS[1]), CAPTION, layer=(3, 0), method="grad_cam")
