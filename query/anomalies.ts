import type { AnomalyFilter, AnomalyRow, Paged, Store } from '../graph/store.ts'
import { MOST, type PageInput, pageOf } from './page.ts'

/** What was not understood, by file, then place. */
export async function listAnomalies(
  store: Store,
  filter: AnomalyFilter,
  page: PageInput = {},
): Promise<Paged<AnomalyRow>> {
  return store.anomalies(filter, pageOf(page, MOST.rows, 50))
}
