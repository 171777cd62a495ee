import { expect, test } from 'vitest'
import { gazette } from '../test/contract/fixtures.ts'
import { parseRecord } from './interchange.ts'
import type { GraphRecord } from './model.ts'
import { contributionsOf } from './open.ts'

const LAW = { type: 'law', title: '某法', known: true }

test('unknown fields are left out, known ones kept', () => {
  expect(parseRecord(JSON.stringify({ ...LAW, level: 'law', colour: 'red' }), 1)).toEqual({ ...LAW, level: 'law' })
})

test.each([
  ['no JSON', '{', /Line 7 .* JSON/],
  ['not an object', '3', /Line 7/],
  ['no type', '{}', /type/],
  ['a type of a later famai', '{"type":"comet"}', /type/],
  ['a field of the wrong kind', JSON.stringify({ ...LAW, known: 'yes' }), /known/],
  ['a field that must not be null', JSON.stringify({ ...LAW, level: null }), /level/],
  [
    'a day that does not exist',
    '{"type":"edition","law":"a","id":"b","status":"in_force","document":"d","effective":"2024-02-30"}',
    /effective/,
  ],
])('refused: %s', (_why, line, message) => {
  expect(() => parseRecord(line, 7)).toThrow(
    expect.objectContaining({ code: 'RECORD_INVALID', message: expect.stringMatching(message) }),
  )
})

async function regroup(records: readonly GraphRecord[]) {
  const all = []
  for await (const c of contributionsOf(records)) all.push(c)
  return all
}

test('records that lead nowhere are refused by their line', async () => {
  const c = gazette()
  const records = [...c.laws, c.source, ...c.documents, ...c.editions, ...c.provisions]
  expect((await regroup(records))[0]?.provisions).toEqual(c.provisions)
  for (const lost of ['source', 'document', 'law', 'edition'] as const) {
    await expect(regroup(records.filter((r) => r.type !== lost))).rejects.toMatchObject({ code: 'RECORD_INVALID' })
  }
})
