import { describe, expect, test } from 'vitest'
import { readConfig } from './config.ts'

const DEFAULTS = {
  maxFileBytes: 64 * 1024 * 1024,
  logLevel: 'info',
  host: '127.0.0.1',
  allowedHosts: [],
  cacheFolder: expect.stringContaining('famai'),
  modelUse: {},
}

describe('readConfig', () => {
  test('has a default for everything', () => {
    expect(readConfig({})).toEqual(DEFAULTS)
  })

  test('reads what is set', () => {
    const env = { FAMAI_MAX_FILE_MB: '1.5', FAMAI_STORE: './a.db', FAMAI_LOG: 'debug' }
    expect(readConfig(env)).toEqual({ ...DEFAULTS, maxFileBytes: 1572864, logLevel: 'debug', store: './a.db' })
  })

  test('reads where the site listens, and the names it answers to', () => {
    const env = { FAMAI_HOST: '0.0.0.0', FAMAI_ALLOWED_HOSTS: ' Law.example, famai,' }
    expect(readConfig(env)).toEqual({ ...DEFAULTS, host: '0.0.0.0', allowedHosts: ['law.example', 'famai'] })
  })

  test('reads which model is to be used, and how', () => {
    const env = { FAMAI_MODEL: 'models/mine', FAMAI_MODEL_QUERY: 'q: ', FAMAI_MODEL_POOLING: 'cls', FAMAI_CACHE: '/c' }
    expect(readConfig(env)).toEqual({
      ...DEFAULTS,
      model: 'models/mine',
      modelUse: { query: 'q: ', pooling: 'cls' },
      cacheFolder: '/c',
    })
  })

  test('takes an empty variable as unset', () => {
    expect(readConfig({ FAMAI_MAX_FILE_MB: '', FAMAI_STORE: '', FAMAI_HOST: '' })).toEqual(DEFAULTS)
  })

  test.each([
    ['FAMAI_MAX_FILE_MB', 'many'],
    ['FAMAI_MAX_FILE_MB', '0'],
    ['FAMAI_LOG', 'loud'],
    ['FAMAI_MODEL_POOLING', 'max'],
  ])('names the variable that is wrong: %s=%s', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }))
    expect(() => readConfig({ [name]: value })).toThrow(name)
  })
})
