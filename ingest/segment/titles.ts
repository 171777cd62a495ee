import { bareTitle, kindOfTitle } from '../../language/names/documents.ts'
import { firstDay } from '../../language/text/dates.ts'
import { closeUp, foldText, isDateLine, isTerminated, startsWithMarker } from '../../language/text/shape.ts'
import type { Block } from '../read/block.ts'
import { PART_HEADING } from './contents.ts'
import { historyOf, isHistoryLine } from './header.ts'
import { articleMarker, headingMarker, isContentsHead } from './markers.ts'

/** One to four blocks that could be a title together. */
export interface TitleCandidate {
  readonly from: number
  /** Last block. */
  readonly to: number
  readonly title: string
  /** Folded, without brackets of titles: for comparison. */
  readonly key: string
}

const MOST_LINES = 4
const LONGEST = 120

/** A title compared: white space, width and kinds of brackets do not count. */
export function titleKey(title: string): string {
  return foldText(title)
    .replace(/[《》〈〉<>]/g, '')
    .replace(/\([^()]{1,12}\(\d{4}\)\d{1,4}号\)$/, '') // （某政发〔2022〕15号）
    .replace(/\(草案\)|\(?(?:\(.{1,4}届\))?第.{1,4}号\)?$|,|、/g, '')
}

/** Every run of lines that has the shape of a title; most of them are none. */
export function titleShapes(blocks: readonly Block[]): TitleCandidate[] {
  const shapes: TitleCandidate[] = []
  for (let from = 0; from < blocks.length; from++) {
    let title = ''
    for (let to = from, lines = 0; to < blocks.length && lines < MOST_LINES; to++) {
      const block = blocks[to]
      if (block?.role !== 'body') {
        if (to === from) break
        continue
      }
      const text = block.content.text
      if (!couldBeTitleLine(text, lines > 0) || title.length + text.length > LONGEST) break
      if (lines > 0 && repeatsTitle(title, text)) break
      title = closeUp(`${title} ${text}`)
      lines++
      if (title.length >= 2) shapes.push({ from, to, title, key: titleKey(title) })
      if (isTerminated(text)) break
    }
  }
  return shapes
}

/** Whether a line below a title prints it again: 某条例 / 某条例, on one line or two; 某规定 / 关于印发《某规定》的通知. */
export function repeatsTitle(title: string, text: string): boolean {
  const [whole, line] = [title, text].map((t) => foldText(t).replace(/[《》〈〉<>]/g, '')) as [string, string]
  return line.length >= 4 && (whole.includes(line) || (kindOfTitle(title) !== undefined && line.includes(whole)))
}

