"""Times the codec of the cache on cards of generated articles: microseconds for one, the least of many rounds.

    python tests/benchmarks/codec.py

To parse the JSON alone is the floor: no codec of this format can be faster.
"""

from __future__ import annotations

import gc
import json
import time
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from corpus import NEWEST, entry
from tools import DIGEST_YML, TOOLS

from digest.build.contents import ReadFile
from digest.build.parse import parse
from digest.cache.codec import Codec
from digest.config import parse_config
from digest.model.inputs import fingerprint_of
from digest.theme.find_words import find_words
from digest.theme.theme_files import theme_files

CARDS, ROUNDS = 60, 500
"""So few cards that a round ends before other processes take the core, so many rounds that one is undisturbed."""


def cards() -> list[ReadFile]:
    """What a build knows of the newest articles of the corpus."""
    config, _ = parse_config(DIGEST_YML)
    words, _ = find_words(theme_files(config.theme, Path(), config.language))
    files = []
    with TemporaryDirectory() as name:
        for number in range(CARDS):
            article = entry(number, NEWEST)
            TOOLS["digest"].write(Path(name), article)
            path = TOOLS["digest"].place(article)
            parsed = parse(config, words, PurePosixPath(path), Path(name, path).read_bytes())
            card = fingerprint_of(parsed.record.card)
            files.append(ReadFile(record=parsed.record, card=card, problems=parsed.problems))
    return files


def measure(steps: dict[str, Callable[[], object]]) -> dict[str, float]:
    """The least time of each step for one card, in microseconds; the steps take turns, so that all meet all noise."""
    least = dict.fromkeys(steps, float("inf"))
    gc.disable()
    for _ in range(ROUNDS):
        for name, step in steps.items():
            start = time.perf_counter()
            step()
            least[name] = min(least[name], time.perf_counter() - start)
    gc.enable()
    return {name: seconds / CARDS * 1e6 for name, seconds in least.items()}


def main() -> None:
    """Print a table."""
    codec, values = Codec(ReadFile), cards()
    texts = [codec.encode(value) for value in values]
    steps = {
        "parse the JSON alone": lambda: [json.loads(text) for text in texts],
        "decode": lambda: [codec.decode(text) for text in texts],
        "encode": lambda: [codec.encode(value) for value in values],
    }
    print(f"{CARDS} cards, {sum(map(len, texts)) // CARDS} characters each")
    for name, microseconds in measure(steps).items():
        print(f"{microseconds:6.2f} µs  {name}")


if __name__ == "__main__":
    main()
