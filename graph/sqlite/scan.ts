/**
 * Nearest vectors by a scan in two steps, in memory. Each vector is kept as 8-bit numbers with a scale, and as its signs, one bit
 * a number. A table gives, for each byte of signs, what its eight numbers add to the product with the question; so the first step
 * costs a look-up for eight numbers. The best of it are then ranked by their 8-bit numbers.
 *
 * A scan looks at what a filter leaves and at nothing else, takes what was added a moment ago, and depends on no order of adding.
 * Figures, and what the first step loses: docs/adr/0012-vectors.md.
 */

/** The second step ranks this share of the vectors looked at, and at least so many. */
const SHORTLIST_SHARE = 1 / 40
const SHORTLIST_LEAST = 2_000

/** Filters whose places are kept: most questions have the same one. */
const FILTERS_KEPT = 8

/** Steps of a number of the question in the tables of the first step. */
const STEPS = 512

/** A vector as bytes: its numbers in steps of `scale`, then the scale as a 32-bit float. */
export function pack(vector: Float32Array): Buffer {
  let largest = 0
  for (const x of vector) largest = Math.max(largest, Math.abs(x))
  const scale = largest / 127 || 1
  const bytes = Buffer.alloc(vector.length + 4)
  for (const [i, x] of vector.entries()) bytes.writeInt8(Math.round(x / scale), i)
  bytes.writeFloatLE(scale, vector.length)
  return bytes
}

export function unpack(bytes: Buffer): Float32Array {
  const n = bytes.length - 4
  const scale = bytes.readFloatLE(n)
  return Float32Array.from({ length: n }, (_, i) => bytes.readInt8(i) * scale)
}

export interface Near {
  readonly key: number
  /** Cosine. */
  readonly score: number
}

export interface Scan {
  readonly size: number
  /** `group` is what a filter tells apart: a small whole number. A key that is there already is replaced. */
  add(key: number, group: number, bytes: Buffer): void
  /** The `limit` nearest in groups that `wanted` has (1 at their numbers; it must not change), best first, and all that are as near as the last of them. */
  nearest(vector: Float32Array, wanted: Uint8Array, limit: number): Near[]
}

