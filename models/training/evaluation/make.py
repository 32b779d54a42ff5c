"""Makes the sets that the models are judged by, the same ones each time.

    python3 -m training.evaluation.make [--folder FOLDER] [--processes N] [--only flite development/flite]
"""

import argparse
import json
import shutil
from collections import defaultdict
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from . import clips
from .clips import Clip
from .sets import SHARDS, Shard

_DIGESTS = "digests.json"


def make_shard(folder: Path, shard: Shard) -> list[tuple[str, Clip]]:
    """Writes the shard's files; the same ones only in a process that has made nothing yet (espeak-ng goes on)."""
    made = []
    for name, clip, samples in shard.make():
        clips.write(folder / name, clip, samples)
        made.append((name, clip))
    return made


def make(folder: Path, shards: Iterable[Shard], processes: int) -> dict[str, str]:
    """The sets of these shards, written anew, and the digest of each."""
    shutil.rmtree(part := folder / ".part", ignore_errors=True)
    sets: defaultdict[str, list[Clip]] = defaultdict(list)
    with ProcessPoolExecutor(processes, get_context("spawn"), max_tasks_per_child=1) as pool:
        for made in pool.map(partial(make_shard, part), shards):
            for name, clip in made:
                sets[name].append(clip)
    for name, listed in sets.items():
        clips.write_list(part / name, listed)
        shutil.rmtree(folder / name, ignore_errors=True)
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (part / name).rename(folder / name)
    shutil.rmtree(part)
    return {name: clips.digest(folder / name) for name in sorted(sets)}


def _remember(path: Path, digests: dict[str, str]) -> None:
    known = json.loads(path.read_text()) if path.exists() else {}
    path.write_text(json.dumps({**known, **digests}, indent=2, sort_keys=True) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, default=clips.FOLDER, help="default: %(default)s")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--only", nargs="+", metavar="KIND", help="kinds of sets.py, by default all of them")
    options = parser.parse_args()
    shards = [s for s in SHARDS if not options.only or f"{s.recipient.prefix}{s.kind}" in options.only]
    if not shards:
        parser.error(f"nothing is called {' or '.join(options.only)}")
    digests = make(options.folder, shards, options.processes)
    _remember(options.folder / _DIGESTS, digests)
    for name, digest in digests.items():
        print(f"{name:24}{len(clips.read_list(options.folder / name)):6} clips  {digest}")


if __name__ == "__main__":
    main()
