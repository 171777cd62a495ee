import { basename, dirname, resolve } from 'node:path'
import {
  AutoModel,
  AutoTokenizer,
  env,
  LogLevel,
  type PreTrainedModel,
  type PreTrainedTokenizer,
  type Tensor,
} from '@huggingface/transformers'
import { fail } from '../base/errors.ts'
import type { Embedder, TextKind } from './embedder.ts'
import type { ModelUse } from './models.ts'

export interface TransformerOptions extends ModelUse {
  /** A folder of this machine, or `owner/model` of the hub. */
  readonly source: string
  readonly local: boolean
  /** Where models of the hub are kept once they are here. */
  readonly cacheFolder: string
  /** The name in full, as `identityOf` makes it. */
  readonly name: string
  /** Cores for one text. */
  readonly cores: number
}

/** UTF-16 units. */
const LONGEST_PIECE = 32

/** A model through transformers.js. Errors: MODEL_UNAVAILABLE. */
export async function transformerEmbedder(options: TransformerOptions): Promise<Embedder> {
  const { source, name, query, passage, pooling, longest } = options
  const { model, tokenizer } = await load(options)
  const prefixes = { query, passage }

  async function embed(text: string, kind: TextKind): Promise<Float32Array> {
    // cut beforehand as well: a long text takes the tokenizer seconds, and no piece of a vocabulary is that long
    const read = text.slice(0, longest * LONGEST_PIECE)
    const inputs = tokenizer(prefixes[kind] + read, { truncation: true, max_length: longest })
    const output: { last_hidden_state?: Tensor } = await model(inputs)
    const states = output.last_hidden_state
    if (!states) throw fail('MODEL_UNAVAILABLE', { name: source, reason: 'it gives no vectors of tokens' })
    return pooled(states, pooling)
  }

  // what the configuration says of the width need not be what comes out
  const { length } = await embed('法', 'query')
  return {
    model: { name, dimension: length },
    together: 1,
    embed,
    close: async () => {
      await model.dispose()
    },
  }
}

async function load(options: TransformerOptions): Promise<{ model: PreTrainedModel; tokenizer: PreTrainedTokenizer }> {
  const { source, local, cacheFolder, dtype, cores } = options
  env.allowRemoteModels = !local
  env.logLevel = LogLevel.ERROR
  env.cacheDir = cacheFolder
  if (local) env.localModelPath = dirname(resolve(source))
  const id = local ? basename(resolve(source)) : source
  try {
    const [tokenizer, model] = await Promise.all([
      AutoTokenizer.from_pretrained(id),
      AutoModel.from_pretrained(id, {
        dtype,
        device: 'cpu',
        session_options: { intraOpNumThreads: cores, interOpNumThreads: 1 },
      }),
    ])
    return { model, tokenizer }
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
    throw fail('MODEL_UNAVAILABLE', { name: source, reason }, error)
  }
}

/** States of the tokens of one text, (1, tokens, width), as one vector of length 1. */
function pooled({ data, dims }: Tensor, pooling: ModelUse['pooling']): Float32Array {
  const [, tokens = 0, width = 0] = dims
  const rows = pooling === 'cls' ? 1 : tokens
  const sum = new Float32Array(width)
  for (let t = 0; t < rows; t++) {
    for (let i = 0; i < width; i++) sum[i] = (sum[i] as number) + (data[t * width + i] as number)
  }
  const length = Math.hypot(...sum) || 1
  return sum.map((x) => x / length)
}
