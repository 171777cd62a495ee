/** Keeps the files of the container in step with what they put into it: there may be no engine here to build and run them. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import dockerignore from '@balena/dockerignore'
import { DCLinter } from 'dclint'
import { Copy, type Dockerfile, DockerfileParser, type From, type Instruction, JSONInstruction } from 'dockerfile-ast'
import { afterAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { readConfig } from '../base/config.ts'

const ROOT = fileURLToPath(new URL('../', import.meta.url))
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8')
const scratch = mkdtempSync(join(tmpdir(), 'famai-deploy-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

interface Service {
  readonly image?: string
  readonly build?: string
  readonly environment: Readonly<Record<string, string>>
  readonly volumes: readonly string[]
  readonly ports: readonly string[]
  readonly restart: string
  readonly healthcheck?: { readonly test: readonly string[] }
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>
  readonly [key: string]: unknown
}

const compose = read('docker-compose.yml')
const file = parse(compose) as { services: { neo4j: Service; famai: Service }; volumes: Record<string, null> }
const { neo4j, famai } = file.services

describe('docker-compose.yml', () => {
  test('keeps to the schema of Compose files and the rules of the linter that carries it', () => {
    expect(errorsOf(compose)).toEqual([])
  })

  test.each([
    ['a key that there is none of', compose.replace('mem_limit:', 'memory_limit:'), 'invalid-schema'],
    ['a condition that there is none of', compose.replace('service_healthy', 'service_ready'), 'invalid-schema'],
    ['a port open to the network', compose.replace('"127.0.0.1:7687:', '"7687:'), 'no-unbound-port-interfaces'],
  ])('… which would tell of %s', (_, broken, rule) => {
    expect(errorsOf(broken)).toEqual([expect.stringContaining(rule)])
  })

  test('publishes ports to this machine alone', () => {
    const ports = [...neo4j.ports, ...famai.ports]
    expect(ports).toHaveLength(3)
    for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/)
  })

  test('the site starts when the graph is healthy, and both start again', () => {
    expect(famai.depends_on).toEqual({ neo4j: { condition: 'service_healthy' } })
    expect(neo4j.healthcheck?.test[0]).toBe('CMD')
    expect(neo4j.healthcheck?.test).toContain('wget') // cypher-shell would start a Java each time
    for (const service of [neo4j, famai]) expect(service.restart).toBe('unless-stopped')
  })

  test('no password is written, and one that is missing is told of', () => {
    const asked = /^(neo4j\/)?\$\{FAMAI_STORE_PASSWORD:\?[^}]*docs\/neo4j\.md\}$/
    expect(neo4j.environment.NEO4J_AUTH).toMatch(asked)
    expect(famai.environment.FAMAI_STORE_PASSWORD).toMatch(asked)
  })

  // https://neo4j.com/docs/operations-manual/5/configuration/configuration-settings/
  test.each(Object.keys(neo4j.environment).filter((name) => name !== 'NEO4J_AUTH'))(
    '%s is a setting of Neo4j 5',
    (name) => {
      // as the image's entrypoint reads it: one underscore is a dot, two are an underscore
      const setting = name.replace(/^NEO4J_/, '').replaceAll(/__?/g, (marks) => (marks === '_' ? '.' : '_'))
      expect([
        'server.memory.heap.initial_size',
        'server.memory.heap.max_size',
        'server.memory.pagecache.size',
        'dbms.security.allow_csv_import_from_file_urls',
        'dbms.usage_report.enabled',
      ]).toContain(setting)
    },
  )

  test('what is set for famai is read by it, and the address is the service', () => {
    const known = read('base/config.ts')
    for (const name of Object.keys(famai.environment)) expect(known).toContain(`  ${name}:`)
    const { host, pathname, username, password } = new URL(famai.environment.FAMAI_STORE ?? '')
    expect({ host, pathname, username, password }).toEqual({
      host: 'neo4j:7687',
      pathname: '/neo4j', // the one database of the Community edition
      username: 'neo4j',
      password: '',
    })
  })

  test('data is on named volumes, in limits of memory, with time to stop', () => {
    expect(neo4j.volumes).toContain('neo4j-data:/data')
    const named = [...neo4j.volumes, ...famai.volumes].map((volume) => volume.split(':')[0])
    expect(Object.keys(file.volumes).sort()).toEqual(named.sort())
    for (const service of [neo4j, famai]) expect(service.mem_limit).toBeDefined()
    expect(neo4j.stop_grace_period).toBe('60s')
    expect(neo4j.image).toMatch(/^neo4j:5\.26(\.\d+)?-community$/)
  })

  test('the site can write nowhere but where imports wait, and gains no right', () => {
    expect(famai).toMatchObject({ read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] })
    expect(famai.volumes.map((volume) => volume.split(':')[1])).toEqual(['/tmp'])
  })

  test('docs/neo4j.md names what can be set', () => {
    const names = [...compose.matchAll(/\$\{(\w+)/g)].map(([, name = '']) => name)
    for (const name of new Set(names)) expect(read('docs/neo4j.md')).toContain(name)
  })
})

const dockerfile = DockerfileParser.parse(read('Dockerfile'))
const ignored = dockerignore.default().add(read('.dockerignore'))

describe('Dockerfile', () => {
  const stages = stagesOf(dockerfile)
  const last = stages.at(-1) ?? []
  const one = (keyword: string) => last.findLast((instruction) => instruction.getKeyword() === keyword)

  test('a stage installs, one compiles, a small one holds what runs', () => {
    const bases = dockerfile.getFROMs().map((from: From) => from.getImage())
    expect(bases).toEqual(['node:22-bookworm', 'node:22-bookworm', 'node:22-bookworm-slim'])
    expect((JSON.parse(read('package.json')) as { engines: { node: string } }).engines.node).toContain('^22.')
  })

  test('what is copied is there, and not kept out', () => {
    const sources = stages.flat().flatMap((i) => (i instanceof Copy && i.getFromFlag() === null ? sourcesOf(i) : []))
    expect(sources).toContain('package-lock.json')
    for (const source of sources.filter((path) => path !== '.')) {
      expect(existsSync(join(ROOT, source)), source).toBe(true)
      expect(ignored.ignores(source), source).toBe(false)
    }
  })

  test('what is copied from a stage is from one of ours', () => {
    const names = dockerfile.getFROMs().map((from: From) => from.getBuildStage())
    const from = stages.flat().flatMap((i) => (i instanceof Copy ? (i.getFromFlag()?.getValue() ?? []) : []))
    expect(from).toEqual(['modules', 'build'])
    for (const name of from) expect(names).toContain(name)
  })

  test('the last stage holds what is read at run time, and no source', () => {
    const held = last.flatMap((i) => (i instanceof Copy ? [i.getArguments().at(-1)?.getValue() ?? ''] : []))
    const data = ['embed/model', 'sample', 'web/islands', 'web/style.css']
    expect(held.sort()).toEqual(['./', 'bin', 'dist', 'node_modules', ...data].sort())
  })

  test('it runs as a user without rights, and without a shell', () => {
    expect(one('USER')?.getArgumentsContent()).toBe('node')
    expect(wordsOf(one('ENTRYPOINT'))).toEqual(['node', 'bin/famai.js'])
    expect(wordsOf(one('CMD'))).toEqual(['serve'])
  })

  test('it asks /readyz whether it is well, on the port that it listens on', () => {
    const check = one('HEALTHCHECK')?.getArgumentsContent() ?? ''
    expect(check).toMatch(/^CMD \["node", "-e", /)
    const port = one('EXPOSE')?.getArgumentsContent()
    expect(check).toContain(`fetch('http://127.0.0.1:${port}/readyz')`)
    expect(read('cli/serve.ts')).toContain(`DEFAULT_PORT = ${port}\n`)
  })

  test('its environment is understood, listens to the container’s network, and holds no secret', () => {
    const set = dockerfile.getENVs().flatMap((env) => env.getProperties())
    const environment = Object.fromEntries(set.map((p) => [p.getName(), p.getValue() ?? '']))
    expect(readConfig(environment)).toMatchObject({ host: '0.0.0.0', store: '/data/famai.db' })
    expect(Object.keys(environment).sort()).toEqual(['FAMAI_CACHE', 'FAMAI_HOST', 'FAMAI_STORE', 'NODE_ENV'])
  })
})

describe('.dockerignore', () => {
  const { include } = JSON.parse(read('tsconfig.build.json')) as { include: string[] }

  test.each([...include, 'web/style.css', 'sample/corpus/metadata.csv', 'graph/sqlite/store.ts', 'web/pages/home.tsx'])(
    'lets %s in',
    (path) => expect(ignored.ignores(normalize(path))).toBe(false),
  )

  test.each([
    '.env',
    'base/.env.local',
    '.git/config',
    'node_modules/hono/package.json',
    'dist/cli/main.js',
    'famai.db',
    'sample/famai.db-wal',
    'laws/a.txt',
    'test/setup.ts',
    'server/app.test.ts',
    'docs/neo4j.md',
    '.cache/sample.db',
  ])('keeps %s out', (path) => expect(ignored.ignores(path)).toBe(true))
})

/** What the linter says of a file; its own types can't be read by a module. */
interface Linted {
  readonly messages: readonly { readonly rule: string; readonly type: 'warning' | 'error'; readonly message: string }[]
}

