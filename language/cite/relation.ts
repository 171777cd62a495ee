/** What a citation is for, read from the sentence around it. */
import type { FoundCitation, Relation } from './types.ts'

/** Look no farther than this for the word that tells. */
const REACH = 300

const BY_LAW = /根据|依据|依照|按照|遵照/
/** …，制定本条例 · …的规定，现解释如下 · …，通过如下决定 */
const ENACTED =
  /^[^。；]*?(?:[，,、\s]|特|现)(?:制定|制订)|^[^。；]{0,200}?(?:制定(?:本|如下|《)|(?:解释|规定|批复|答复|决定|决议|通知|通告)如下|(?:作出?|做出?|通过)(?:如下|本)(?:解释|规定|批复|决定|决议))/
const DEFINED = /^(?:的?规定)?中?所(?:称|指|说|谓)/

/** 《甲办法》和《乙办法》同时废止 */
const REPEALED =
  /^(?:[^。；]{0,200}?[》）)])?[^。；，]{0,16}?(?:同时|予以|即行|自行|一并|相应|现予|均)(?:废止|失效|停止(?:执行|施行|使用))/
const REPEALED_FROM = /^(?:[^。；]{0,60}，)?自[^，。；]{2,30}起(?:予以)?(?:废止|失效|停止(?:执行|施行))/
/** 决定废止《甲办法》《乙办法》 */
const REPEALING = /(?:^|[，。；、\s]|决定|同时|起|予以)废止(?!的)(?:《[^》]{1,80}》|[、和及\s])*$/

const CHANGED = /^的?[^，。；：]{0,12}(?:修改为|修正为|改为|调整为)/
const ENLARGED = /^(?:第[一二三四五六七八九十]+[句段])?之?[前后中][^，。；：]{0,6}(?:增加|增设|新增)/
const REVISED =
  /^(?:作(?:如下|以下|了?相应)?|的)?(?:修改|修正|修订)(?:[，。；：、\s]|$)|^[作做](?:如下|以下|出如下)[^，。；]{0,4}(?:修改|补充)/

/**
 * repeals   《某办法》同时废止 · 废止《某条例》 · 《某规定》自本条例施行之日起失效
 * amends    将第三条修改为 · 关于修改《某法》的决定 · 删去第五条 · 在第十条后增加一条，作为第十一条
 * defines   本法第二条所称 · 前款所称…是指
 * basis     根据《立法法》，制定本条例
 */
export function relationOf(text: string, found: Pick<FoundCitation, 'start' | 'end'>, amending: boolean): Relation {
  const before = sentenceBefore(text, found.start)
  const after = sentenceAfter(text, found.end)
  if (DEFINED.test(after)) return 'defines'
  if (repeals(before, after)) return 'repeals'
  if (amends(before.slice(-24), after, amending)) return 'amends'
  return isBasis(before, after) ? 'basis' : 'reference'
}

function isBasis(before: string, after: string): boolean {
  if (!/制[定订]|如下|本/.test(after)) return false
  const clause = before.slice(before.lastIndexOf('；') + 1)
  return BY_LAW.test(clause) && !/(?:违反|废止)[^，]{0,60}$/.test(clause) && ENACTED.test(after)
}

function repeals(before: string, after: string): boolean {
  if (/废止|失效|停止/.test(after)) {
    if (REPEALED.test(after)) return !/(?:根据|依据|依照|按照|违反)[^，。；]{0,80}$/.test(before)
    if (REPEALED_FROM.test(after)) return true
  }
  return before.includes('废止') && REPEALING.test(before)
}

function amends(before: string, after: string, amending: boolean): boolean {
  if (CHANGED.test(after) || ENLARGED.test(after) || REVISED.test(after)) return true
  if (/(?:修改|修正|修订|删去|删除)(?:草案|原)?$/.test(before) || /^(?:的规定)?(?:予以)?(?:删去|删除)/.test(after))
    return true
  return (amending || /增加[^。；]{0,20}，/.test(before)) && /(?:作为|改为|移至)$/.test(before)
}

function sentenceBefore(text: string, at: number): string {
  const window = text.slice(Math.max(0, at - REACH), at)
  return window.slice(Math.max(window.lastIndexOf('。'), window.lastIndexOf('\n')) + 1)
}

function sentenceAfter(text: string, at: number): string {
  const window = text.slice(at, at + REACH)
  const end = window.search(/[。\n]/)
  return end < 0 ? window : window.slice(0, end + 1)
}
