/** A reference as a person types it, and as the law prints it. */
import { type EidStep, formatEid, PROVISION_KINDS, parseEid } from '../names/eid.ts'
import { normalTitle } from '../names/index.ts'
import { formatNumeral, NUMERAL } from '../text/numerals.ts'
import { references } from './grammar.ts'

export interface ParsedReference {
  /** As typed, without marks and white space; empty where only a provision was typed. */
  readonly name: string
  readonly steps: readonly EidStep[]
  /** The steps as an eId; '' for the law as a whole. */
  readonly eid: string
}

const LONGEST = 300
/** 234条之一, 36条2款: people leave 第 out. */
const WITHOUT_PREFIX = new RegExp(
  `(?<![第${NUMERAL}（(之])((?:[（(])?[${NUMERAL}]{1,12}(?:[）)])?\\s*(?:分编|[编章节条款项目]))`,
  'g',
)
const FIRST_UNIT = new RegExp(`第\\s*[（(]?\\s*[${NUMERAL}]{1,12}\\s*[）)]?\\s*(?:分编|[编章节条款项目])`)

/**
 * `刑法234条之一`, `《民法典》第1079条第3款第(二)项`, `营口市人民代表大会议事规则 第三十六条第二款`, `刑法 art_234-1`.
 * Undefined where the text is empty, or goes on after the reference, or cites more than one provision.
 */
export function parseReference(text: string): ParsedReference | undefined {
  const typed = text.normalize('NFC').trim()
  if (typed === '' || typed.length > LONGEST) return undefined
  const marked = /^《(.*)》([^《》]*)$/s.exec(typed)
  if (marked) return withName(marked[1] ?? '', marked[2] ?? '')
  const id = /^(.*?)[\s/#]+([a-z]+(?:_[\d-]+)?(?:__[a-z]+_[\d-]+)*)$/s.exec(typed)
  const eid = id?.[2] === undefined ? undefined : parseEid(id[2])
  if (id && eid) return { name: normalTitle(id[1] ?? ''), steps: eid, eid: formatEid(eid) }
  const at = FIRST_UNIT.exec(typed)?.index
  if (at !== undefined) return withName(typed.slice(0, at), typed.slice(at))
  const digits = typed.search(new RegExp(`(?<!第|[${NUMERAL}])[0-9０-９${NUMERAL}]{1,12}\\s*条`))
  return digits > 0 ? withName(typed.slice(0, digits), typed.slice(digits)) : withName(typed, '')
}

function withName(written: string, provision: string): ParsedReference | undefined {
  const name = normalTitle(written)
  const rest = provision.trim()
  if (rest === '') return name === '' ? undefined : { name, steps: [], eid: '' }
  const special = /^(序言)$|^附件([0-9]{1,4})$/.exec(rest)
  if (special) {
    const steps: EidStep[] = special[1]
      ? [{ kind: 'preamble', number: 0 }]
      : [{ kind: 'annex', number: Number(special[2]) }]
    return { name, steps, eid: formatEid(steps) }
  }
  const parsed = references(rest, 0) ?? references(rest.replace(WITHOUT_PREFIX, '第$1'), 0)
  const complete = [rest, rest.replace(WITHOUT_PREFIX, '第$1')]
    .map((r) => ({ r, parsed: references(r, 0) }))
    .find((x) => x.parsed && x.parsed.end === x.r.length)
  const pieces = (complete?.parsed ?? (parsed?.end === rest.length ? parsed : undefined))?.pieces
  const steps = pieces?.length === 1 && pieces[0]?.to === undefined ? pieces[0]?.steps : undefined
  return steps ? { name, steps, eid: formatEid(steps) } : undefined
}

const UNIT = new Map(PROVISION_KINDS.map((k) => [k.kind, k.unit]))

/** The formal citation: 《中华人民共和国刑法》第二百三十四条之一第三款第（二）项. Parsing it gives name and steps back. */
export function printReference(name: string, steps: readonly EidStep[]): string {
  return `${name === '' ? '' : `《${name}》`}${steps.map(printStep).join('')}`
}

function printStep(step: EidStep): string {
  const unit = UNIT.get(step.kind) ?? ''
  if (step.kind === 'preamble') return unit
  if (step.kind === 'annex') return `${unit}${step.number}`
  const number = step.number > 9999 ? String(step.number) : formatNumeral(step.number)
  const sub = step.sub === undefined ? '' : `之${formatNumeral(step.sub)}`
  return step.kind === 'item' ? `第（${number}）${unit}` : `第${number}${unit}${sub}`
}
