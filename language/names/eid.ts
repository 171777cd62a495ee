/**
 * The address of a provision within a law, after Akoma Ntoso: `art_32__para_2__item_1`, `art_234-1`, `chp_4__sec_2`.
 */

/** Kinds of provision from the widest to the narrowest, with the prefix that they have in an eId. */
export const PROVISION_KINDS = [
  { kind: 'part', prefix: 'part', unit: '编' },
  { kind: 'subpart', prefix: 'subpart', unit: '分编' },
  { kind: 'chapter', prefix: 'chp', unit: '章' },
  { kind: 'section', prefix: 'sec', unit: '节' },
  { kind: 'article', prefix: 'art', unit: '条' },
  { kind: 'paragraph', prefix: 'para', unit: '款' },
  { kind: 'item', prefix: 'item', unit: '项' },
  { kind: 'subitem', prefix: 'subitem', unit: '目' },
  { kind: 'preamble', prefix: 'preamble', unit: '序言' },
  { kind: 'annex', prefix: 'annex', unit: '附件' },
] as const

export type ProvisionKind = (typeof PROVISION_KINDS)[number]['kind']

/** `{kind: 'article', number: 234, sub: 1}` is 第二百三十四条之一. */
export interface EidStep {
  readonly kind: ProvisionKind
  readonly number: number
  /** The 之N of 第N条之N. */
  readonly sub?: number
  /** From 2, where the text gives the same number more than once: `art_5~2`. */
  readonly repeat?: number
}

const PREFIX = new Map<ProvisionKind, string>(PROVISION_KINDS.map((k) => [k.kind, k.prefix]))
const KIND = new Map<string, ProvisionKind>(PROVISION_KINDS.map((k) => [k.prefix, k.kind]))

/** `[{article 32}, {paragraph 2}]` → `art_32__para_2`. A preamble has no number. */
export function formatEid(steps: readonly EidStep[]): string {
  return steps
    .map((s) => {
      const prefix = PREFIX.get(s.kind) ?? s.kind
      if (s.kind === 'preamble') return prefix
      return `${prefix}_${s.number}${s.sub === undefined ? '' : `-${s.sub}`}${s.repeat === undefined ? '' : `~${s.repeat}`}`
    })
    .join('__')
}

/** The steps of an eId, or undefined where it isn't one. */
export function parseEid(eid: string): EidStep[] | undefined {
  const steps: EidStep[] = []
  for (const part of eid.split('__')) {
    if (part === 'preamble') {
      steps.push({ kind: 'preamble', number: 0 })
      continue
    }
    const match = /^([a-z]+)_(\d{1,6})(?:-(\d{1,4}))?(?:~(\d{1,4}))?$/.exec(part)
    const kind = match?.[1] ? KIND.get(match[1]) : undefined
    if (!match || !kind || kind === 'preamble') return undefined
    const sub = match[3] === undefined ? {} : { sub: Number(match[3]) }
    const repeat = match[4] === undefined ? {} : { repeat: Number(match[4]) }
    steps.push({ kind, number: Number(match[2]), ...sub, ...repeat })
  }
  return steps
}

/** `art_9__para_3` → `art_9`; undefined for an eId of one step. */
export function parentEid(eid: string): string | undefined {
  const at = eid.lastIndexOf('__')
  return at < 0 ? undefined : eid.slice(0, at)
}
