"""Do the mixture weights of the embedded Llip follow the caption? On drawn pictures of two things.

For each picture and each of its two things, four captions: by kind ("a star"), by colour ("a red thing"), by both, and
by both in other words ("here is a red star", with another word for the kind where there is one).

- weights: the distance (total variation, mean over heads) between the weights of two captions: of one thing in other
  words, of one thing by other features, and of two things (their mean is what shuffled captions give); whether the
  nearest of the other seven captions is of the same thing, and whether the caption in other words is nearer than the
  same form for the other thing; and the strict question: is the caption by kind nearer to the caption by colour of the
  same thing than to that of the other? These share no word, so only the picture can tell.
- pointing: the patches' effect on the score under one caption, with its own weights held, with those of the caption of
  the other thing, and with equal weights: is the strongest cell on the thing named, is it on the other, which
  share of the positive effect lies on either, and what is the cosine?
- retrieval: one caption by both words for each of 100 pictures; is it nearer to its own than to all that it is false
  of, and nearer to its own picture than the caption with the two things' colours exchanged?

    python benchmarks/mixture.py --split test --items 200
"""

from __future__ import annotations

import argparse
import json
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import Any

import numpy as np
import torch
from grounding import coverage, is_on, machine

import pairlens
from pairlens import scenes
from pairlens.encoders.embedded import unknown_words
from pairlens.encoders.embedded_llip import load_llip, read_config
from pairlens.encoders.llip import mixture_weights
from pairlens.methods.asking import Asked
from pairlens.methods.how import How
from pairlens.methods.jacobians import Jacobians
from pairlens.scenes.grammar import KIND_WORDS

FORMS = 4
"""Captions of each thing: by kind, by colour, by both, by both in other words."""


@dataclass(frozen=True)
class Two:
    """A picture of two things that differ in kind and colour.

    Attributes:
        scene: The picture.
        texts: Captions [thing][form].
        swapped: "both" of each thing with the other's colour; false of the picture.
    """

    scene: scenes.Scene
    texts: tuple[tuple[str, ...], tuple[str, ...]]
    swapped: tuple[str, str]


def pictures_of_two(split: str, first: int) -> Iterator[Two]:
    """Pictures of two things of two kinds and two colours, one after the other."""
    for seed in count(first):
        scene = scenes.sample(seed, split, objects=2)
        a, b = scene.objects
        if a.kind != b.kind and a.colour != b.colour:
            yield Two(scene, (said(a), said(b)), (named(b.colour, a.kind), named(a.colour, b.kind)))


def said(thing: Any) -> tuple[str, ...]:
    """Captions of one thing: by kind, by colour, by both, by both in other words."""
    other = KIND_WORDS.get(thing.kind, (thing.kind,))[-1]
    by_kind, by_colour = named("", thing.kind), named(thing.colour, "thing")
    return by_kind, by_colour, named(thing.colour, thing.kind), f"here is {named(thing.colour, other)}"


def article(word: str) -> str:
    return "an" if word[0] in "aeiou" else "a"


def named(colour: str, kind: str) -> str:
    phrase = f"{colour} {kind}".strip()
    return f"{article(phrase)} {phrase}"


def inputs_of(encoder: Any, kind: str, source: Any) -> Any:
    return encoder.placed(encoder.half(kind).reader.read(source)[0])


def distances(weights: torch.Tensor) -> np.ndarray:
    """Total variation of the weights of every two captions, mean over heads; 0 to 1."""
    gaps: np.ndarray = (weights[:, None] - weights[None]).abs().sum(-1).mean(-1).cpu().numpy() / 2
    return gaps


