import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import type { Contribution } from '../../graph/model.ts'
import { openStore } from '../../graph/open.ts'
import type { Store } from '../../graph/store.ts'
import { CITY } from './city.ts'

export interface OpenCity {
  readonly store: Store
  close(): Promise<void>
}

/** A real store in a folder of its own, with the city in it. */
export async function openCity(contributions: readonly Contribution[] = CITY): Promise<OpenCity> {
  const folder = mkdtempSync(join(tmpdir(), 'famai-city-'))
  const store = await openStore(join(folder, 'famai.db'))
  for (const contribution of contributions) await store.apply(contribution)
  const close = async () => {
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  }
  return { store, close }
}

export const silent = pino({ level: 'silent' })
