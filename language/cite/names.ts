/** Law names that stand in running text without marks: 依照治安管理处罚法第五十条, 违反A市物业管理条例第三条. */
import { shortNames, WELL_KNOWN } from '../names/index.ts'
import type { NameIndex } from './types.ts'

interface Node {
  readonly next: Map<number, Node>
  ends: boolean
}

/** Names longer than this are not looked for without marks. */
const LONGEST = 60

/** An index of `titles`, of their computed short names and of the well-known laws. */
export function buildNameIndex(titles: Iterable<string> = []): NameIndex {
  const root: Node = { next: new Map(), ends: false }
  const add = (name: string) => {
    if (name.length < 2 || name.length > LONGEST) return
    let node = root
    for (let i = name.length - 1; i >= 0; i--) {
      const code = name.charCodeAt(i)
      let next = node.next.get(code)
      if (!next) {
        next = { next: new Map(), ends: false }
        node.next.set(code, next)
      }
      node = next
    }
    node.ends = true
  }
  for (const law of WELL_KNOWN) for (const name of [law.title, ...law.short]) add(name)
  for (const title of titles) for (const name of [title, ...shortNames(title)]) add(name)
  return {
    longestEndingAt(text, end) {
      let node: Node | undefined = root
      let found = -1
      for (let i = end - 1; i >= 0; i--) {
        node = node.next.get(text.charCodeAt(i))
        if (!node) break
        if (node.ends) found = i
      }
      return found
    },
  }
}

let wellKnown: NameIndex | undefined

/** The index without any corpus. */
export function wellKnownNames(): NameIndex {
  wellKnown ??= buildNameIndex()
  return wellKnown
}

/** Where an unknown name may end: right before 第N条. */
const NAME_ENDING =
  /(?:法|法典|条例|规定|办法|规则|细则|解释|决定|通则|准则|规程|公约|条约|协定|议定书|修正案|决议)(?:（[^（）]{1,20}）|\([^()]{1,20}\))?$/

/** Where it begins: after punctuation or after a word that leads to a citation. */
const BOUNDARY =
  /[，。；：、！？,;:“”"'’‘（）()《》〈〉\s\u3000…]|依照|按照|依据|根据|违反|适用|参照|遵照|符合|触犯|援引|属于|应当在?|对于|关于|有关|以及|或者|并处|和|与|及(?!其)|或|由|将|除|是|为|把|按|照|据|的|犯|至|到|(?<![应反])对|本|该|同|原/g

/** These are words of a sentence, not names. */
const NOT_A_NAME =
  /^(?:.{0,6}(?:有关|相关|上述|下列|前款|前条|其他|其它|国家|以上|以下|现行|另行|一般|特别|专门|司法).{0,3}|.{0,2}(?:方法|办法|规定|决定|解释|规则|决议|条例|细则|违法|合法|非法|执法|立法|守法|用法|做法|依法|国法|司法|枉法|不法|法))$/

/** The unknown law name that ends at `end`, not before `floor`: its beginning, or -1. */
export function unknownNameEndingAt(text: string, end: number, floor: number): number {
  const from = Math.max(floor, end - LONGEST)
  const window = text.slice(from, end)
  const ending = NAME_ENDING.exec(window)
  if (!ending) return -1
  let start = 0
  BOUNDARY.lastIndex = 0
  for (let b = BOUNDARY.exec(window); b && b.index < ending.index; b = BOUNDARY.exec(window)) {
    if (b.index + b[0].length <= ending.index) start = b.index + b[0].length
  }
  const name = window.slice(start)
  if (start === 0 && from > floor) return -1
  // 任何人不得实施上述条例: the words before 上述 are none of its name
  return name.length < 3 || NOT_A_NAME.test(name) || /[上前]述/.test(name) ? -1 : from + start
}

/** 法律, 法人, 实施条例 after a name show that the name goes on: 公司法人, 水法实施条例. */
const GOES_ON =
  /^(?:律|规(?!定)|人|院|官|庭|学|制|医|令|定|系|盲|典|治|警|式|纪|务|宝|案|(?:实施|施行)(?:条例|细则|办法|规定|意见|若干)|修正案|草案|通则|释义|执法|立法)/
const CITING =
  /(?:依照|按照|根据|依据|适用|违反|参照|遵照|符合|触犯|执行|遵守|援引|依|实施|修改|废止|贯彻|比照|修[改正订][前后]的?)$/
const WEAK_LEFT = /(?:^|[\s，。；：、“（(,;:]|和|与|及|或|或者|以及|由|受|除|是|在|将|对|但|的|为|者)$/
/** 公司法规定, 民法典施行前, 著作权法保护: only a law is followed so. */
const AS_LAW =
  /^(?:的?(?:有关|相关)?规定|所(?:称|指|规定)|另有规定|未作?(?:规定|出)|没有规定|(?:修[改正订](?:决定|案)?)?(?:施行|实施|生效|公布|颁布)(?:前|后|以前|以后|之前|之后|之日|时|以来)|修[改正订](?:前|后|决定)|(?:特别程序)?的?有关规定|保护(?=[，。；]))/
const RIGHT = /^(?:有关|相关|等(?:有关)?法律|等规定|所|、|和|与|及|以及|另有|关于|中|》)/

/**
 * Does the name from `start` to `end` stand as a law of its own in the sentence, without a provision after it?
 * `listed`: it goes on a list of citations (劳动法、|未成年人保护法).
 */
export function standsAlone(text: string, start: number, end: number, listed: boolean): boolean {
  const right = text.slice(end, end + 12)
  if (GOES_ON.test(right)) return false
  const left = text.slice(Math.max(0, start - 4), start)
  const name = text.slice(start, end)
  // 遵守宪法和法律: law at large, no citation
  if (name.endsWith('宪法') && !/^(?:规定|的?(?:有关|相关)?规定|第|，(?:结合|制定|特制定))/.test(right)) {
    return /(?:根据|依据)$/.test(left) && !/^[和、与][^。]{0,3}法律(?![^。]{0,20}制定)/.test(text.slice(end, end + 30))
  }
  if (CITING.test(left) || AS_LAW.test(right) || listed) return true
  return WEAK_LEFT.test(left) && RIGHT.test(right)
}

/** May a name with a provision after it begin here, or does it go on to the left (辽宁省|水法…, 实施|水法办法)? */
export function nameGoesOnLeft(text: string, start: number): boolean {
  if (start === 0) return false
  const left = text.slice(Math.max(0, start - 3), start)
  return (
    /(?:[^本全各该]|^)[省市州县区盟旗](?:实施)?$/.test(left) &&
    !/(?:全市|本市|本省|全省|各省|各市|该市|辖区)$/.test(left)
  )
}

/** Is the name followed by a word that makes it another? */
export function nameGoesOnRight(text: string, end: number): boolean {
  return GOES_ON.test(text.slice(end, end + 8))
}
