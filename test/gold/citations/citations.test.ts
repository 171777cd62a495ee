import { expect, test } from 'vitest'
import { hasShared } from '../../shared.ts'
import { evaluate, figures } from './evaluate.ts'

/** The figures reached; they may rise, never fall. See README.md beside this file. */
test.skipIf(!hasShared())('citations against the settled labels of 420 articles', { timeout: 120_000 }, async () => {
  const { targets, spans } = await evaluate()
  expect(figures(targets).precision).toBeGreaterThanOrEqual(0.995)
  expect(figures(targets).f1).toBeGreaterThanOrEqual(0.985)
  expect(figures(spans).f1).toBeGreaterThanOrEqual(0.99)
})
