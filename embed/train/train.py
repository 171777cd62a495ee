"""The model that famai ships, in one command (see README.md): pairs -> hard negatives -> tuning -> embed/model."""
import argparse
import json
from pathlib import Path

import numpy as np
import torch

import corpus
from batches import tokenizer
from encoder import from_onnx
from mine import embed_pool, mine
from onnx_file import write_model
from session import encoder_of
from tune import tune

HERE = Path(__file__).parent
"""multilingual-e5-small with its vocabulary cut, its upper half tuned on the same 1,035 questions of STARD."""
START = "e5-small-zh-stard-ft"

parser = argparse.ArgumentParser()
parser.add_argument("--shared", type=Path, default=HERE / "../../../shared", help="holds bench/stard and models")
parser.add_argument("--export", type=Path, required=True, help="`famai export` of a store that holds the law corpus")
parser.add_argument("--work", type=Path, default=HERE / "work", help="what can be made again")
parser.add_argument("--out", type=Path, default=HERE / "../model")
parser.add_argument("--steps", type=int, default=900)
parser.add_argument("--frozen", type=int, default=6, help="layers that stay as they are")
parser.add_argument("--rate", type=float, default=5e-5)
parser.add_argument("--size", type=int, default=32, help="questions in a batch")
parser.add_argument("--negatives", type=int, default=1, help="hard ones for each question")
parser.add_argument("--seconds", type=float, help="end the tuning, and its falling rate, after so long")
parser.add_argument("--threads", type=int, default=2)


def main(o):
    torch.set_num_threads(o.threads)
    o.work.mkdir(parents=True, exist_ok=True)
    articles, pairs, _ = corpus.load(o.shared, o.export, HERE / "questions/questions.jsonl")
    stard = len(corpus.stard_articles(o.shared / "bench/stard/corpus.jsonl.gz"))
    miner = encoder_of(o.shared / f"models/{START}", threads=o.threads)
    kept = o.work / "pool.npy"
    if not kept.exists():
        np.save(kept, embed_pool(articles, stard, miner).astype(np.float16))
    negatives = o.work / f"mined-{len(pairs)}.json"
    if not negatives.exists():
        mined = mine(articles, pairs, stard, np.load(kept).astype(np.float32), miner)
        negatives.write_text(json.dumps([n for _, n in mined]))
    mined = list(zip(pairs, json.loads(negatives.read_text())))
    print(len(articles), "articles,", len(mined), "pairs,", sum(bool(n) for _, n in mined), "with hard negatives", flush=True)
    pieces = o.shared / f"models/{START}/tokenizer.json"
    model = from_onnx(o.shared / f"models/{START}/onnx/model_quantized.onnx")
    options = {"steps": o.steps, "frozen": o.frozen, "rate": o.rate, "size": o.size, "negatives": o.negatives, "seconds": o.seconds}
    tune(model, tokenizer(pieces, 128), articles, mined, **options)
    torch.save(model.state_dict(), o.work / "tuned.pt")
    write_model(model, o.out, pieces)


main(parser.parse_args())
