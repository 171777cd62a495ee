"""Hard negatives: what BM25 and a model rank high for a question and what does not answer it."""
from functools import lru_cache

import numpy as np

from batches import PASSAGE, QUERY
from lexical import Bm25, grams

"""Ranks that negatives are taken from: the first ones often answer, too, and nobody has labelled them."""
FIRST, LAST = 3, 50
"""Texts that share more of their bigrams are editions of one article."""
ALIKE = 0.5


@lru_cache(100_000)
def gram_set(text):
    return frozenset(grams(text))


def alike(a, b):
    a, b = gram_set(a), gram_set(b)
    return len(a & b) > ALIKE * min(len(a), len(b))


def mine(articles, pairs, pool, vectors, encode):
    """(Pair, places of negatives within the first `pool` articles) for questions; other pairs have the batch alone. `vectors`: of those, by the model that `encode` asks."""
    bm25 = Bm25([a.passage for a in articles[:pool]])
    asked = [p for p in pairs if p.kind in ("stard", "question")]
    queries = encode([QUERY + p.query for p in asked])
    found = {}
    for at in range(0, len(asked), 256):
        scores = queries[at : at + 256] @ vectors.T
        near = np.argpartition(-scores, LAST, axis=1)[:, :LAST]
        near = np.take_along_axis(near, np.argsort(-np.take_along_axis(scores, near, 1), axis=1), 1)
        for p, dense in zip(asked[at : at + 256], near.tolist()):
            words = bm25.top(p.query, LAST)[FIRST:]
            golds = [articles[g].text for g in p.gold]
            both = [*dict.fromkeys([*dense[FIRST:], *words])]
            found[id(p)] = [j for j in both if j not in p.gold and not any(alike(articles[j].text, g) for g in golds)]
    return [(p, found.get(id(p), [])) for p in pairs]


def embed_pool(articles, pool, encode):
    return encode([PASSAGE + a.passage for a in articles[:pool]])
