import { describe, expect, test } from 'vitest'
import { FamaiError } from '../../base/errors.ts'
import type { Extract, Reader } from '../../ingest/read/port.ts'

export interface Sample {
  readonly name: string
  readonly bytes: Uint8Array
  /** Strings that must be found in the lines, in this order. */
  readonly says: readonly string[]
}

const LIMITS = { maxBytes: 1 << 20 }

/** What every reader must do, whatever its format. */
export function readerContract(reader: Reader, samples: readonly Sample[]): void {
  const path = `dir/sample${reader.extensions[0]}`

  describe(`${reader.mediaType} keeps the contract`, () => {
    test('its extensions have a dot and are lower case', () => {
      for (const extension of reader.extensions) expect(extension).toMatch(/^\.[a-z]+$/)
    })

    test.each(samples)('$name: lines, marks and notices stand in the text', async ({ bytes }) => {
      standsInText(await reader.read(bytes, path, LIMITS))
    })

    test.each(samples)('$name: the lines say what the file says', async ({ bytes, says }) => {
      const { text, lines } = await reader.read(bytes, path, LIMITS)
      const said = lines.map((line) => text.slice(line.start, line.end)).join('\n')
      let from = 0
      for (const words of says) {
        const at = said.indexOf(words, from)
        expect(at, `${words} after offset ${from} of ${said}`).toBeGreaterThanOrEqual(0)
        from = at + words.length
      }
    })

    test.each(samples)('$name: reading twice gives the same, and leaves the bytes alone', async ({ bytes }) => {
      const before = Uint8Array.from(bytes)
      const once = await reader.read(bytes, path, LIMITS)
      expect(await reader.read(bytes, path, LIMITS)).toEqual(once)
      expect(Buffer.compare(bytes, before)).toBe(0)
    })

    test.each([
      ['nothing', new Uint8Array()],
      ['white space', Buffer.from(' \n　\n')],
      ['noise', Uint8Array.from({ length: 5000 }, (_, i) => (i * 7919 + (i >> 3) * 104729) & 0xff)],
      ['the head of a zip', Buffer.from('PK\x03\x04 and no more')],
    ])('%s gives a named error with the path', async (_, bytes) => {
      const error = await reader.read(bytes, path, LIMITS).catch((e: unknown) => e)
      expect(error).toBeInstanceOf(FamaiError)
      expect((error as FamaiError).code).toMatch(/^(FILE|PDF|ARCHIVE)_/)
      expect((error as FamaiError).message).toContain(path)
    })

    test.each(samples)('$name, cut off: an error with a name, or what is left in good order', async ({ bytes }) => {
      for (const share of [0.1, 0.5, 0.9]) {
        const cut = bytes.subarray(0, Math.floor(bytes.length * share))
        const result = await reader.read(cut, path, LIMITS).catch((e: unknown) => e)
        if (result instanceof Error) expect(result).toBeInstanceOf(FamaiError)
        else standsInText(result as Extract)
      }
    })
  })
}

function standsInText({ text, lines, notices }: Extract): void {
  expect(text).not.toMatch(/[\0\r\uFEFF]/)
  let end = 0
  for (const line of lines) {
    expect(line.start, `line at ${line.start}`).toBeGreaterThanOrEqual(end)
    expect(line.end).toBeLessThanOrEqual(text.length)
    const words = text.slice(line.start, line.end)
    expect(words).not.toMatch(/[\n\f]/)
    expect(words).toMatch(/^\S(?:.*\S)?$/su)
    end = line.end
    let at = line.start
    for (const mark of line.marks ?? []) {
      expect(mark.start, `mark at ${mark.start}`).toBeGreaterThanOrEqual(at)
      expect(mark.end).toBeGreaterThan(mark.start)
      expect(mark.end).toBeLessThanOrEqual(line.end)
      at = mark.end
    }
  }
  expect(lines.length).toBeGreaterThan(0)
  for (const notice of notices) {
    expect(notice.start).toBeLessThanOrEqual(notice.end)
    expect(notice.end).toBeLessThanOrEqual(text.length)
  }
}
