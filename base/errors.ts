/**
 * Every error a person can meet: a code for programs, a message with its values, a hint that says what to do next.
 * Throw with `fail('CODE', values)`; callers check `error.code`.
 */
const ERRORS = {
  FILE_UNREADABLE: (v: { path: string; reason: string }) => ({
    message: `${v.path} can't be read: ${v.reason}.`,
    hint: 'Check that the file exists and that you may read it, then run the ingest again.',
  }),
  FILE_EMPTY: (v: { path: string }) => ({
    message: `${v.path} is empty.`,
    hint: 'Copy the file again from where it was published.',
  }),
  FILE_TOO_LARGE: (v: { path: string; bytes: number; limit: number }) => ({
    message: `${v.path} has ${v.bytes} bytes, the limit is ${v.limit}.`,
    hint: 'Split the file, or raise FAMAI_MAX_FILE_MB.',
  }),
  FILE_BINARY: (v: { path: string }) => ({
    message: `${v.path} is not text although its name says so.`,
    hint: 'Rename it to what it is (.docx, .pdf), or save it as text.',
  }),
  FILE_UNSUPPORTED: (v: { path: string; type: string }) => ({
    message: `${v.path} is of a kind famai does not read (${v.type}).`,
    hint: 'Supported: .txt .md .html .htm .docx .pdf. Convert the file first.',
  }),
  FILE_BROKEN: (v: { path: string; format: string; reason: string }) => ({
    message: `${v.path} is not a whole ${v.format} file: ${v.reason}.`,
    hint: 'Open it in its own program; if that fails too, fetch it again.',
  }),
  FILE_ENCRYPTED: (v: { path: string; format: string }) => ({
    message: `${v.path} is an encrypted ${v.format} file.`,
    hint: 'Save a copy without a password and ingest that.',
  }),
  FILE_CHANGED: (v: { path: string }) => ({
    message: `${v.path} changed while it was being read.`,
    hint: 'Wait until it is written to its end, then run the ingest again.',
  }),
  FILE_TIMEOUT: (v: { path: string; seconds: number }) => ({
    message: `${v.path} was not read within ${v.seconds} seconds.`,
    hint: 'Split the file, or save it in another format; all other files were read.',
  }),
  FILE_OUT_OF_MEMORY: (v: { path: string; megabytes: number }) => ({
    message: `${v.path} needs more than ${v.megabytes} MiB of memory to be read.`,
    hint: 'Split the file, or save it in another format; all other files were read.',
  }),
  PDF_WITHOUT_TEXT: (v: { path: string; pages: number }) => ({
    message: `${v.path} is a scan: its ${v.pages} pages hold pictures and no text.`,
    hint: 'Run it through an OCR program (ocrmypdf, or your scanner’s) and ingest the result.',
  }),
  ARCHIVE_BOMB: (v: { path: string; bytes: number; limit: number }) => ({
    message: `${v.path} unpacks to ${v.bytes} bytes or more, the limit is ${v.limit}.`,
    hint: 'This is not an ordinary document. Open it elsewhere and save its text.',
  }),
  CONFIG_INVALID: (v: { name: string; reason: string }) => ({
    message: `${v.name} can't be used: ${v.reason}.`,
    hint: 'Correct the environment variable, or unset it to have its default.',
  }),
  NOTHING_TO_INGEST: (v: { path: string }) => ({
    message: `${v.path} holds no file that famai reads.`,
    hint: 'Supported: .txt .md .html .htm .docx .pdf.',
  }),
  METADATA_INVALID: (v: { path: string; reason: string }) => ({
    message: `The metadata file ${v.path} can't be used: ${v.reason}.`,
    hint: 'It is a CSV with a header line; `title` is required, `level`, `published`, `valid_from`, `expired` are read.',
  }),
  STORE_NEWER: (v: { path: string; have: number; want: number }) => ({
    message: `The store ${v.path} has schema ${v.have}; this famai knows ${v.want}.`,
    hint: 'Use the newer famai, or another store (--store).',
  }),
  STORE_UNREADABLE: (v: { path: string; reason: string }) => ({
    message: `The store ${v.path} can't be opened: ${v.reason}.`,
    hint: 'Check the path and its permissions; `famai doctor --store PATH` tells more.',
  }),
  STORE_BUSY: (v: { path: string }) => ({
    message: `The store ${v.path} is being written by another process.`,
    hint: 'Wait until that run has ended, then try again.',
  }),
  STORE_UNSUPPORTED: (v: { url: string }) => ({
    message: `There is no store for ${v.url}.`,
    hint: 'Give a path to a file, for example ./famai.db, or neo4j://user@host:7687/database.',
  }),
  STORE_UNAVAILABLE: (v: { url: string; reason: string }) => ({
    message: `The graph at ${v.url} does not answer: ${v.reason}.`,
    hint: 'Check that the server runs and that the address is right. What was stored is kept: the same command goes on from there.',
  }),
  STORE_SLOW: (v: { path: string }) => ({
    message: `The graph at ${v.path} took too long to answer.`,
    hint: 'Ask for less (a filter, a smaller page), or try again when the server has less to do.',
  }),
  STORE_DENIED: (v: { url: string; reason: string }) => ({
    message: `The graph at ${v.url} refused us: ${v.reason}.`,
    hint: 'Give the user in the address and the password in FAMAI_STORE_PASSWORD, or in a file that FAMAI_STORE_PASSWORD_FILE names.',
  }),
  STORE_FOREIGN: (v: { url: string }) => ({
    message: `The database ${v.url} holds data that is not of famai.`,
    hint: 'Give famai a database of its own.',
  }),
  STORE_MISMATCH: (v: { path: string; what: string; have: string; want: string }) => ({
    message: `The store ${v.path} was made with the ${v.what} ${v.have}; this famai has ${v.want}.`,
    hint:
      v.what === 'model'
        ? '`famai reindex` makes the vectors anew with the model that is set, while search goes on with the old ones; or set FAMAI_MODEL back.'
        : '`famai migrate` makes its index anew with what this famai has; or use the famai that made it.',
  }),
  MODEL_UNAVAILABLE: (v: { name: string; reason: string }) => ({
    message: `The model ${v.name} can't be used: ${v.reason}.`,
    hint: 'FAMAI_MODEL is a folder with an ONNX model, or owner/model of the hub, which has to be reachable once. Unset it to use the model that comes with famai.',
  }),
  MODEL_BUSY: (v: { waiting: number }) => ({
    message: `${v.waiting} texts wait for the model already.`,
    hint: 'Ask again in a few seconds.',
  }),
  RECORD_INVALID: (v: { line: number; reason: string }) => ({
    message: `Line ${v.line} is not a famai record: ${v.reason}.`,
    hint: 'The import stopped before this line’s document; mend the line and import again.',
  }),
  PORT_UNAVAILABLE: (v: { port: number; reason: string }) => ({
    message: `Port ${v.port} can't be used: ${v.reason}.`,
    hint: 'Another program has it; give another one with --port, or --port 0 for any that is free.',
  }),
  NOT_FOUND: (v: { what: string; near: readonly string[] }) => ({
    message: `There is no ${v.what}.`,
    hint: v.near.length > 0 ? `Did you mean: ${v.near.join(', ')}?` : 'Run `famai list laws` to see what is there.',
  }),
  QUERY_INVALID: (v: { reason: string }) => ({
    message: `The request can't be understood: ${v.reason}.`,
    hint: 'See `--help`, or /api/openapi.json for what is accepted.',
  }),
  QUERY_TOO_LONG: (v: { length: number; limit: number }) => ({
    message: `The text has ${v.length} characters, the limit is ${v.limit}.`,
    hint: 'Shorten it to the words that matter.',
  }),
  UNFORESEEN: (v: { what: string; reason: string }) => ({
    message: `${v.what}: famai failed in a way that nobody foresaw (${v.reason}).`,
    hint: 'This is a fault of famai. FAMAI_LOG=debug shows where; please report it.',
  }),
} as const satisfies Record<string, (values: never) => { message: string; hint: string }>

export type ErrorCode = keyof typeof ERRORS

export class FamaiError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly hint: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
    this.name = 'FamaiError'
  }
}

/** The error of that code, ready to throw. `cause` is kept for the log, never shown to a reader of a page. */
export function fail<C extends ErrorCode>(
  code: C,
  values: Parameters<(typeof ERRORS)[C]>[0],
  cause?: unknown,
): FamaiError {
  const make = ERRORS[code] as (v: typeof values) => { message: string; hint: string }
  const { message, hint } = make(values)
  return new FamaiError(code, message, hint, cause === undefined ? undefined : { cause })
}

/** What of an error can cross to another thread. */
export type PlainError = Pick<FamaiError, 'code' | 'message' | 'hint'>

export function plainError({ code, message, hint }: FamaiError): PlainError {
  return { code, message, hint }
}

/** A store that is away or busy: the same work may go through a little later. */
export function mayPass(error: unknown): boolean {
  return error instanceof FamaiError && (error.code === 'STORE_UNAVAILABLE' || error.code === 'STORE_BUSY')
}
