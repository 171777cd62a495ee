import envPaths from 'env-paths'
import { z } from 'zod'
import { fail } from './errors.ts'

/** What the environment may set; everything has a default. One line for each variable. */
const ENVIRONMENT = z.object({
  /** Largest file that is read, in MiB; also the limit for what a .docx unpacks to. */
  FAMAI_MAX_FILE_MB: z.coerce.number().positive().max(2048).default(64),
  /** Path or address of the store; without it each command uses its own default. */
  FAMAI_STORE: z.string().min(1).optional(),
  /** Of a store on a server. It goes before the file and before what the address holds. */
  FAMAI_STORE_PASSWORD: z.string().min(1).optional(),
  /** A file that holds nothing but the password. */
  FAMAI_STORE_PASSWORD_FILE: z.string().min(1).optional(),
  /** Address that the site listens on. Another one than this machine's own only behind something that protects it. */
  FAMAI_HOST: z.string().min(1).default('127.0.0.1'),
  /** Names besides this machine's own that the site answers to, with commas between: those of a proxy in front of it. */
  FAMAI_ALLOWED_HOSTS: z.string().default('').transform(names),
  /** What turns text into vectors: a folder, or owner/model of the hub. Without it the model that comes with famai. */
  FAMAI_MODEL: z.string().min(1).optional(),
  /** What such a model wants before a question and before a passage, and how the vectors of tokens become one; else by its name. */
  FAMAI_MODEL_QUERY: z.string().optional(),
  FAMAI_MODEL_PASSAGE: z.string().optional(),
  FAMAI_MODEL_POOLING: z.enum(['mean', 'cls']).optional(),
  /** Folder for what can be made again: vectors by text and model, models of the hub. */
  FAMAI_CACHE: z.string().min(1).optional(),
  FAMAI_LOG: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
})

/** `a.example, B.example` → `['a.example', 'b.example']` */
function names(list: string): readonly string[] {
  return list
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '')
}

export interface Config {
  /** Bytes. */
  readonly maxFileBytes: number
  readonly store?: string
  readonly storePassword?: string
  readonly storePasswordFile?: string
  readonly model?: string
  /** What is set of its use. */
  readonly modelUse: { readonly query?: string; readonly passage?: string; readonly pooling?: 'mean' | 'cls' }
  readonly cacheFolder: string
  readonly host: string
  /** In lower case. */
  readonly allowedHosts: readonly string[]
  readonly logLevel: z.infer<typeof ENVIRONMENT>['FAMAI_LOG']
}

/** The configuration of this process. An unset or empty variable has its default; a senseless one is CONFIG_INVALID. */
export function readConfig(env: Readonly<Record<string, string | undefined>> = process.env): Config {
  const set = Object.fromEntries(Object.entries(env).filter(([key, value]) => key.startsWith('FAMAI_') && value !== ''))
  const parsed = ENVIRONMENT.safeParse(set)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw fail('CONFIG_INVALID', { name: String(issue?.path[0]), reason: issue?.message ?? 'unknown value' })
  }
  const { FAMAI_STORE, FAMAI_STORE_PASSWORD, FAMAI_STORE_PASSWORD_FILE, FAMAI_MODEL, ...rest } = parsed.data
  return {
    maxFileBytes: Math.floor(rest.FAMAI_MAX_FILE_MB * 1024 * 1024),
    logLevel: rest.FAMAI_LOG,
    host: rest.FAMAI_HOST,
    cacheFolder: rest.FAMAI_CACHE ?? envPaths('famai', { suffix: '' }).cache,
    ...(FAMAI_MODEL === undefined ? {} : { model: FAMAI_MODEL }),
    modelUse: {
      ...(rest.FAMAI_MODEL_QUERY === undefined ? {} : { query: rest.FAMAI_MODEL_QUERY }),
      ...(rest.FAMAI_MODEL_PASSAGE === undefined ? {} : { passage: rest.FAMAI_MODEL_PASSAGE }),
      ...(rest.FAMAI_MODEL_POOLING === undefined ? {} : { pooling: rest.FAMAI_MODEL_POOLING }),
    },
    allowedHosts: rest.FAMAI_ALLOWED_HOSTS,
    ...(FAMAI_STORE === undefined ? {} : { store: FAMAI_STORE }),
    ...(FAMAI_STORE_PASSWORD === undefined ? {} : { storePassword: FAMAI_STORE_PASSWORD }),
    ...(FAMAI_STORE_PASSWORD_FILE === undefined ? {} : { storePasswordFile: FAMAI_STORE_PASSWORD_FILE }),
  }
}
