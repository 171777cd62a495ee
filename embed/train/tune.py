"""Contrastive tuning: a question draws near its article and away from hard negatives and the rest of the batch (InfoNCE)."""
import random
import time

import numpy as np
import torch
import torch.nn.functional as F

from batches import PASSAGE, QUERY, padded

TEMPERATURE = 0.02
"""Shares of a batch."""
MIX = {"stard": 0.3, "question": 0.54, "cite": 0.06, "clause": 0.06, "heading": 0.04}


def draw(pairs, size, rng):
    """Endless batches with the shares of MIX; each kind is gone through in a new order again and again."""
    kinds = {k: [p for p in pairs if p[0].kind == k] for k in MIX}
    waiting = {k: [] for k in MIX}
    while True:
        batch = []
        for kind in rng.choices(list(MIX), list(MIX.values()), k=size):
            if not waiting[kind]:
                waiting[kind] = rng.sample(kinds[kind], len(kinds[kind]))
            batch.append(waiting[kind].pop())
        yield batch


def tune(model, tokens, articles, pairs, *, steps, frozen, rate, size=24, negatives=2, seed=0, log=print, seconds=None):
    """`pairs`: (Pair, places of hard negatives). Embeddings and the first `frozen` layers stay as they are."""
    rng = random.Random(seed)
    torch.manual_seed(seed)
    model.train()
    for part in (model.words, model.places, model.norm, *model.layers[:frozen]):
        part.requires_grad_(False)
    learned = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(learned, lr=rate, weight_decay=0.01)
    texts = np.array([hash(a.text) for a in articles])
    batches, began, losses = draw(pairs, size, rng), time.time(), []

    def encode(strings, longest):
        """Long texts and short ones apart: less is computed for padding."""
        ids = [e.ids[:longest] for e in tokens.encode_batch(strings)]
        order = sorted(range(len(ids)), key=lambda i: len(ids[i]))
        halves = order[: len(order) // 2], order[len(order) // 2 :]
        made = torch.cat([model(*padded([ids[i] for i in half]), frozen=frozen).float() for half in halves])
        return made[torch.tensor(np.argsort(order))]

    for step in range(steps):
        gone = max(step / steps, (time.time() - began) / seconds if seconds else 0)
        if gone >= 1:
            break
        for group in optimizer.param_groups:
            group["lr"] = rate * min(1, (step + 1) / 20) * max(0.02, 1 - gone)
        batch = next(batches)
        gold = [rng.choice(p.gold) for p, _ in batch]
        hard = [rng.choice(n) for _, n in batch if n for _ in range(negatives)]
        places = gold + hard
        shown = [articles[g].text if p.kind in ("clause", "heading") else articles[g].passage for g, (p, _) in zip(gold, batch)]
        shown += [articles[h].passage for h in hard]
        with torch.autocast("cpu", torch.bfloat16):
            q = encode([QUERY + p.query for p, _ in batch], 72)
            a = encode([PASSAGE + s for s in shown], 88)
        scores = q @ a.T / TEMPERATURE
        for row, (p, _) in enumerate(batch):
            # another article that answers too, or the same text under another number, is no negative
            also = np.isin(texts[places], texts[list(p.gold)])
            also[row] = False
            scores[row] = scores[row].masked_fill(torch.from_numpy(also), -1e4)
        loss = F.cross_entropy(scores, torch.arange(len(batch)))
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(learned, 1.0)
        optimizer.step()
        losses.append(loss.item())
        if step % 20 == 19:
            log(f"step {step + 1}/{steps} loss {np.mean(losses[-20:]):.3f} {time.time() - began:.0f} s", flush=True)
    model.eval()