/** `rule: message` of each error. */
function errorsOf(yaml: string): string[] {
  const path = join(scratch, 'docker-compose.yml')
  writeFileSync(path, yaml)
  const linter = new DCLinter({ rules: {}, quiet: true, debug: false, exclude: [] })
  const results: readonly Linted[] = linter.lintFiles([path], false)
  const errors = results.flatMap(({ messages }) => messages).filter(({ type }) => type === 'error')
  return errors.map(({ rule, message }) => `${rule}: ${message}`)
}

/** The instructions of each stage, FROM first. */
function stagesOf(file: Dockerfile): Instruction[][] {
  const stages: Instruction[][] = []
  for (const instruction of file.getInstructions()) {
    if (instruction.getKeyword() === 'FROM') stages.push([])
    stages.at(-1)?.push(instruction)
  }
  return stages
}

/** `COPY package.json LICENSE ./` → `package.json`, `LICENSE` */
function sourcesOf(copy: Copy): string[] {
  return copy
    .getArguments()
    .slice(0, -1)
    .map((argument) => argument.getValue())
}

/** `CMD ["serve"]` → `serve`; a line for the shell has no words. */
function wordsOf(instruction: Instruction | undefined): string[] {
  if (!(instruction instanceof JSONInstruction)) return []
  return instruction.getJSONStrings().map((word) => word.getJSONValue())
}
