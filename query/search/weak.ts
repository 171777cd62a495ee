import type { Provision } from '../../graph/model.ts'

interface Found {
  readonly provision: Pick<Provision, 'text'>
  readonly matches: readonly (readonly [start: number, end: number])[]
  readonly why: { readonly exact?: true }
}

/**
 * Nothing is found by meaning where the closest article is further away than this. With the model that famai ships 199 of 200
 * held-out questions of STARD have a closer one, and 6 of 60 questions that no law answers (docs/accuracy.md).
 */
const CLOSE_ENOUGH = 0.635

/** Words of the question that a hit has to hold, as a share of its characters, to count whatever its meaning. */
const WORDS_ENOUGH = 0.6

/** True where nothing that was found answers the question. Without vectors nobody can tell: never weak. */
export function isWeak(closest: number | undefined, hits: readonly Found[], text: string): boolean {
  if (closest === undefined || closest >= CLOSE_ENOUGH) return false
  return !hits.some(({ why, matches, provision }) => {
    if (why.exact) return true
    const held = new Set(matches.flatMap(([start, end]) => [...provision.text.slice(start, end)]))
    const asked = new Set(text.match(/[\p{L}\p{N}]/gu) ?? [])
    return [...asked].filter((c) => held.has(c)).length >= WORDS_ENOUGH * asked.size
  })
}