export function scanOf(dimension: number): Scan {
  const bytesOfSigns = Math.ceil(dimension / 8)
  let room = 1024
  let size = 0
  let numbers = new Int8Array(room * dimension)
  let signs = new Uint8Array(room * bytesOfSigns)
  let scales = new Float32Array(room)
  let keys = new Float64Array(room)
  let groups = new Int32Array(room)
  const placeOf = new Map<number, number>()

  function grow(): void {
    room *= 2
    const larger = <T extends { set(from: T): void }>(made: T, old: T): T => {
      made.set(old)
      return made
    }
    numbers = larger(new Int8Array(room * dimension), numbers)
    signs = larger(new Uint8Array(room * bytesOfSigns), signs)
    scales = larger(new Float32Array(room), scales)
    keys = larger(new Float64Array(room), keys)
    groups = larger(new Int32Array(room), groups)
  }

  function add(key: number, group: number, bytes: Buffer): void {
    if (size === room) grow()
    const place = placeOf.get(key) ?? size++
    placeOf.set(key, place)
    keys[place] = key
    groups[place] = group
    scales[place] = bytes.readFloatLE(dimension)
    const row = new Int8Array(bytes.buffer, bytes.byteOffset, dimension)
    numbers.set(row, place * dimension)
    const at = place * bytesOfSigns
    for (let b = 0, i = 0; b < bytesOfSigns; b++) {
      let byte = 0
      for (let bit = 1; bit < 256 && i < dimension; bit <<= 1, i++) if ((row[i] as number) > 0) byte |= bit
      signs[at + b] = byte
    }
    looked.clear()
  }

  /** Places in the groups that are wanted, kept for the filters that are asked for again. */
  const looked = new Map<Uint8Array, Int32Array>()

  function placesIn(wanted: Uint8Array): Int32Array {
    const kept = looked.get(wanted)
    if (kept) return kept
    const places = new Int32Array(size)
    let n = 0
    for (let i = 0; i < size; i++) if (wanted[groups[i] as number] === 1) places[n++] = i
    const found = places.slice(0, n)
    if (looked.size >= FILTERS_KEPT) looked.clear()
    looked.set(wanted, found)
    return found
  }

  function nearest(vector: Float32Array, wanted: Uint8Array, limit: number): Near[] {
    const places = placesIn(wanted)
    const most = Math.max(limit, SHORTLIST_LEAST, Math.ceil(places.length * SHORTLIST_SHARE))
    const short = places.length <= most ? places : shortlist(vector, places, most)
    const near = Array.from(short, (place) => ({ key: keys[place] as number, score: cosine(vector, place) }))
    near.sort((a, b) => b.score - a.score)
    const bar = near[limit - 1]?.score ?? Number.NEGATIVE_INFINITY
    return near.filter(({ score }) => score >= bar)
  }

  function cosine(vector: Float32Array, place: number): number {
    const at = place * dimension
    let sum = 0
    let i = 0
    for (; i + 4 <= dimension; i += 4) {
      sum +=
        (vector[i] as number) * (numbers[at + i] as number) +
        (vector[i + 1] as number) * (numbers[at + i + 1] as number) +
        (vector[i + 2] as number) * (numbers[at + i + 2] as number) +
        (vector[i + 3] as number) * (numbers[at + i + 3] as number)
    }
    for (; i < dimension; i++) sum += (vector[i] as number) * (numbers[at + i] as number)
    return sum * (scales[place] as number)
  }

  /** At least `most` of the places, by the signs alone; all that are as good as the last one. */
  function shortlist(vector: Float32Array, places: Int32Array, most: number): Int32Array {
    const table = tableOf(vector, bytesOfSigns)
    const scores = new Int32Array(places.length)
    let [least, best] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
    for (let n = 0; n < places.length; n++) {
      const at = (places[n] as number) * bytesOfSigns
      let sum = 0
      let b = 0
      // four at a time: nearly twice as fast
      for (; b + 4 <= bytesOfSigns; b += 4) {
        const row = b << 8
        sum +=
          (table[row | (signs[at + b] as number)] as number) +
          (table[(row + 256) | (signs[at + b + 1] as number)] as number) +
          (table[(row + 512) | (signs[at + b + 2] as number)] as number) +
          (table[(row + 768) | (signs[at + b + 3] as number)] as number)
      }
      for (; b < bytesOfSigns; b++) sum += table[(b << 8) | (signs[at + b] as number)] as number
      scores[n] = sum
      if (sum < least) least = sum
      if (sum > best) best = sum
    }
    const counts = new Uint32Array(best - least + 1)
    for (let n = 0; n < scores.length; n++) {
      const at = (scores[n] as number) - least
      counts[at] = (counts[at] as number) + 1
    }
    let bar = best
    let found = 0
    for (; bar >= least; bar--) {
      found += counts[bar - least] as number
      if (found >= most) break
    }
    const short = new Int32Array(found)
    for (let n = 0, at = 0; n < places.length; n++) {
      if ((scores[n] as number) >= bar) short[at++] = places[n] as number
    }
    return short
  }

  return {
    get size() {
      return size
    },
    add,
    nearest,
  }
}

/** What each value of each byte of signs adds: +x for a number of the question where the bit is set, -x where not. */
function tableOf(vector: Float32Array, bytesOfSigns: number): Int32Array {
  const table = new Int32Array(bytesOfSigns * 256)
  let largest = 0
  for (const x of vector) largest = Math.max(largest, Math.abs(x))
  for (let b = 0; b < bytesOfSigns; b++) {
    for (let value = 0; value < 256; value++) {
      let sum = 0
      for (let i = 0; i < 8; i++) {
        const step = Math.round(((vector[b * 8 + i] ?? 0) / (largest || 1)) * STEPS)
        sum += (value >> i) & 1 ? step : -step
      }
      table[(b << 8) | value] = sum
    }
  }
  return table
}
