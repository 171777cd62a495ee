import { describe, expect, test } from 'vitest'
import { type Dated, editionAt, inOrder, nextOf, partsAt, startOf, statusAt, wholeId, wholeStart } from './status.ts'

/** `甲@2020-01-01` takes effect on that day; `甲@2020-01-01/总则` is a part of it. */
function edition(id: string, dates: Partial<Omit<Dated, 'id'>> = {}): Dated {
  const day = /@(\d{4}-\d{2}-\d{2})/.exec(id)?.[1]
  const part = id.split('/')[1]
  return { id, ...(part ? { part } : {}), ...(day ? { effective: day } : {}), ...dates }
}

const OLD = edition('甲@2001-01-01')
const NEW = edition('甲@2020-01-01')
const GENERAL = edition('甲@2020-01-01/总则')
const PROPERTY = edition('甲@2020-01-01/物权编')
/** Its last article is in another part, so that it tells of promulgation alone. */
const UNSAID: Dated = { id: '甲@2020-01-01/合同编', part: '合同编', promulgated: '2019-06-01' }

test.each([
  [{ effective: '2020-03-01', promulgated: '2020-02-01', adopted: '2020-01-01' }, '2020-03-01'],
  [{ promulgated: '2020-02-01', adopted: '2020-01-01' }, '2020-02-01'],
  [{ adopted: '2020-01-01' }, '2020-01-01'],
  [{}, undefined],
])('%j counts from %s', (dates, start) => expect(startOf(dates)).toBe(start))

test.each([
  [GENERAL, '甲@2020-01-01'],
  [NEW, '甲@2020-01-01'],
  [edition('甲@2020-01-01~2'), '甲@2020-01-01~2'], // printed twice: another edition
  [{ id: '甲@2020-01-01', part: '总则' }, '甲@2020-01-01'], // an id without the part
])('%j is of the edition %s', (e, whole) => expect(wholeId(e)).toBe(whole))

describe('in order', () => {
  const ids = (editions: readonly Dated[]) => inOrder(editions).map((e) => e.id)
  test.each([
    ['oldest first', [NEW, OLD], ['甲@2001-01-01', '甲@2020-01-01']],
    ['undated ones before all', [OLD, edition('甲@undated')], ['甲@undated', '甲@2001-01-01']],
    ['on one day, by id', [edition('甲@2020-01-01~2'), NEW], ['甲@2020-01-01', '甲@2020-01-01~2']],
    [
      'parts together, though one tells of an earlier day',
      [edition('甲@2019-12-01'), UNSAID, GENERAL, PROPERTY],
      ['甲@2019-12-01', '甲@2020-01-01/合同编', '甲@2020-01-01/总则', '甲@2020-01-01/物权编'],
    ],
    ['none', [], []],
  ])('%s', (_, editions, expected) => expect(ids(editions)).toEqual(expected))
})

test.each([
  ['a part that leaves the day out has that of the others', [GENERAL, UNSAID], UNSAID, '2020-01-01'],
  ['alone it has its own', [UNSAID], UNSAID, '2019-06-01'],
  ['a whole edition has its own', [OLD, NEW], OLD, '2001-01-01'],
  ['no part tells', [{ id: '甲@undated/总则', part: '总则' }], { id: '甲@undated/总则', part: '总则' }, undefined],
] as const)('%s', (_, editions, e, start) => expect(wholeStart(editions, e)).toBe(start))

test.each([
  [[OLD, NEW], 0, NEW.id],
  [[OLD, NEW], 1, undefined], // the last
  [[GENERAL, PROPERTY, edition('甲@2024-01-01')], 0, '甲@2024-01-01'], // other parts are no later edition
  [[OLD], 5, undefined],
] as const)('after %j at %d comes %s', (editions, index, id) => expect(nextOf(editions, index)?.id).toBe(id))

describe('the status on a day', () => {
  test.each([
    ['before it starts', [NEW], 0, '2019-12-31', 'not_yet'],
    ['on the day it starts', [NEW], 0, '2020-01-01', 'in_force'],
    ['before the next one starts', [OLD, NEW], 0, '2019-12-31', 'in_force'],
    ['on the day the next one starts', [OLD, NEW], 0, '2020-01-01', 'amended'],
    ['the next one', [OLD, NEW], 1, '2020-01-01', 'in_force'],
    ['repealed on that day', [edition('甲@2001-01-01', { repealed: '2020-01-01' })], 0, '2020-01-01', 'repealed'],
    ['not yet repealed', [edition('甲@2001-01-01', { repealed: '2020-01-01' })], 0, '2019-12-31', 'in_force'],
    [
      'expired, and another text came: in force until then',
      [edition('甲@2001-01-01', { expired: true }), NEW],
      0,
      '2010-01-01',
      'in_force',
    ],
    ['from then on it is the other’s', [edition('甲@2001-01-01', { expired: true }), NEW], 0, '2020-01-01', 'amended'],
    ['expired without a day: at any', [edition('甲@2001-01-01', { expired: true })], 0, '1990-01-01', 'repealed'],
    [
      'expired with a day: from then on',
      [edition('甲@2001-01-01', { expired: true, repealed: '2020-01-01' })],
      0,
      '2019-12-31',
      'in_force',
    ],
    [
      'repealed counts more than amended',
      [edition('甲@2001-01-01', { repealed: '2010-01-01' }), NEW],
      0,
      '2021-01-01',
      'repealed',
    ],
    ['without any day', [edition('甲@undated')], 0, '2020-01-01', 'unknown'],
    ['without a day, another follows', [edition('甲@undated'), NEW], 0, '2021-01-01', 'unknown'],
    ['a part is not amended by another part', [GENERAL, PROPERTY], 0, '2021-01-01', 'in_force'],
    ['a part starts with the others', [GENERAL, UNSAID], 1, '2019-07-01', 'not_yet'],
    ['no such edition', [NEW], 3, '2021-01-01', 'unknown'],
  ] as const)('%s', (_, editions, index, at, status) => expect(statusAt(editions, index, at)).toBe(status))
})

describe('the edition to show on a day', () => {
  test.each([
    ['the one in force', [OLD, NEW], '2010-01-01', 0],
    ['the newest that had started', [OLD, NEW], '2026-01-01', 1],
    [
      'a repealed one, where there is no other',
      [edition('甲@2001-01-01', { repealed: '2010-01-01' })],
      '2020-01-01',
      0,
    ],
    ['the first to come', [OLD, NEW], '1990-01-01', 0],
    ['an undated one before the first that has a day', [edition('甲@undated'), NEW], '2010-01-01', 0],
    ['none', [], '2020-01-01', undefined],
  ] as const)('%s', (_, editions, at, index) => expect(editionAt(editions, at)).toBe(index))

  test.each([
    ['all parts of it', [OLD, GENERAL, PROPERTY], '2020-06-01', [GENERAL.id, PROPERTY.id]],
    ['but not before they start', [OLD, GENERAL, PROPERTY], '2019-06-01', [OLD.id]],
    ['one that is whole', [OLD, NEW], '2020-06-01', [NEW.id]],
    ['none', [], '2020-06-01', []],
  ] as const)('%s', (_, editions, at, ids) => expect(partsAt(editions, at).map((e) => e.id)).toEqual(ids))
})
