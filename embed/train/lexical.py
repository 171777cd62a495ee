"""BM25 over unigrams and bigrams, for hard negatives."""
import re

import numpy as np
import scipy.sparse as sp


def grams(text):
    out = []
    for run in re.findall(r"[㐀-鿿]+|[A-Za-z0-9]+", text.lower()):
        if "㐀" <= run[0] <= "鿿":
            out += list(run) + [run[i : i + 2] for i in range(len(run) - 1)]
        else:
            out.append(run)
    return out


class Bm25:
    def __init__(self, texts, k1=1.2, b=0.75):
        self.terms, rows, columns, counts, lengths = {}, [], [], [], []
        for i, text in enumerate(texts):
            found = {}
            for g in grams(text):
                t = self.terms.setdefault(g, len(self.terms))
                found[t] = found.get(t, 0) + 1
            lengths.append(sum(found.values()))
            rows += [i] * len(found)
            columns += found.keys()
            counts += found.values()
        n = len(texts)
        lengths, rows, columns = np.array(lengths, float), np.array(rows), np.array(columns)
        tf = np.array(counts, float)
        df = np.bincount(columns, minlength=len(self.terms))
        idf = np.log(1 + (n - df + 0.5) / (df + 0.5))
        weight = idf[columns] * tf * (k1 + 1) / (tf + k1 * (1 - b + b * lengths[rows] / lengths.mean()))
        self.matrix = sp.csr_matrix((weight.astype(np.float32), (columns, rows)), shape=(len(self.terms), n))

    def top(self, query, k):
        terms = [self.terms[g] for g in grams(query) if g in self.terms]
        if not terms:
            return []
        scores = np.asarray(self.matrix[terms].sum(0)).ravel()
        best = np.argpartition(-scores, k)[:k]
        return best[np.argsort(-scores[best], kind="stable")].tolist()
