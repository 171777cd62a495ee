import { describe, expect, test } from 'vitest'
import { readConfig } from './config.ts'

describe('readConfig', () => {
  test('has a default for everything', () => {
    expect(readConfig({})).toEqual({ maxFileBytes: 64 * 1024 * 1024, logLevel: 'info' })
  })

  test('reads what is set', () => {
    const env = { FAMAI_MAX_FILE_MB: '1.5', FAMAI_STORE: './a.db', FAMAI_LOG: 'debug' }
    expect(readConfig(env)).toEqual({ maxFileBytes: 1572864, logLevel: 'debug', store: './a.db' })
  })

  test('takes an empty variable as unset', () => {
    expect(readConfig({ FAMAI_MAX_FILE_MB: '', FAMAI_STORE: '' }).maxFileBytes).toBe(64 * 1024 * 1024)
  })

  test.each([
    ['FAMAI_MAX_FILE_MB', 'many'],
    ['FAMAI_MAX_FILE_MB', '0'],
    ['FAMAI_LOG', 'loud'],
  ])('names the variable that is wrong: %s=%s', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }))
    expect(() => readConfig({ [name]: value })).toThrow(name)
  })
})
