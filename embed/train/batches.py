"""Texts -> padded tensors, and a whole corpus -> vectors."""
import numpy as np
import torch
from tokenizers import Tokenizer

from encoder import PAD

QUERY, PASSAGE = "query: ", "passage: "


def tokenizer(path, longest):
    t = Tokenizer.from_file(str(path))
    t.enable_truncation(longest)
    return t


def padded(ids):
    longest = max(map(len, ids))
    x = torch.full((len(ids), longest), PAD)
    mask = torch.zeros((len(ids), longest))
    for row, one in enumerate(ids):
        x[row, : len(one)] = torch.tensor(one)
        mask[row, : len(one)] = 1
    return x, mask


def embed(encode, tokens, texts, budget=6000):
    """Vectors of the texts in their order; texts of one length go together. `encode`: (ids, mask) -> tensor."""
    ids = [e.ids for e in tokens.encode_batch(texts)]
    order = sorted(range(len(ids)), key=lambda i: len(ids[i]))
    out = None
    at = 0
    while at < len(order):
        end = at + 1
        while end < len(order) and (end - at + 1) * len(ids[order[end]]) <= budget:
            end += 1
        part = order[at:end]
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
            v = encode(*padded([ids[i] for i in part])).float().numpy()
        if out is None:
            out = np.zeros((len(texts), v.shape[1]), np.float32)
        out[part] = v
        at = end
    return out
