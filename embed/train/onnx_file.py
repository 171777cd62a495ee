"""An encoder -> a folder that transformers.js loads: 8-bit ONNX, configuration, tokenizer. The graph is written by hand with the
fused operators of onnxruntime, which the exporter of torch does not choose."""
import json
import shutil
import tempfile
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from encoder import FEED, HEADS, HIDDEN, PAD

MS = "com.microsoft"


class Graph:
    def __init__(self):
        self.nodes, self.values = [], []

    def value(self, name, array):
        self.values.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def op(self, kind, inputs, outputs=1, domain="", name=None, **attributes):
        made = [name] if name else [f"{kind}_{len(self.nodes)}_{i}" for i in range(outputs)]
        self.nodes.append(helper.make_node(kind, inputs, made, name=f"{kind}_{len(self.nodes)}", domain=domain, **attributes))
        return made[0] if outputs == 1 else made


def graph_of(model):
    g, array = Graph(), lambda t: t.detach().float().numpy()

    def linear(x, layer, name):
        return g.op("MatMul", [x, g.value(f"{name}_w", array(layer.weight).T)])

    def norm(x, kept, layer, bias, name, last=None):
        inputs = [x, kept, g.value(f"{name}_w", array(layer.weight)), g.value(f"{name}_b", array(layer.bias)), bias]
        return g.op("SkipLayerNormalization", inputs, domain=MS, name=last, epsilon=1e-12)

    words = g.op("Gather", [g.value("words", array(model.words.weight)), "input_ids"], axis=0)
    length = g.op("Shape", ["input_ids"], start=1, end=2)
    zero = g.value("zero", np.array([0], np.int64))
    places = g.op("Slice", [g.value("places", array(model.places.weight)), zero, length, zero])
    scale, shift = g.value("norm_w", array(model.norm.weight)), g.value("norm_b", array(model.norm.bias))
    x = g.op("LayerNormalization", [g.op("Add", [words, places]), scale, shift], epsilon=1e-12, axis=-1)
    mask = g.op("Cast", ["attention_mask"], to=TensorProto.INT32)
    for i, layer in enumerate(model.layers):
        p = f"l{i}_"
        qkv = g.op("Add", [linear(x, layer.qkv, f"{p}qkv"), g.value(f"{p}qkv_b", array(layer.qkv.bias))])
        q, k, v = g.op("Split", [qkv], 3, axis=-1, num_outputs=3)
        a = g.op("MultiHeadAttention", [q, k, v, "", mask], domain=MS, num_heads=HEADS)
        a = linear(a, layer.out, f"{p}out")
        x = norm(a, x, layer.norm1, g.value(f"{p}out_b", array(layer.out.bias)), f"{p}norm1")
        f = g.op("BiasGelu", [linear(x, layer.up, f"{p}up"), g.value(f"{p}up_b", array(layer.up.bias))], domain=MS)
        f = linear(f, layer.down, f"{p}down")
        last = "last_hidden_state" if i == len(model.layers) - 1 else None
        x = norm(f, x, layer.norm2, g.value(f"{p}down_b", array(layer.down.bias)), f"{p}norm2", last)
    info = helper.make_tensor_value_info
    inputs = [info(n, TensorProto.INT64, ["batch", "tokens"]) for n in ("input_ids", "attention_mask")]
    output = info("last_hidden_state", TensorProto.FLOAT, ["batch", "tokens", HIDDEN])
    graph = helper.make_graph(g.nodes, "encoder", inputs, [output], g.values)
    sets = [helper.make_opsetid("", 21), helper.make_opsetid(MS, 1)]
    return helper.make_model(graph, opset_imports=sets, ir_version=10, producer_name="famai")


def write_model(model, folder: Path, tokenizer: Path):
    (folder / "onnx").mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        whole = Path(scratch) / "whole.onnx"
        onnx.save(graph_of(model), whole)
        quantize_dynamic(
            whole,
            folder / "onnx/model_quantized.onnx",
            op_types_to_quantize=["MatMul", "Gather"],
            per_channel=True,
            weight_type=QuantType.QInt8,
            extra_options={"MatMulConstBOnly": True, "DefaultTensorType": 1},
        )
    config = {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "hidden_act": "gelu",
        "hidden_size": HIDDEN,
        "intermediate_size": FEED,
        "layer_norm_eps": 1e-12,
        "max_position_embeddings": 512,
        "num_attention_heads": HEADS,
        "num_hidden_layers": len(model.layers),
        "pad_token_id": PAD,
        "tokenizer_class": "XLMRobertaTokenizer",
        "type_vocab_size": 2,
        "vocab_size": model.words.weight.shape[0],
    }
    (folder / "config.json").write_text(json.dumps(config, indent=2) + "\n")
    shutil.copy(tokenizer, folder / "tokenizer.json")
    shutil.copy(tokenizer.parent / "tokenizer_config.json", folder / "tokenizer_config.json")
