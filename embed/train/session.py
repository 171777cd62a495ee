"""An ONNX model of ours as a function from texts to vectors."""
import numpy as np
import onnxruntime

from batches import embed, tokenizer


def encoder_of(folder, longest=160, threads=2):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    session = onnxruntime.InferenceSession(f"{folder}/onnx/model_quantized.onnx", options, providers=["CPUExecutionProvider"])
    tokens = tokenizer(f"{folder}/tokenizer.json", longest)

    def run(ids, mask):
        import torch

        h = session.run(None, {"input_ids": ids.numpy().astype(np.int64), "attention_mask": mask.numpy().astype(np.int64)})[0]
        m = mask.numpy()[..., None]
        v = (h * m).sum(1) / m.sum(1)
        return torch.from_numpy(v / np.linalg.norm(v, axis=1, keepdims=True))

    return lambda texts: embed(run, tokens, texts, 4096)