def compare(encoder: Any, items: list[Two]) -> dict[str, float]:
    """The first part of the table."""
    found: dict[str, list[float]] = defaultdict(list)
    same = np.kron(np.eye(2), np.ones((FORMS, FORMS))).astype(bool)
    for item in items:
        pixels = inputs_of(encoder, "picture", item.scene.image)["pixels"]
        ids = torch.cat([inputs_of(encoder, "caption", t)["ids"] for each in item.texts for t in each])
        with torch.no_grad():
            table = distances(encoder.model.mixture(pixels, ids)[0])
        reworded = np.array([table[i, i + 1] for i in (2, 6)])
        elsewhere = np.array([table[i, j] for i, j in ((2, 7), (6, 3))])
        nearest = np.where(np.eye(2 * FORMS), np.inf, table).argmin(1)
        strict = [table[0, 1] < table[0, 5], table[4, 5] < table[4, 1]]
        found["distance, one thing in other words"].append(reworded.mean())
        found["distance, one thing by kind and by colour"].append((table[0, 1] + table[4, 5]) / 2)
        found["distance, two things"].append(table[~same].mean())
        found["distance, any two captions"].append(table[~np.eye(2 * FORMS, dtype=bool)].mean())
        found["other words of one thing nearer than of the other (chance 0.50)"].append(
            (reworded < elsewhere).mean()
        )
        found["nearest of seven is of the same thing (chance 0.43)"].append(
            (nearest // FORMS == np.arange(2 * FORMS) // FORMS).mean()
        )
        found["by kind nearer to by colour, no word shared (chance 0.50)"].append(np.mean(strict))
    return {name: float(np.mean(values)) for name, values in found.items()}


def point(encoder: Any, items: list[Two], how: How) -> dict[str, dict[str, float]]:
    """The second part of the table: by whose weights are held."""
    found: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    layer = encoder.default_layer[0]
    for item in items:
        asked = Asked.of(encoder, "picture", item.scene.image, layer)
        covers = [coverage(mask, encoder.image.layout({}, 0).grid) for mask in item.scene.masks]
        texts = [inputs_of(encoder, "caption", each[2]) for each in item.texts]
        own = [mixture_weights(encoder.model, asked.inputs, text) for text in texts]
        equal = torch.full_like(own[0], 1 / own[0].shape[1])
        for i in (0, 1):
            g = encoder.model.encode_text(texts[i]["ids"], normalize=True).detach()
            for name, weights in (("its own", own[i]), ("the other caption's", own[1 - i]), ("equal", equal)):
                held = replace(asked, inputs={**asked.inputs, "weights": weights[None]})
                row = judge(Jacobians().side(encoder, held), g, how, covers[i], covers[1 - i])
                for key, value in row.items():
                    found[name][key].append(value)
    encoder.forget()
    return {name: {k: float(np.mean(v)) for k, v in row.items()} for name, row in found.items()}


def judge(side: Any, g: torch.Tensor, how: How, cover: np.ndarray, other: np.ndarray) -> dict[str, float]:
    """Where the patches' effect lies, and the cosine."""
    heat = side.products(how, g)[0, -cover.size :].float().cpu().numpy().reshape(cover.shape)
    positive = np.clip(heat, 0, None)
    stop = torch.as_tensor(side.stop).to(g)
    return {
        "on the named": float(is_on(cover).flat[heat.argmax()]),
        "on the other": float(is_on(other).flat[heat.argmax()]),
        "effect on named": float((positive * cover).sum() / positive.sum()),
        "effect on other": float((positive * other).sum() / positive.sum()),
        "cosine": float(torch.nn.functional.cosine_similarity(g[0], stop, dim=0)),
    }


def retrieve(score: Any, items: list[Two]) -> dict[str, float]:
    """The third part of the table; `score` gives cosines (pictures, captions)."""
    claims = [scenes.Mention(kind=x.kind, colour=x.colour) for x in (item.scene.objects[0] for item in items)]
    false = np.array(
        [[not scenes.is_true(scenes.Meaning((c,)), i.scene.objects) for c in claims] for i in items]
    )
    images = [item.scene.image for item in items]
    cosines = score(images, [item.texts[0][2] for item in items])
    contrary = score(images, [item.swapped[0] for item in items]).diagonal()
    own = cosines.diagonal()
    return {
        "caption finds its picture": float((own > np.where(false, cosines, -2).max(0)).mean()),
        "picture finds its caption": float((own > np.where(false, cosines, -2).max(1)).mean()),
        "before exchanged colours": float((own > contrary).mean()),
    }


def score_with(encoder: Any) -> Any:
    """Cosines by the encoder's own forward pass."""

    @torch.no_grad()
    def score(images: list[np.ndarray], texts: list[str]) -> np.ndarray:
        ids = torch.cat([inputs_of(encoder, "caption", text)["ids"] for text in texts])
        pixels = torch.cat([inputs_of(encoder, "picture", image)["pixels"] for image in images])
        if encoder.hold is not None:
            return torch.cat([encoder.model(part, ids) for part in pixels.split(10)]).cpu().numpy()
        captions = encoder.model.encode_text(ids, normalize=True)
        pictures = torch.cat([encoder.model.encode_image(part, normalize=True) for part in pixels.split(50)])
        return (pictures @ captions.T).cpu().numpy()

    return score


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--split", choices=["dev", "test"], default="dev")
    parser.add_argument("--items", type=int, default=100)
    parser.add_argument("--first", type=int, default=0, help="first seed")
    parser.add_argument("--steps", type=int, default=8, help="nodes on the picture's path")
    parser.add_argument("--device")
    parser.add_argument("--weights", type=Path, help="other weights of the same architecture")
    parser.add_argument("--out", type=Path, help="write the table as JSON")
    chosen = parser.parse_args()
    encoder = (
        pairlens.load_encoder("embedded-llip", device=chosen.device)
        if chosen.weights is None
        else _with(chosen.weights)
    )
    start, source = time.perf_counter(), pictures_of_two(chosen.split, chosen.first)
    items = [next(source) for _ in range(chosen.items)]
    with encoder.borrowed():
        table: dict[str, Any] = {
            "weights": compare(encoder, items),
            "pointing, by whose weights are held": point(encoder, items, How(steps=chosen.steps)),
            "retrieval among 100": retrieve(score_with(encoder), items[:100]),
        }
    plain = pairlens.load_encoder("embedded", device=chosen.device)
    with plain.borrowed():
        table["retrieval among 100, embedded (no mixture)"] = retrieve(score_with(plain), items[:100])
    print(
        f"{chosen.items} {chosen.split} pictures from seed {chosen.first}; {machine(encoder.device)}; ",
        end="",
    )
    print(f"{time.perf_counter() - start:.0f} s")
    for title, rows in table.items():
        print(f"\n{title}")
        for name, value in rows.items():
            said = (
                "  ".join(f"{k} {v:.3f}" for k, v in value.items())
                if isinstance(value, dict)
                else f"{value:.3f}"
            )
            print(f"  {name:62} {said}")
    if chosen.out:
        chosen.out.write_text(json.dumps(table, indent=1))


def _with(weights: Path) -> Any:
    model, preprocess, tokenizer = load_llip(weights)
    image, text = read_config()["default_layer"]
    return pairlens.wrap(
        model, preprocess, tokenizer, name=weights.stem, default_layer=(image, text), unknown=unknown_words
    )


if __name__ == "__main__":
    main()
