import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{base,language,embed,graph,ingest,query,server,web,cli,test}/**/*.test.{ts,tsx}'],
    testTimeout: 30_000,
  },
})
