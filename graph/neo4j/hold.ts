import { Overtaken, type Run } from './connection.ts'

const HOLD = `UNWIND $titles AS title MERGE (l:Law {title: title}) SET l.held = true REMOVE l.held
  RETURN elementId(l) AS id, title`
/** A node that its holder deleted before it let go is no longer there, though nothing said so. */
const STILL = 'UNWIND $held AS h MATCH (l:Law {title: h.title}) WHERE elementId(l) = h.id RETURN count(l) AS n'

const ATTEMPTS = 10

/**
 * Until the transaction ends no other one that asks for the same laws goes on: each writes to their nodes first, and makes those
 * that there aren't. In the order of the titles, so that two seldom wait for each other; where they do, the server ends one of
 * them, and it is begun again.
 */
export async function holdLaws(run: Run, titles: readonly string[]): Promise<void> {
  const sorted = [...new Set(titles)].sort()
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const held = await run<{ id: string; title: string }>(HOLD, { titles: sorted })
    const [still] = await run<{ n: number }>(STILL, { held })
    if (still?.n === sorted.length) return
  }
  throw new Overtaken('laws come and go')
}
