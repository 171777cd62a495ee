import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{base,language,embed,graph,ingest,query,server,web,cli,test}/**/*.test.{ts,tsx}'],
    // Vectors take their time: tests that are about them set a model, all others go by words.
    env: { FAMAI_MODEL: 'none' },
    globalSetup: './test/setup.ts',
    // Some tests start programs of their own (a browser, an ingest with threads): more at a time only wait for each other.
    maxWorkers: Math.min(4, availableParallelism()),
    // Limits for a machine of two slow cores that does all of it at once; what takes long by nature says so itself.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
