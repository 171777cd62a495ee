import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * The folder with the real corpora, which are read and never part of the repository: FAMAI_SHARED, or `shared` beside the
 * checkout. Tests that need it are skipped where it is missing, and fail in CI.
 */
export function shared(): string {
  return process.env.FAMAI_SHARED ?? resolve(fileURLToPath(new URL('../../shared', import.meta.url)))
}

export function hasShared(): boolean {
  return existsSync(shared()) || process.env.CI !== undefined
}
