/** The files of an import: which properties each has, how their values are written, and the arguments that say so. */
import { type FileHandle, open, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { stringify } from 'csv-stringify/sync'
import { fail } from '../../base/errors.ts'
import { DAYS, type Properties } from './shape.ts'

const TOLD = ['aliases', 'level', 'region', 'known']
const CITED = ['document', 'start', 'end', 'quote', 'rule', 'place']

/** Properties of the nodes of each label, a file for each; the columns of that file. */
const NODES = {
  Graph: ['name', 'schema', 'analysis', 'linked'],
  Change: ['id'],
  Source: ['id', 'path', 'media_type', 'title', 'recipe', 'digest', 'name'],
  SourceText: ['deflated'],
  Document: [
    ...['id', 'kind', 'title', 'number', 'issuer', 'date', 'source', 'start', 'end', 'parent', 'order'],
    ...['key', 'name'],
  ],
  Law: ['title', 'name', ...TOLD],
  Alias: ['name'],
  Edition: [
    ...['law', 'id', 'part', 'adopted', 'adopted_by', 'approved', 'approved_by', 'promulgated', 'promulgated_by'],
    ...['amended', 'effective', 'repealed', 'expired', 'status', 'document', 'history'],
    ...['key', 'name', 'articles', 'provisions'],
    ...['rank', 'counts_from', 'next_from', 'year', 'shown_from', 'shown_to'],
  ],
  Provision: [
    ...['law', 'edition', 'eid', 'kind', 'label', 'heading', 'text', 'parent', 'order', 'known', 'ranges'],
    ...['place', 'name', 'headings', 'tokens'],
  ],
  Citation: [
    ...['document', 'law', 'edition', 'eid', 'cited_law', 'cited_eid', 'text', 'start', 'end', 'relation', 'status'],
    ...['draft', 'rule', 'order', 'problem', 'name', 'place', 'context', 'context_at'],
    ...['to_law', 'to_eid', 'candidates', 'reason'],
  ],
  Anomaly: ['kind', 'source', 'document', 'line', 'start', 'end', 'quote', 'detail', 'place', 'name'],
} as const satisfies Record<string, readonly string[]>

/** The same for the relationships. */
const RELATIONSHIPS = {
  HAS_TEXT: [],
  READ_FROM: [],
  CONTAINS: [],
  TELLS_OF: TOLD,
  NAMES: [],
  HAS_EDITION: [],
  PRINTED_IN: [],
  FOUND_IN: [],
  IN_DOCUMENT: [],
  IN_EDITION: [],
  STANDS_IN: [],
  RESOLVED_TO: [],
  ...{ CITES: CITED, BASED_ON: CITED, REPEALS: CITED, AMENDS: CITED, DEFINES: CITED },
} as const satisfies Record<string, readonly string[]>

type Label = keyof typeof NODES
type Type = keyof typeof RELATIONSHIPS

/** Types of the properties that are no text and no day. */
const TYPES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    [
      ...['start', 'end', 'order', 'place', 'line', 'context_at', 'articles', 'provisions', 'rank', 'year', 'schema'],
    ].map((name) => [name, 'long']),
  ),
  ...{ known: 'boolean', expired: 'boolean', draft: 'boolean' },
  ...{ aliases: 'string[]', headings: 'string[]', candidates: 'string[]', ranges: 'long[]' },
}

/** Between the items of a list: texts hold all that one could type. */
const BETWEEN = '\u001f'

/** Arguments of the import that do not depend on the graph. Ids are numbers over all files, so that any node can be an end. */
const ARGUMENTS = [
  ...['--id-type=integer', '--array-delimiter=U+001F', '--multiline-fields=true'],
  ...['--bad-tolerance=0', '--strict=true'],
]
export const ARGUMENTS_FILE = 'import.args'

/** `neo4j-admin`'s own; one value must fit into it. */
const READ_BUFFER = 4 * 2 ** 20

