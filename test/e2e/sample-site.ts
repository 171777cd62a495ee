import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openStore } from '../../graph/open.ts'
import { ingest } from '../../ingest/run.ts'
import type { OpenCity } from './open-city.ts'

const CORPUS = fileURLToPath(new URL('../../sample/corpus/', import.meta.url))

/** The day on which the sample is read, so that what is in force does not change as time goes by. */
export const SAMPLE_DAY = '2026-01-01'

/** The sample corpus as it is shipped, through the whole pipeline into a real store. Takes some seconds. */
export async function openSample(): Promise<OpenCity> {
  const folder = mkdtempSync(join(tmpdir(), 'famai-sample-'))
  const store = await openStore(join(folder, 'famai.db'))
  await ingest(store, {
    paths: [CORPUS],
    metadata: join(CORPUS, 'metadata.csv'),
    jobs: 1,
    maxFileBytes: 1 << 24,
    today: SAMPLE_DAY,
  })
  const close = async () => {
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  }
  return { store, close }
}

/** The laws of the sample by short names. */
export const CHARGING = '栖川市电动自行车停放充电安全条例'
export const BUILDING = '栖川市电动自行车集中充电设施建设管理办法'
export const HOUSING = '栖川市住宅物业管理规定'
export const RULES = '栖川市人民代表大会议事规则'
export const PROVINCE = '澜江省电动自行车管理条例'
