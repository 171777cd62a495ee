import { readFile } from 'node:fs/promises'
import { gunzipSync } from 'node:zlib'
import type { z } from 'zod'

/** The lines of a JSONL file, plain or .gz, each as the schema has it. Throws an Error that names the line otherwise. */
export async function linesOf<T>(file: string, schema: z.ZodType<T>): Promise<T[]> {
  return parsed(file, textOf(await readFile(file), file), schema)
}

export function textOf(bytes: Buffer, file: string): string {
  return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
}

export function parsed<T>(file: string, text: string, schema: z.ZodType<T>): T[] {
  return text
    .split('\n')
    .map((line, i) => ({ line, place: `${file}:${i + 1}` }))
    .filter(({ line }) => line.trim() !== '')
    .map(({ line, place }) => {
      const result = schema.safeParse(json(line, place))
      if (result.success) return result.data
      const issue = result.error.issues[0]
      throw new Error(`${place}: ${issue?.path.join('.') || 'the line'}: ${issue?.message ?? 'not what is expected'}`)
    })
}

function json(line: string, place: string): unknown {
  try {
    return JSON.parse(line)
  } catch (error) {
    throw new Error(`${place} is not JSON`, { cause: error })
  }
}
