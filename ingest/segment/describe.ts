import type { DocumentKind, HistoryEntry, IsoDate } from '../../graph/model.ts'
import { BODY_ENDING, bareTitle, kindOfTitle } from '../../language/names/documents.ts'
import { firstDay } from '../../language/text/dates.ts'
import { closeUp, isDateLine, startsWithMarker } from '../../language/text/shape.ts'
import { decreeNumber, historyOf, isHistoryLine, metaLine, withChanges } from './header.ts'
import type { Item } from './items.ts'
import { articleMarker, headingMarker } from './markers.ts'
import { isNumberLine, isSalutation, isSpokenLine } from './titles.ts'

/** What the head and the foot of a document tell of it. */
export interface Description {
  readonly kind: DocumentKind
  readonly number?: string
  readonly issuer?: string
  readonly date?: IsoDate
  readonly history: readonly HistoryEntry[]
  /** Blocks of the head: number, adoption line, speaker. */
  readonly headBlocks: number
}

const HEAD_REACH = 40
/** Kinds that are laws where they have articles: 某解释, 某决定. A notice with articles below it only publishes them. */
const HOLDS_ARTICLES: ReadonlySet<string> = new Set([
  'law',
  'interpretation',
  'decision',
  'resolution',
  'other',
  'catalogue',
])
/** Kinds of document whose issuer is the body that adopted them. */
const ADOPTED_KINDS: ReadonlySet<string> = new Set([
  'law',
  'decision',
  'resolution',
  'agenda',
  'name_list',
  'appointment_list',
])
const NAMES_BODY = new RegExp(BODY_ENDING)

/** Kind, number, issuer, date: from the lines under the title, then from the signature, then from the title. */
export function describe(item: Item): Description {
  const body = item.blocks.filter((b) => b.role === 'body')
  const head: string[] = []
  for (const block of body.slice(0, HEAD_REACH)) {
    const text = block.content.text
    if (isSalutation(text) || articleMarker(text) || headingMarker(text) || !isHeadLine(text)) break
    head.push(text)
  }
  const meta = head.map(metaLine).filter((m) => m !== undefined)
  const promulgator = meta.find((m) => 'promulgated_by' in m)?.promulgated_by
  const told = head.filter((t) => !isSpokenLine(t)).flatMap(historyOf)
  const history = withChanges([
    ...told,
    ...meta
      .filter((m) => 'event' in m)
      .filter((m) => !told.some((t) => t.event === m.event))
      .map((m) => (m.event === 'promulgated' && promulgator ? { ...m, by: promulgator } : m)),
  ])
  const spoken = head.find(isSpokenLine)
  const number = head.filter(isNumberLine).map(withoutBrackets).join('') || undefined
  const byline = head.find((t) => t !== spoken && !isNumberLine(t) && !/[（(\d]/.test(t) && NAMES_BODY.test(t))
  const kind = kindOfTitle(item.title)
  const articles = body.some((b) => articleMarker(b.content.text)?.number === 1)
  const signature = signatureOf(body.map((b) => b.content.text))
  const date =
    history.find((h) => h.event === 'adopted')?.date ??
    (spoken && firstDay(spoken)) ??
    signature?.date ??
    head.filter(isDateLine).map(firstDay)[0] ??
    history[0]?.date ??
    (kind === 'minutes' ? firstDay(body[head.length]?.content.text ?? '') : undefined)
  const adopted = history.find((h) => h.event === 'adopted')?.by
  const named = [byline && bodyOfByline(byline), issuerInTitle(item.title)].filter((n) => n !== undefined && n !== '')
  const issuer =
    signature?.body ??
    named.sort((a, b) => (b?.length ?? 0) - (a?.length ?? 0))[0] ??
    (ADOPTED_KINDS.has(kind ?? 'law') && adopted ? standingBody(adopted) : undefined)
  const decree =
    number ?? meta.find((m) => 'number' in m)?.number ?? head.map(decreeNumber).find((n) => n !== undefined)
  return {
    kind: articles && (kind === undefined || HOLDS_ARTICLES.has(kind)) ? 'law' : (kind ?? 'other'),
    ...(decree ? { number: closeUp(decree) } : {}),
    ...(issuer ? { issuer } : {}),
    ...(date ? { date } : {}),
    history,
    headBlocks: head.length,
  }
}

function isHeadLine(text: string): boolean {
  if (isNumberLine(text) || isHistoryLine(text)) return true
  if (isSpokenLine(text) || isDateLine(text) || metaLine(text) || /^【[^】]{2,8}】\s*\S/.test(text))
    return !articleMarker(text)
  if (startsWithMarker(text)) return false
  return (
    text.length <= 40 &&
    !/[，。；：:;]/.test(text) &&
    new RegExp(`${BODY_ENDING}|[长员任记]\\s*[\\u4e00-\\u9fa5·\\s]{2,8}$`).test(text)
  )
}

/** (第一号) → 第一号; 〔十七届〕第十二号 stays. */
function withoutBrackets(text: string): string {
  return closeUp(text).replace(/^[（(]([^（()）]*)[)）]$/, '$1')
}

/** A body and a day at the end of the document. */
function signatureOf(texts: readonly string[]): { readonly body?: string; readonly date: IsoDate } | undefined {
  for (let i = texts.length - 1; i >= Math.max(0, texts.length - 4); i--) {
    const text = texts[i] ?? ''
    if (!isDateLine(text)) continue
    const date = firstDay(text)
    if (!date) return undefined
    const above = texts[i - 1] ?? ''
    const isBody =
      above.length <= 40 && !/[，。；：《]|关于/.test(above) && new RegExp(`${BODY_ENDING}$`).test(closeUp(above))
    return { date, ...(isBody ? { body: closeUp(above) } : {}) }
  }
  return undefined
}

const ISSUER = new RegExp(
  `^([^《》关]{2,40}?(?:次会议|${BODY_ENDING}))(?:组成人员)?(?=关于|对|公告|令|公报|决定|任|工作|议程|日程|会议纪要|纪要|主席团|执行主席|副秘书长)`,
)

function issuerInTitle(title: string): string | undefined {
  const name = ISSUER.exec(bareTitle(title))?.[1]
  return name && standingBody(name)
}

/** 某市第五届人民代表大会常务委员会第十四次会议 → 某市人民代表大会常务委员会: the body that met. */
function standingBody(name: string): string {
  return name
    .replace(/第[一二三四五六七八九十百\d]+届/, '')
    .replace(/(?:第[一二三四五六七八九十百\d]+次)?(?:全体|常务|预备|主席团)?(?:扩大)?会议$/, '')
}

const POST =
  /(?:(?:代)?(?:副)?(?:秘书长|主任委员|主任|市长|省长|县长|区长|州长|主席|院长|检察长|局长|厅长|部长|委员|组长|书记|校长|总理))+$/

/** 某市财政局局长 周 平 → 某市财政局 */
function bodyOfByline(byline: string): string | undefined {
  const person = /^(.*?)\s+[\u4e00-\u9fa5·\s]{2,12}$/.exec(byline)
  const body = closeUp(person?.[1] ?? byline).replace(POST, '')
  return body.length >= 4 && !/关于|《|实施/.test(body) ? body : undefined
}
