import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Corpus } from './corpus.ts'
import { linesOf } from './lines.ts'
import { questionsOf, readQuestions } from './questions.ts'

/** What the model that comes with famai learned from; embed/train/corpus.py reads the same files. */
export interface Training {
  readonly questions: ReadonlySet<string>
  /** Articles that answer them, by their numbers in their laws. */
  readonly answers: ReadonlySet<string>
}

const WRITTEN = z.object({ law: z.string(), eid: z.string(), q: z.array(z.string()) })
const POSITIONS = z.array(z.number().int().nonnegative())

/**
 * Of `folder` (embed/train): `held-out.json`, the positions of STARD's queries that no training saw, and
 * `questions/questions.jsonl`, questions written for articles. Both files of STARD, or what is told to stand for them, may be
 * missing: then its part is.
 */
export async function readTraining(folder: string, stardQueries: string, stard: Corpus | undefined): Promise<Training> {
  const heldOut = new Set(POSITIONS.parse(JSON.parse(await readFile(join(folder, 'held-out.json'), 'utf8'))))
  const lines = stard && existsSync(stardQueries) ? await readQuestions(stardQueries) : []
  const asked = questionsOf(lines, stard).filter((_, i) => !heldOut.has(i))
  const file = join(folder, 'questions', 'questions.jsonl')
  const written = existsSync(file) ? await linesOf(file, WRITTEN) : []
  return {
    questions: new Set([...asked.map((q) => q.written), ...written.flatMap((w) => w.q)]),
    answers: new Set([...asked.flatMap((q) => q.answers), ...written.map((w) => `${w.law}#${w.eid}`)]),
  }
}