export interface Files {
  readonly node: {
    /** Writes a node and gives its id. `labels` besides that of the file. */
    (label: Label, properties: Properties, more?: { readonly id?: number; readonly labels?: readonly string[] }): number
    /** Keeps ids for nodes that are written later; gives the first. */
    next(many?: number): number
  }
  tie(type: Type, from: number | undefined, to: number | undefined, properties?: Properties): void
  /** What was written so far goes to the disk. */
  flush(): Promise<void>
  close(): Promise<void>
  readonly count: { readonly nodes: number; readonly relationships: number }
  /** What the import is to be told, as a file beside the others. */
  writeArguments(): Promise<void>
}

export async function openFiles(folder: string): Promise<Files> {
  const tables = new Map<string, Table>()
  const count = { nodes: 0, relationships: 0 }
  for (const [label, names] of Object.entries(NODES)) {
    tables.set(label, await openTable(join(folder, `${label}.csv`), [':ID', ':LABEL'], names))
  }
  for (const [type, names] of Object.entries(RELATIONSHIPS)) {
    tables.set(type, await openTable(join(folder, `${type}.csv`), [':START_ID', ':END_ID'], names))
  }
  let last = 0
  const next = (many = 1): number => {
    last += many
    return last - many
  }
  function node(label: Label, properties: Properties, { id = next(), labels = [] }: NodeMore = {}): number {
    tables.get(label)?.add([id, list(labels)], properties)
    count.nodes++
    return id
  }
  return {
    count,
    node: Object.assign(node, { next }),
    tie(type, from, to, properties = {}) {
      tables.get(type)?.add([from, to], properties)
      count.relationships++
    },
    async flush() {
      for (const table of tables.values()) await table.flush()
    },
    async close() {
      for (const table of tables.values()) await table.close()
    },
    async writeArguments() {
      const longest = Math.max(...[...tables.values()].map((t) => t.longest()))
      const lines = [
        ...ARGUMENTS,
        `--read-buffer-size=${Math.max(READ_BUFFER, 2 * longest)}`,
        ...Object.keys(NODES).map((label) => `--nodes=${label}=${label}.csv`),
        ...Object.keys(RELATIONSHIPS).map((type) => `--relationships=${type}=${type}.csv`),
      ]
      await writeFile(join(folder, ARGUMENTS_FILE), `${lines.join('\n')}\n`)
    },
  }
}

type NodeMore = NonNullable<Parameters<Files['node']>[2]>

type Cell = string | number | boolean | undefined

interface Table {
  add(ends: readonly Cell[], properties: Properties): void
  flush(): Promise<void>
  close(): Promise<void>
  /** Characters of the longest value. */
  longest(): number
}

async function openTable(path: string, ends: readonly string[], names: readonly string[]): Promise<Table> {
  const file: FileHandle = await open(path, 'w')
  const known = new Set(names)
  await file.appendFile(stringify([[...ends, ...names.map((name) => `${name}:${typeOf(name)}`)]]))
  let rows: Cell[][] = []
  let longest = 0
  return {
    add(endValues, properties) {
      for (const name in properties) if (!known.has(name)) throw new Error(`${path} has no column ${name}`)
      const values = names.map((name) => cell(properties[name], name))
      for (const value of values) if (typeof value === 'string') longest = Math.max(longest, value.length)
      rows.push([...endValues, ...values])
    },
    async flush() {
      if (rows.length > 0) await file.appendFile(stringify(rows, FORMAT))
      rows = []
    },
    close: () => file.close(),
    longest: () => longest,
  }
}

/** All text in quotes: the import takes an empty field for an absent property, and `""` for an empty one. */
const FORMAT = { quoted_string: true, cast: { boolean: (value: boolean) => String(value) } }

function typeOf(name: string): string {
  return DAYS.has(name) ? 'date' : (TYPES[name] ?? 'string')
}

function cell(value: Properties[string] | undefined, name: string): Cell {
  if (typeof value !== 'object') return value
  if (value.length === 1 && value[0] === '')
    throw refused(`${name} is a list of one empty text, which no import can read`)
  return list(value.map(String))
}

function list(items: readonly string[]): string | undefined {
  const unfit = items.find((item) => item.includes(BETWEEN))
  if (unfit !== undefined) throw refused(`a list holds U+001F, which no import can read: ${unfit.slice(0, 40)}`)
  return items.length === 0 ? undefined : items.join(BETWEEN)
}

/** Error for what can't be written so that an import reads it. */
export const refused = (reason: string) => fail('RECORD_INVALID', { line: 0, reason })
