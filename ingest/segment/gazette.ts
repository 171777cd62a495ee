import { closeUp } from '../../language/text/shape.ts'
import type { Block } from '../read/block.ts'

export interface Masthead {
  /** 某市人民代表大会常务委员会公报 */
  readonly name: string
  readonly year?: number
  /** 第 1 号 */
  readonly issue?: string
  /** 总第 47 期 */
  readonly serial?: string
}

const REACH = 40

/** The name and number of a gazette issue, where the first lines of the file give them. */
export function mastheadOf(front: readonly Block[]): Masthead | undefined {
  const texts = front.slice(0, REACH).map((b) => closeUp(b.content.text))
  const name = texts.find((t) => t.length <= 45 && /(?:公报|会刊|政报)(?:$|[（(\d])/.test(t) && !/[，。；·…]/.test(t))
  if (!name) return undefined
  const all = texts.join('\n')
  const year = /(\d{4})\s*年/.exec(all)?.[1]
  const issue = /第\s*([\d一二三四五六七八九十]{1,3})\s*[号期]/.exec(all)?.[0]
  const serial = /总第?\s*([\d一二三四五六七八九十百]{1,5})\s*[号期]/.exec(all)?.[0]
  return {
    name: name.replace(/[（(\d].*$/, ''),
    ...(year ? { year: Number(year) } : {}),
    ...(issue ? { issue } : {}),
    ...(serial ? { serial } : {}),
  }
}

/** 某市人民代表大会常务委员会公报 2024年第1号 */
export function issueTitle(m: Masthead): string {
  return `${m.name}${m.year ? ` ${m.year}年` : ''}${m.issue ?? ''}`
}