function couldBeTitleLine(text: string, second: boolean): boolean {
  if ((!second && /^[（(]/.test(text)) || /^【[^】]{2,8}】\s*\S/.test(text)) return false
  if (PART_HEADING.test(text) || (isNumberLine(text) && !text.endsWith('令'))) return false
  if (text.length > 90 || text.includes('\t') || isDateLine(text) || isContentsHead(text)) return false
  if (/[。；;]/.test(text.replace(/《[^》]*》/g, ''))) return false
  if (/[·.…]{3,}\s*\d*$/.test(text) || WEB_LINE.test(text)) return false
  if (startsWithMarker(text) || (second && (isNumberLine(text) || firstDay(text) !== undefined))) return false
  return !(isHistoryLine(text) || (historyOf(text).length > 0 && /^[（(]/.test(text)))
}

/** 发布时间：2025-05-31 来源：… 字体：大 中 小: what a web page prints under a title. */
const WEB_LINE =
  /(?:发布时间|发布日期|来源|浏览次数|点击量?|阅读|字体|字号|打印|责任编辑|作者|索引号|分享)\s*[:：【\]]|^\[?打印\]?$/

/** How sure it is that a document begins at `from`, from the lines behind the title. 0 to 3. */
export function openingEvidence(blocks: readonly Block[], to: number): number {
  const next = following(blocks, to, 5)
  const [first = '', second = '', third = ''] = next
  if (/^[（(]/.test(first) && historyOf(first).length > 0) return 3
  if (isSpokenLine(first)) return 3
  if (isNumberLine(first)) return 3
  const opening = next.find((t) => !isDateLine(t) && !/^[^，。：]{2,30}(?:人民政府|委员会|办公室|局)$/.test(t)) ?? ''
  const heading = headingMarker(opening)
  if (articleMarker(opening)?.number === 1 || (heading?.number === 1 && heading.kind !== 'section')) return 3
  if (isSalutation(first) || isSalutation(second) || isSalutation(third)) return 2
  if (isContentsHead(first)) return 2
  return 0
}

/** ——2023年4月26日在某市第九届人民代表大会常务委员会第十次会议上, with or without dashes */
export function isSpokenLine(text: string): boolean {
  if (text.length > 90 || /[。；]/.test(text)) return false
  return /^(?:——|－－|--|—|－)/.test(text)
    ? /会议|大会/.test(text)
    : firstDay(text) !== undefined && /在.{4,60}(?:会议|大会).{0,10}上[)）]?$/.test(text)
}

/** 〔十七届〕第十二号, (第一号), 国务院令第656号, 某市人民政府令, 某人发〔2025〕3号 */
export function isNumberLine(text: string): boolean {
  if (/^【[^】\d]*】/.test(text)) return false // a field of a database
  const folded = foldText(text)
  if (/^[\u4e00-\u9fa5、]{4,30}令$/.test(folded)) return true
  return (
    folded.length <= 30 &&
    /^\(?.{0,16}(?:第?[\d〇○零一二三四五六七八九十百]+号)\)?$/.test(folded) &&
    !folded.includes('总第')
  )
}

/** 各位代表：, 主任、各位副主任、各位委员：, 某市人民代表大会常务委员会： */
export function isSalutation(text: string): boolean {
  return (
    text.length <= 40 &&
    /[：:]$/.test(text) &&
    /各位|代表|委员|主任|同志|常务委员会|人民政府|法院/.test(text) &&
    !/执行主席|秘书长[：:]|出席|应当|可以|下列|情形|提出|的[：:]$/.test(text)
  )
}

/** Titles of a word. */
const STANDALONE = /^(?:更正|勘误|启事|通告|声明)$/

/** Whether a candidate is a title that the file itself vouches for, without any table of contents. */
export function isLikelyTitle(blocks: readonly Block[], candidate: TitleCandidate): boolean {
  const kind = kindOfTitle(candidate.title)
  if (STANDALONE.test(candidate.title)) return endedBefore(blocks, candidate.from)
  if (!kind || bareTitle(candidate.title).length < 4 || /^[《〈]/.test(candidate.title)) return false
  const evidence = openingEvidence(blocks, candidate.to)
  if (candidate.title.endsWith('令') && !endedBefore(blocks, candidate.from)) return false
  const heading =
    blocks[candidate.from]?.heading === 1 &&
    (evidence >= 2 || !blocks.slice(0, candidate.from).some((b) => b.role === 'body'))
  if (evidence < 3 && !heading && !(evidence === 2 && endedBefore(blocks, candidate.from))) return false
  return kind !== 'law' || evidence === 3 || heading
}

/** The text before ends there: a sentence, a day, a signature, or nothing. */
export function endedBefore(blocks: readonly Block[], from: number): boolean {
  for (let i = from - 1; i >= 0; i--) {
    const block = blocks[i]
    if (block?.role !== 'body') continue
    const text = block.content.text
    if (WEB_LINE.test(text) || /^[（(].*[)）]$/.test(text)) return true
    return isTerminated(text) || isDateLine(text) || /(?:特此公告|特此说明|请予审议)$/.test(text) || text.includes('\t')
  }
  return true
}

/** Texts of the next body blocks. */
function following(blocks: readonly Block[], after: number, count: number): string[] {
  const texts: string[] = []
  for (let i = after + 1; i < blocks.length && texts.length < count; i++) {
    const block = blocks[i]
    if (block?.role === 'body') texts.push(block.content.text)
  }
  return texts
}
