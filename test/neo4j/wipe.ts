import neo4j from 'neo4j-driver'

/**
 * Takes everything out of the database but its indexes and the version they have: where an index comes or goes, the server forgets how
 * it answers questions, and each test would wait for that. `url` holds user and password.
 */
export async function wipe(url: string): Promise<void> {
  const { protocol, host, username, password } = new URL(url)
  const driver = neo4j.driver(`${protocol}//${host}`, neo4j.auth.basic(username, password))
  try {
    await driver.executeQuery('MATCH (n) WHERE NOT n:Graph DETACH DELETE n')
    await driver.executeQuery(
      'MATCH (g:Graph) SET g = {name: g.name, schema: g.schema, analysis: g.analysis, linked: g.linked}',
    )
  } finally {
    await driver.close()
  }
}
