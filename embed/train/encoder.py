"""The encoder: a BERT of 384 numbers a token, in torch for training."""
import re

import numpy as np
import onnx
import torch
import torch.nn.functional as F
from onnx import numpy_helper
from torch import nn

HIDDEN, HEADS, FEED, PAD = 384, 12, 1536, 1


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.qkv, self.out = nn.Linear(HIDDEN, 3 * HIDDEN), nn.Linear(HIDDEN, HIDDEN)
        self.up, self.down = nn.Linear(HIDDEN, FEED), nn.Linear(FEED, HIDDEN)
        self.norm1, self.norm2 = nn.LayerNorm(HIDDEN, 1e-12), nn.LayerNorm(HIDDEN, 1e-12)

    def forward(self, x, mask):
        b, n, h = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, HEADS, h // HEADS).permute(2, 0, 3, 1, 4)
        a = F.scaled_dot_product_attention(q, k, v, attn_mask=mask).transpose(1, 2).reshape(b, n, h)
        x = self.norm1(x + F.dropout(self.out(a), 0.1, self.training))
        return self.norm2(x + F.dropout(self.down(F.gelu(self.up(x))), 0.1, self.training))


class Encoder(nn.Module):
    """Ids and mask, both (texts, tokens) -> unit vectors (texts, 384): the mean over tokens."""

    def __init__(self, vocabulary, layers=12):
        super().__init__()
        self.words, self.places = nn.Embedding(vocabulary, HIDDEN), nn.Embedding(512, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, 1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))

    def forward(self, ids, mask, frozen=0):
        """The first `frozen` layers and the embeddings are not trained."""
        learning = torch.is_grad_enabled()
        with torch.set_grad_enabled(learning and frozen == 0):
            x = self.norm(self.words(ids) + self.places.weight[: ids.shape[1]])
        seen = mask[:, None, None, :].bool()
        for i, layer in enumerate(self.layers):
            with torch.set_grad_enabled(learning and i >= frozen):
                x = layer(x, seen)
        return F.normalize((x.float() * mask[..., None]).sum(1) / mask.sum(1, keepdim=True), dim=1)


def from_onnx(path):
    """An encoder out of an 8-bit file as the recipe in ../shared/models writes them: names of weights are those of its build_onnx.py."""
    values = {v.name: numpy_helper.to_array(v) for v in onnx.load(path).graph.initializer}

    def array(name):
        if name in values:
            return values[name]
        q = values[f"{name}_quantized"].astype(np.float32)
        return (q - values[f"{name}_zero_point"].astype(np.float32)) * values[f"{name}_scale"]

    def put(target, a):
        target.data = torch.from_numpy(np.array(a, dtype=np.float32).reshape(target.shape))

    words = array("emb")
    count = len({name.split("_")[0] for name in values if re.match(r"l\d+_", name)})
    model = Encoder(len(words), count)
    put(model.words.weight, words)
    put(model.places.weight, array("pos"))
    put(model.norm.weight, array("eln_w"))
    put(model.norm.bias, array("eln_b"))
    for i, layer in enumerate(model.layers):
        for ours, theirs in (("qkv", "qkv"), ("out", "ao"), ("up", "fi"), ("down", "fo")):
            put(getattr(layer, ours).weight, array(f"l{i}_{theirs}").T)
            put(getattr(layer, ours).bias, array(f"l{i}_{theirs}b"))
        for ours, theirs in (("norm1", "aln"), ("norm2", "oln")):
            put(getattr(layer, ours).weight, array(f"l{i}_{theirs}_w"))
            put(getattr(layer, ours).bias, array(f"l{i}_{theirs}_b"))
    return model
