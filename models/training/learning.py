"""What all trainings share: a clock, a learning rate, an average of weights, and checkpoints to go on from."""

import argparse
import copy
import json
import math
import os
import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

import numpy as np
import torch
from torch import Tensor, nn

from .memory import Memory
from .stream import Maker, Stream, generator, keep_memory

Batch = TypeVar("Batch")
DATA = Path(__file__).parent / "data"
CHECKPOINT = "checkpoint.pt"
_PROGRESS = "progress.jsonl"


@dataclass(frozen=True)
class Plan:
    """`minutes`: of training in all, those before it went on included. `peak`: the highest learning rate, reached in
    `warmup` steps and held for a share `hold` of the minutes. `muon`: how many times that rate the matrices of
    `layers` get, with Muon (0: AdamW for all). `average`: the share of the averaged weights that stays
    from step to step. `echoes`: how often each batch is heard again much later, masked otherwise (Choi et al. 2019),
    from a memory of `echo_gb` GB beside the checkpoint, once it holds `echo_after` batches.
    """

    folder: Path
    minutes: float
    steps: int | None = None
    seed: int = 1
    workers: int = 1
    threads: int = 2
    peak: float = 1e-3
    warmup: int = 500
    muon: float = 0.0
    hold: float = 0.4
    decay: float = 0.01
    clip: float = 1.0
    average: float = 0.999
    echoes: int = 0
    echo_after: int = 200
    echo_gb: float = 8.0
    precision: str = "auto"
    checkpoint_s: float = 180
    progress_s: float = 30
    judge_s: float = 900


class Lesson(Protocol[Batch]):
    """What one model learns. `settings` make the network again, whatever a later default is."""

    network: nn.Module
    settings: dict[str, Any]

    def setup(self) -> Maker[list[Batch]]: ...

    def loss(self, batch: Batch, device: torch.device, rng: np.random.Generator) -> Tensor: ...

    def parts(self, batch: Batch, count: int) -> list[Batch]:
        """So many parts of a batch, or fewer, whose mean loss is learned from as if it were the batch's."""
        ...

    def seconds(self, batch: Batch) -> float: ...

    def judge(self, network: nn.Module, device: torch.device) -> dict[str, float]: ...


@dataclass
class Progress:
    """`position`: the number of what the stream makes next. `heard_s` counts echoes, `fresh_s` doesn't. `loss`: lately,
    of what is heard for the first time; `again`: of echoes. If that is much less, they are learned by heart."""

    step: int = 0
    position: int = 0
    heard_s: float = 0.0
    fresh_s: float = 0.0
    spent_s: float = 0.0
    loss: float = math.nan
    again: float = math.nan

    def note(self, loss: float, fresh: bool) -> None:
        name = "loss" if fresh else "again"
        before = getattr(self, name)
        setattr(self, name, loss if math.isnan(before) else 0.98 * before + 0.02 * loss)


