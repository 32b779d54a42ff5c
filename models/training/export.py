"""Networks as ONNX files, by PyTorch's tracing exporter, and back."""

import argparse
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

import onnx
import torch
from torch import Tensor, nn
from torch.nn.utils import parametrize

from . import learning

_OPSET = 17
_NARROWED, _SCALE = ".original", ".0.scale"  # of a parametrized weight, as PyTorch names them
_LEAST_NARROWED = 2048


def arguments(name: str) -> argparse.ArgumentParser:
    """The options that every export has."""
    parser = argparse.ArgumentParser(description=f"Writes {name}.onnx.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--checkpoint", type=Path, default=learning.DATA / name, help="default: %(default)s")
    return parser


def add_bits(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--bits", type=int, choices=(32, 16, 8), default=32, help="of a weight in the file")


def tell(path: Path) -> None:
    print(f"{path}: {path.stat().st_size / 1e6:.2f} MB")


def export(
    network: nn.Module,
    inputs: Mapping[str, Tensor],
    outputs: Sequence[str],
    open_axes: Mapping[str, Mapping[int, str]],
    metadata: Mapping[str, object],
    path: Path,
) -> None:
    """Writes `network` as traced with these inputs. `open_axes`: of each input and output, those of any length."""
    part = path.with_name(f"{path.name}.part")
    torch.onnx.export(
        network.eval(),
        tuple(inputs.values()),
        str(part),
        input_names=list(inputs),
        output_names=list(outputs),
        dynamic_axes={name: dict(axes) for name, axes in open_axes.items()},
        opset_version=_OPSET,
        do_constant_folding=not any(map(parametrize.is_parametrized, network.modules())),
        dynamo=False,
    )
    model = onnx.load(part)
    onnx.helper.set_model_props(model, {key: str(value) for key, value in metadata.items()})
    onnx.save(model, part)
    os.replace(part, path)


def narrow(network: nn.Module, bits: int) -> nn.Module:
    """`network` with its large weights in 16 bits (float16) or 8 (whole numbers, and a scale for each output), which
    costs it next to nothing but half of its file or three quarters. Computed is in 32 bits all the same."""
    for module in list(network.modules()) if bits < 32 else ():
        for name, weight in list(module.named_parameters(recurse=False)):
            if weight.numel() >= _LEAST_NARROWED:
                scale = _scale(weight.detach()) if bits == 8 else None
                narrowed = weight.detach().half() if scale is None else (weight.detach() / scale).round().to(torch.int8)
                setattr(module, name, nn.Parameter(narrowed, requires_grad=False))
                parametrize.register_parametrization(module, name, _Widened(scale), unsafe=True)
    return network


def _scale(weight: Tensor) -> Tensor:
    """[outputs,1,...]: what one step of 8 bits stands for, so that each output's largest weight is 127 steps."""
    return weight.abs().amax(dim=tuple(range(1, weight.dim())), keepdim=True).clamp_min(1e-12) / 127


class _Widened(nn.Module):
    """Makes 32 bits of a weight wherever it is used; onnxruntime does so once, when it loads the model."""

    def __init__(self, scale: Tensor | None) -> None:
        super().__init__()
        self.register_buffer("scale", scale)

    def forward(self, weight: Tensor) -> Tensor:
        return weight.float() if self.scale is None else weight.float() * self.scale


def weights(path: Path) -> dict[str, Tensor]:
    """The weights in a file that `export` wrote of a narrowed network, by their names, in 32 bits again."""
    stored = {each.name: torch.tensor(onnx.numpy_helper.to_array(each)) for each in onnx.load(path).graph.initializer}
    return {
        name.replace("parametrizations.", "").removesuffix(_NARROWED): weight.float() * _scale_of(name, stored)
        for name, weight in stored.items()
        if not name.endswith(_SCALE)
    }


def _scale_of(name: str, stored: Mapping[str, Tensor]) -> Tensor | float:
    return stored.get(name.removesuffix(_NARROWED) + _SCALE, 1.0)
