import type { Question } from './questions.ts'
import type { Training } from './training.ts'

/** Questions that are looked at together. */
export interface Stratum {
  readonly name: StratumName
  /** Places in the list of questions. */
  readonly members: readonly number[]
}

export type StratumName = 'all' | 'held out' | 'answers seen' | 'answers unseen' | 'place named' | 'place not named'

export const isHeldOut = ({ written }: Question, { questions }: Training): boolean => !questions.has(written)

/** True where an article that answers this question was the answer to one that was learned. */
const isSeen = ({ answers }: Question, training: Training): boolean => answers.some((a) => training.answers.has(a))

const TESTS: readonly { readonly name: StratumName; readonly has: (q: Question, t: Training) => boolean }[] = [
  { name: 'held out', has: isHeldOut },
  { name: 'answers seen', has: (q, t) => isHeldOut(q, t) && isSeen(q, t) },
  { name: 'answers unseen', has: (q, t) => isHeldOut(q, t) && !isSeen(q, t) },
  { name: 'place named', has: (q) => q.placeNamed === true },
  { name: 'place not named', has: (q) => q.placeNamed === false },
]

/** All questions first, under the name given, then each part that is neither all nor none of them. */
export function strataOf(questions: readonly Question[], training: Training, name: StratumName = 'all'): Stratum[] {
  const parts = TESTS.map(({ name, has }) => ({
    name,
    members: questions.flatMap((q, i) => (has(q, training) ? [i] : [])),
  })).filter(({ members }) => members.length > 0 && members.length < questions.length)
  return [{ name, members: questions.map((_, i) => i) }, ...parts]
}