class Training(Generic[Batch]):
    """One model's training, from its beginning or from where a checkpoint left it."""

    def __init__(self, lesson: Lesson[Batch], plan: Plan, checkpoint: dict[str, Any] | None = None) -> None:
        self.lesson, self.plan, self.progress = lesson, plan, Progress()
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        self.network = lesson.network.to(self.device)
        self.average = Average(self.network, plan.average)
        self.optimizers = optimizers(self.network, plan)
        self._precise = not reduced(plan.precision, self.device)
        self._parts = plan.threads if self.device.type == "cpu" else 1
        self._threads = ThreadPoolExecutor(self._parts, initializer=torch.set_num_threads, initargs=(1,))
        self._stopped = False
        self._memory: Memory[Batch] = Memory(plan.folder / "memory", plan.echo_gb * 1e9)
        if checkpoint:
            self._restore(checkpoint)
        else:
            self._memory.clear()

    def run(self) -> None:
        """Until the minutes are over, or SIGINT or SIGTERM comes; either way what was learned is saved."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._stop)
        since = time.monotonic() - self.progress.spent_s
        due = Due(self.plan, self.progress.spent_s)
        keep_memory()
        with Stream(self.lesson.setup, self.plan.workers, self.progress.position) as stream:
            torch.set_num_threads(self.plan.threads)
            for batch, fresh in self._batches(stream):
                self.study(batch, fresh)
                self.progress.spent_s = time.monotonic() - since
                if due.progress(self.progress.spent_s):
                    self._tell(ready=stream.waiting())
                if due.checkpoint(self.progress.spent_s):
                    self.save()
                if due.judgement(self.progress.spent_s):
                    self._judge()
                if self._over():
                    break
        self.save()
        self._judge()

    def study(self, batch: Batch, fresh: bool = True) -> None:
        """One step; one whose gradient is not finite is left out."""
        self.network.train()
        rate = learning_rate(self.plan, self.progress)
        for optimizer in self.optimizers:
            for group in optimizer.param_groups:
                group["lr"] = rate * group["times"]
        loss = self._differentiate(batch)
        if torch.nn.utils.clip_grad_norm_(self.network.parameters(), self.plan.clip).isfinite():
            for optimizer in self.optimizers:
                optimizer.step()
            self.average.update(self.network, self.progress.step)
            self.progress.note(loss, fresh)
        self.progress.step += 1
        self.progress.heard_s += self.lesson.seconds(batch)
        self.progress.fresh_s += self.lesson.seconds(batch) if fresh else 0.0

    def _differentiate(self, batch: Batch) -> float:
        """The loss, of whose parts each thread learns one: two threads that share every small step of one loss mostly
        wait for each other. Leaves the gradient in the weights."""
        parts = self.lesson.parts(batch, self._parts)
        learned = [weight for weight in self.network.parameters() if weight.requires_grad]

        def differentiate(number: int) -> tuple[float, tuple[Tensor | None, ...]]:
            rng = generator(self.plan.seed, self.progress.step, number)
            # What autocast keeps for later is shared by all threads, and so would be its gradient.
            with torch.autocast(self.device.type, torch.bfloat16, enabled=not self._precise, cache_enabled=False):
                loss = self.lesson.loss(parts[number], self.device, rng)
            return loss.item(), torch.autograd.grad(loss / len(parts), learned, allow_unused=True)

        each = self._threads.map if len(parts) > 1 else map
        losses, gradients = zip(*each(differentiate, range(len(parts))))
        for weight, *of_parts in zip(learned, *gradients):
            known = [gradient for gradient in of_parts if gradient is not None]
            weight.grad = sum(known[1:], known[0]) if known else None
        return sum(losses) / len(parts)

    def _batches(self, stream: Stream[list[Batch]]) -> Iterator[tuple[Batch, bool]]:
        """Fresh ones, and echoes between them. What is left of a pool when a training stops is never heard."""
        for pool in stream:
            self.progress.position = stream.position
            for batch in pool:
                yield batch, True
                if self.plan.echoes:
                    yield from self._echoes()
                    self._memory.keep(batch)

    def _echoes(self) -> Iterator[tuple[Batch, bool]]:
        if len(self._memory) >= self.plan.echo_after:
            rng = generator(self.plan.seed, self.progress.step)
            for _ in range(self.plan.echoes):
                yield self._memory.any(rng), False

    def _over(self) -> bool:
        steps = self.plan.steps
        late = self.progress.spent_s >= 60 * self.plan.minutes
        return self._stopped or late or (steps is not None and self.progress.step >= steps)

    def _stop(self, *_) -> None:
        self._stopped = True

    def save(self) -> None:
        """Whole or not at all, whenever the power goes."""
        self.plan.folder.mkdir(parents=True, exist_ok=True)
        part = self.plan.folder / f"{CHECKPOINT}.part"
        with part.open("wb") as file:
            torch.save(self._state(), file)
            file.flush()
            os.fsync(file.fileno())
        part.replace(self.plan.folder / CHECKPOINT)

    def _state(self) -> dict[str, Any]:
        return {
            "settings": self.lesson.settings,
            "seed": self.plan.seed,
            "progress": vars(self.progress),
            "network": self.network.state_dict(),
            "average": self.average.network.state_dict(),
            "optimizers": [optimizer.state_dict() for optimizer in self.optimizers],
        }

    def _restore(self, checkpoint: dict[str, Any]) -> None:
        self.progress = Progress(**checkpoint["progress"])
        self.network.load_state_dict(checkpoint["network"])
        self.average.network.load_state_dict(checkpoint["average"])
        for optimizer, state in zip(self.optimizers, checkpoint["optimizers"], strict=True):
            optimizer.load_state_dict(state)

    def _judge(self) -> None:
        self._tell(**self.lesson.judge(self.average.network.eval(), self.device))

    def _tell(self, **more: float) -> None:
        now = self.progress
        facts = {"minutes": now.spent_s / 60, "step": now.step, "loss": now.loss, "again": now.again}
        facts |= {"hours": now.heard_s / 3600}
        facts |= {"fresh": now.fresh_s / 3600, "rate": learning_rate(self.plan, now), **more}
        print("  ".join(f"{name} {value:.4g}" for name, value in facts.items()), flush=True)
        self.plan.folder.mkdir(parents=True, exist_ok=True)
        with (self.plan.folder / _PROGRESS).open("a") as file:
            file.write(json.dumps(facts) + "\n")


class Average:
    """An exponential average of a network's weights, which is what is judged and exported."""

    def __init__(self, network: nn.Module, share: float) -> None:
        self.network = copy.deepcopy(network).requires_grad_(False)
        self._share = share

    @torch.no_grad()
    def update(self, network: nn.Module, step: int) -> None:
        """In the beginning over fewer steps, so that the first weights are soon forgotten."""
        share = min(self._share, (1 + step) / (10 + step))
        torch._foreach_lerp_(list(self.network.parameters()), list(network.parameters()), 1 - share)
        for mine, theirs in zip(self.network.buffers(), network.buffers()):
            mine.copy_(theirs)


