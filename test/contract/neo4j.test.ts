import { afterAll, beforeAll, describe } from 'vitest'
import { openStore } from '../../graph/open.ts'
import { hasNeo4j, startNeo4j, type TestServer, withPassword } from '../neo4j/server.ts'
import { wipe } from '../neo4j/wipe.ts'
import { storeContract } from './store.ts'

describe.skipIf(!hasNeo4j())('a real Neo4j', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startNeo4j()
  }, 200_000)
  afterAll(() => server?.dispose(), 100_000)

  storeContract({
    name: 'neo4j',
    fresh: () => wipe(withPassword(server)),
    open: (options) => openStore(withPassword(server), options),
    dispose: async () => {},
  })
})
