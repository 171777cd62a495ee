import { expect, test } from 'vitest'
import { hasShared } from '../../shared.ts'
import { evaluate, figures } from './evaluate.ts'

/** The figures reached; they may rise, never fall. See README.md beside this file. */
test.skipIf(!hasShared()).each(['labels', 'unseen'] as const)(
  'citations against %s.jsonl',
  { timeout: 120_000 },
  async (set) => {
    const { targets, spans } = await evaluate(set)
    expect(figures(targets).precision).toBeGreaterThanOrEqual(0.99)
    expect(figures(targets).f1).toBeGreaterThanOrEqual(0.985)
    expect(figures(spans).f1).toBeGreaterThanOrEqual(0.975)
  },
)
