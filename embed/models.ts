/** How a model wants its texts. */
export interface ModelUse {
  readonly query: string
  readonly passage: string
  readonly pooling: 'mean' | 'cls'
  /** Tokens, the two that mark the ends included; what is longer is cut. */
  readonly longest: number
  /** Which of the published weights: 8-bit where there are any. */
  readonly dtype: 'q8' | 'fp32'
}

const PLAIN: ModelUse = { query: '', passage: '', pooling: 'mean', longest: 160, dtype: 'q8' }
const E5: ModelUse = { ...PLAIN, query: 'query: ', passage: 'passage: ' }
/** The sentence that the cards of these models tell to put before a question. */
const BGE: ModelUse = { ...PLAIN, query: '为这个句子生成表示以用于检索相关文章：', pooling: 'cls' }
const GTE: ModelUse = { ...PLAIN, pooling: 'cls' }

/** By the beginning of the name that follows the owner. The first that fits counts. */
const KNOWN: readonly { readonly start: string; readonly use: ModelUse }[] = [
  { start: 'multilingual-e5-', use: E5 },
  { start: 'e5-', use: E5 },
  { start: 'bge-m3', use: { ...PLAIN, pooling: 'cls' } },
  { start: 'bge-', use: BGE },
  { start: 'gte-', use: GTE },
]

/** A model's name in full: all that decides its vectors, the texts' prefixes and their longest among it. */
export function identityOf(name: string, { pooling, query, passage, longest }: ModelUse): string {
  return `${name} ${pooling} ${JSON.stringify(query)} ${JSON.stringify(passage)} ${longest}`
}

/** What is known of a model's use by its name (`Xenova/bge-small-zh-v1.5`, or a folder); others are taken for plain ones. */
export function useOf(name: string): ModelUse {
  const last = name.split(/[/\\]/).findLast((part) => part !== '') ?? name
  return KNOWN.find(({ start }) => last.toLowerCase().startsWith(start))?.use ?? PLAIN
}
