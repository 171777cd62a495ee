/**
 * Permanent ids that a person can type.
 *
 *   law        its canonical title            营口市气象条例 (any title)
 *   edition    title@date                     …@2023-07-27 (last amended, else adopted, promulgated, effective, else "undated")
 *   provision  eId after Akoma Ntoso          art_32__para_2__item_1, art_234-1, chp_4__sec_2
 *   document   source id + order              <sha-256, 16 digits>-3
 */
export type { EidStep, ProvisionKind } from '../language/names/eid.ts'
export { formatEid, PROVISION_KINDS, parentEid, parseEid } from '../language/names/eid.ts'
export { nameOfEid } from '../language/names/eid-name.ts'

/** The permalink of a law or of one of its provisions. */
export function lawPath(title: string, eid?: string, at?: string): string {
  const path = `/law/${encodeURIComponent(title)}${eid ? `/${eid}` : ''}`
  return at ? `${path}?at=${at}` : path
}
