import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { isNeo4j, readAddress } from './address.ts'

describe('readAddress', () => {
  test.each([
    ['neo4j://host', { url: 'neo4j://host', shown: 'neo4j://host' }],
    [
      'neo4j://host:7688/gazettes',
      { url: 'neo4j://host:7688', database: 'gazettes', shown: 'neo4j://host:7688/gazettes' },
    ],
    ['bolt://li@host', { url: 'bolt://host', user: 'li', shown: 'bolt://host' }],
    [
      'neo4j+s://li:p%40ss@a.example/db',
      { url: 'neo4j+s://a.example', user: 'li', password: 'p@ss', database: 'db', shown: 'neo4j+s://a.example/db' },
    ],
    ['neo4j://host/db?policy=eu', { url: 'neo4j://host?policy=eu', database: 'db', shown: 'neo4j://host/db' }],
    ['bolt+ssc://[::1]:7687', { url: 'bolt+ssc://[::1]:7687', shown: 'bolt+ssc://[::1]:7687' }],
  ])('%s', (written, read) => {
    expect(readAddress(written)).toEqual(read)
  })

  test('the password of the environment goes before that of the address, and needs no user', () => {
    const secrets = { storePassword: 'secret' }
    expect(readAddress('neo4j://li:other@host', secrets)).toMatchObject({ user: 'li', password: 'secret' })
    expect(readAddress('neo4j://host', secrets)).toMatchObject({ user: 'neo4j', password: 'secret' })
  })

  test('from a file, without its line end; a file that is not there is told of', () => {
    const folder = mkdtempSync(join(tmpdir(), 'famai-password-'))
    writeFileSync(join(folder, 'password'), 'pass word\n')
    expect(readAddress('neo4j://host', { storePasswordFile: join(folder, 'password') }).password).toBe('pass word')
    rmSync(folder, { recursive: true })
    const gone = () => readAddress('neo4j://host', { storePasswordFile: join(folder, 'password') })
    expect(gone).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }))
  })

  test.each([
    'neo4j://',
    'neo4j://me:secret@',
    'bolt://ho st',
    'neo4j:host',
    'http://me:secret@host',
    'neo4j+x://host',
    '',
  ])('refused, and no secret told: %s', (written) => {
    const reading = () => readAddress(written)
    expect(reading).toThrow(expect.objectContaining({ code: 'STORE_UNSUPPORTED' }))
    expect(reading).not.toThrow(/secret/)
  })

  test.each([
    ['neo4j://host', true],
    ['NEO4J+S://host', true],
    ['bolt://host', true],
    ['famai.db', false],
    ['C:\\famai.db', false],
    ['neo4j', false],
    ['postgres://host', false],
  ])('isNeo4j(%s) is %s', (written, is) => {
    expect(isNeo4j(written)).toBe(is)
  })
})
