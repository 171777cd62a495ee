import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { keptFor } from './kept.ts'

test('an answer is shared while it is fresh', async () => {
  let asked = 0
  const ask = keptFor(100, async () => ++asked)
  expect(await Promise.all([ask(), ask()])).toEqual([1, 1])
  expect(await ask()).toBe(1)
  await sleep(120)
  expect(await ask()).toBe(2)
})

test('a failure is told to those who wait for it, and not to the next', async () => {
  let asked = 0
  const ask = keptFor(1_000, async () => {
    if (asked++ === 0) throw new Error('away')
    return 'here'
  })
  const both = await Promise.allSettled([ask(), ask()])
  expect(both.map((one) => one.status)).toEqual(['rejected', 'rejected'])
  expect(await ask()).toBe('here')
})
