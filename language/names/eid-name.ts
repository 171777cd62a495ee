import { formatNumeral } from '../text/numerals.ts'
import { type EidStep, parseEid } from './eid.ts'

/**
 * A provision as it is cited, from its eId:
 *
 *   art_234-1__para_3           第二百三十四条之一第三款
 *   art_3__para_1__item_2       第三条第一款第（二）项
 *   chp_4__sec_2                第四章第二节
 */
export function nameOfEid(eid: string): string {
  const steps = parseEid(eid)
  if (!steps) return eid
  // An article's number is enough, whatever 章 it stands in.
  const from = steps.findIndex((s) => s.kind === 'article')
  return steps.slice(Math.max(from, 0)).map(nameOfStep).join('')
}

function nameOfStep({ kind, number, sub }: EidStep): string {
  const n = formatNumeral(number)
  const tail = sub === undefined ? '' : `之${formatNumeral(sub)}`
  switch (kind) {
    case 'preamble':
      return '序言'
    case 'annex':
      return `附件${n}`
    case 'part':
      return `第${n}编${tail}`
    case 'subpart':
      return `第${n}分编${tail}`
    case 'chapter':
      return `第${n}章${tail}`
    case 'section':
      return `第${n}节${tail}`
    case 'article':
      return `第${n}条${tail}`
    case 'paragraph':
      return `第${n}款`
    case 'item':
      return `第（${n}）项`
    case 'subitem':
      return `第${number}目`
  }
}
