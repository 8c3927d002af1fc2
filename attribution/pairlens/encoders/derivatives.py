"""Find the module that has no derivatives: what it returns changes with what it takes, but no gradient goes through."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import torch
from torch import Tensor, nn

from pairlens.encoders.tower import Inputs, Tower
from pairlens.errors import ModelError


def check_side(model: nn.Module, side: str, tower: Tower, inputs: Inputs) -> None:
    """Run a tower from its first layer and back again.

    Args:
        model: What the tower's modules belong to.
        side: What to call the tower.
        tower: The tower.
        inputs: What it takes, a batch of one.

    Raises:
        ModelError: A module has no derivatives.
    """
    with torch.no_grad():
        z = tower.features(inputs, 0)
        embed = tower.stage(inputs, 0).embed
    z = z.detach().clone().requires_grad_()
    watch = _Watch(model)
    try:
        with _frozen(model), torch.enable_grad(), watch.hooked():
            out = embed(z)
            (gradient,) = torch.autograd.grad(out.sum(), z) if out.requires_grad else (None,)
    except (RuntimeError, NotImplementedError) as error:
        raise _without(side, watch.innermost, f": {_first_line(error)}") from error
    deaf = watch.deaf()
    if deaf is not None or gradient is None:
        raise _without(side, deaf, "")


class _Watch:
    """Looks at every module of a model while it runs."""

    def __init__(self, model: nn.Module) -> None:
        self._model = model
        self._names = {id(module): name for name, module in model.named_modules()}
        self._stack: list[nn.Module] = []
        self._suspects: list[tuple[nn.Module, Any, Any, Any]] = []

    @property
    def innermost(self) -> str | None:
        """The module that was running when everything stopped."""
        return self._said(self._stack[-1]) if self._stack else None

    @contextmanager
    def hooked(self) -> Iterator[None]:
        """Watch, and leave no hook behind."""
        hooks = [
            hook
            for module in self._model.modules()
            for hook in (
                module.register_forward_pre_hook(lambda module, _: self._stack.append(module)),
                module.register_forward_hook(self._after, with_kwargs=True),
            )
        ]
        try:
            yield
        finally:
            for hook in hooks:
                hook.remove()

    def deaf(self) -> str | None:
        """The first module that stops gradients although its output depends on its input."""
        for module, args, named, out in self._suspects:
            if _depends(module, args, named, out):
                return self._said(module)
        return None

    def _after(self, module: nn.Module, args: Any, named: Any, out: Any) -> None:  # noqa: ANN401 - a hook's arguments
        self._stack.pop()
        carries = any(x.requires_grad for x in _tensors((args, named)))
        if carries and not any(x.requires_grad for x in _tensors(out)):
            self._suspects.append((module, args, named, out))

    def _said(self, module: nn.Module) -> str:
        return f"{self._names[id(module)] or 'the model itself'} (a {type(module).__name__})"


@torch.no_grad()
def _depends(module: nn.Module, args: Any, named: Any, out: Any) -> bool:  # noqa: ANN401 - whatever it takes
    """Whether a module returns something else for something else; masks and positions only look at shapes."""
    other = module(*_changed(args), **_changed(named))
    pairs = zip(_tensors(out), _tensors(other), strict=False)
    return any(a.shape != b.shape or not torch.equal(a, b) for a, b in pairs)


def _changed(value: Any) -> Any:  # noqa: ANN401 - arguments of any kind
    """The same arguments with every number that carries a gradient turned round."""
    if isinstance(value, Tensor):
        return 0.5 - value if value.requires_grad else value
    if isinstance(value, Mapping):
        return {key: _changed(item) for key, item in value.items()}
    return type(value)(_changed(item) for item in value) if type(value) in {tuple, list} else value


def _tensors(value: Any) -> list[Tensor]:  # noqa: ANN401 - whatever a module takes or returns
    if isinstance(value, Tensor):
        return [value]
    items = value.values() if isinstance(value, Mapping) else value if isinstance(value, tuple | list) else ()
    return [tensor for item in items for tensor in _tensors(item)]


@contextmanager
def _frozen(model: nn.Module) -> Iterator[None]:
    """Let no gradient begin at the weights, and give them back what they had, errors included."""
    learning = [parameter for parameter in model.parameters() if parameter.requires_grad]
    try:
        for parameter in learning:
            parameter.requires_grad = False
        yield
    finally:
        for parameter in learning:
            parameter.requires_grad = True


def _without(side: str, module: str | None, error: str) -> ModelError:
    where = f"{module} has no derivatives" if module else "no gradient comes back"
    return ModelError(
        f"In the {side} tower, {where}{error}.",
        "Use the model before it was quantised, compiled or frozen; every step above the cut must be differentiable.",
    )


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0].rstrip(".")
