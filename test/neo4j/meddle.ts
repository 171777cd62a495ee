import neo4j from 'neo4j-driver'

/** Runs statements behind a store's back; the rows of the last one. */
export async function meddle(
  { port, password }: { readonly port: number; readonly password: string },
  ...statements: string[]
): Promise<{ [name: string]: unknown }[]> {
  const driver = neo4j.driver(`bolt://127.0.0.1:${port}`, neo4j.auth.basic('neo4j', password), {
    disableLosslessIntegers: true,
  })
  const session = driver.session()
  try {
    let rows: { [name: string]: unknown }[] = []
    for (const statement of statements) rows = (await session.run(statement)).records.map((r) => r.toObject())
    return rows
  } finally {
    await session.close()
    await driver.close()
  }
}
