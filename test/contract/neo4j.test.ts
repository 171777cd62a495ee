import { afterAll, beforeAll, describe } from 'vitest'
import { openStore } from '../../graph/open.ts'
import { hasNeo4j, startNeo4j, type TestServer } from '../neo4j/server.ts'
import { wipe } from '../neo4j/wipe.ts'
import { storeContract } from './store.ts'

describe.skipIf(!hasNeo4j())('a real Neo4j', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startNeo4j()
  }, 180_000)
  afterAll(() => server?.dispose())

  const url = () => server.url.replace('neo4j@', `neo4j:${server.password}@`)
  storeContract({
    name: 'neo4j',
    fresh: () => wipe(url()),
    open: () => openStore(url()),
    dispose: async () => {},
  })
})