class Due:
    """When to tell, to save and to judge."""

    def __init__(self, plan: Plan, now: float) -> None:
        self.progress = _every(plan.progress_s, now)
        self.checkpoint = _every(plan.checkpoint_s, now)
        self.judgement = _every(plan.judge_s, now)


def _every(seconds: float, now: float) -> Callable[[float], bool]:
    last = now

    def due(at: float) -> bool:
        nonlocal last
        if at - last < seconds:
            return False
        last = at
        return True

    return due


def learning_rate(plan: Plan, progress: Progress) -> float:
    """Up in `warmup` steps, level, and from `hold` of the minutes on down to nearly nothing, as a cosine."""
    warm = min(1.0, (progress.step + 1) / plan.warmup)
    done = min(1.0, progress.spent_s / (60 * plan.minutes))
    falling = max(0.0, (done - plan.hold) / (1 - plan.hold))
    return plan.peak * warm * (0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * falling)))


def optimizers(network: nn.Module, plan: Plan) -> list[torch.optim.Optimizer]:
    """AdamW, with weight decay for matrices only; with `plan.muon`, Muon (Jordan 2024) for those within the layers."""
    named = dict(network.named_parameters())
    plane = {name for name, weight in named.items() if plan.muon and weight.dim() == 2 and "layers." in name}
    decayed = [weight for name, weight in named.items() if weight.dim() > 1 and name not in plane]
    vectors = [weight for weight in named.values() if weight.dim() <= 1]
    groups = [{"params": decayed, "weight_decay": plan.decay, "times": 1.0}]
    groups.append({"params": vectors, "weight_decay": 0.0, "times": 1.0})
    adam = torch.optim.AdamW(groups, lr=plan.peak, betas=(0.9, 0.98), fused=True)
    if not plane:
        return [adam]
    group = {"params": [named[name] for name in sorted(plane)], "times": plan.muon}
    # So scaled, a step is as long as one of AdamW's, which makes rates comparable (Liu et al. 2025).
    muon = torch.optim.Muon([group], lr=plan.peak, weight_decay=plan.decay, adjust_lr_fn="match_rms_adamw")
    return [adam, muon]


def reduced(precision: str, device: torch.device) -> bool:
    """Whether to multiply in bfloat16: on a GPU, and on a CPU that can; others would only emulate it."""
    if precision == "auto":
        return device.type == "cuda" or any(flag in _cpu_flags() for flag in ("avx512_bf16", "amx_bf16"))
    return precision == "bf16"


def _cpu_flags() -> set[str]:
    path = Path("/proc/cpuinfo")
    lines = path.read_text().splitlines() if path.exists() else []
    return next((set(line.split()) for line in lines if line.startswith("flags")), set())


def load(folder: Path) -> dict[str, Any]:
    """A checkpoint's content, on the CPU."""
    return torch.load(folder / CHECKPOINT, map_location="cpu", weights_only=True)


def arguments(what: str, name: str, **defaults: Any) -> argparse.ArgumentParser:
    """The options that every training has; `defaults` are those of this one's `Plan`."""
    fallback = {**{key: Plan.__dataclass_fields__[key].default for key in _TUNED}, **defaults}
    parser = argparse.ArgumentParser(description=what)
    parser.add_argument("--folder", type=Path, default=DATA / name, help="of the checkpoint (default %(default)s)")
    parser.add_argument("--minutes", type=float, required=True, help="of training in all, before and after a stop")
    parser.add_argument("--steps", type=int, help="stop after so many steps in all")
    parser.add_argument("--resume", action="store_true", help="go on from the folder's checkpoint, if it has one")
    parser.add_argument("--seed", type=int, default=1, help="of the data and the first weights")
    parser.add_argument("--workers", type=int, default=max(1, (os.cpu_count() or 2) - 1), help="that make data")
    parser.add_argument("--threads", type=int, default=os.cpu_count(), help="that learn, where there is no GPU")
    parser.add_argument("--precision", choices=("auto", "fp32", "bf16"), default="auto")
    for key in _TUNED:
        parser.add_argument(f"--{key.replace('_', '-')}", type=type(fallback[key]), default=fallback[key])
    return parser


_TUNED = (
    *("peak", "warmup", "muon", "hold", "decay", "clip", "average"),
    *("echoes", "echo_after", "echo_gb", "checkpoint_s", "progress_s", "judge_s"),
)


def begin(options: argparse.Namespace) -> tuple[Plan, dict[str, Any] | None]:
    """The plan, and the checkpoint to go on from. Refuses to write over a training that it isn't told to go on with."""
    plan = Plan(**{name: getattr(options, name) for name in Plan.__dataclass_fields__})
    torch.manual_seed(plan.seed)
    if not (plan.folder / CHECKPOINT).exists():
        return plan, None
    if not options.resume:
        raise SystemExit(f"{plan.folder} holds a training: go on with --resume, or choose another --folder")
    checkpoint = load(plan.folder)
    if checkpoint["seed"] != plan.seed:
        raise SystemExit(f"{plan.folder} was begun with --seed {checkpoint['seed']}")
    return plan, checkpoint
