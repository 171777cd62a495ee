import { cp, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import iconv from 'iconv-lite'
import { docx, paragraph } from '../fixtures/read/docx.ts'
import { linesAt, pdf } from '../fixtures/read/pdf.ts'

/** A law of places that do not exist, as its printed lines. */
export interface FictionalLaw {
  readonly title: string
  readonly header: string
  readonly lines: readonly string[]
}

const CITIES = ['栖川市', '麓南市', '汀北市', '白芷市'] as const
const MATTERS = [
  '公园',
  '河道',
  '噪声',
  '菜市场',
  '路灯',
  '树木',
  '广场',
  '井盖',
  '船舶',
  '灯塔',
  '书店',
  '桥梁',
] as const
const NUMERALS = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十'] as const

/** 1 → 一, 32 → 三十二; up to 99. */
function numeral(n: number): string {
  if (n <= 10) return NUMERALS[n] ?? ''
  const tens = Math.floor(n / 10)
  return `${tens > 1 ? NUMERALS[tens] : ''}十${n % 10 > 0 ? NUMERALS[n % 10] : ''}`
}

/** The nth of them; two with the same number mod 48 are editions of one law. Each cites itself, a neighbour and a law that nobody has. */
export function fictionalLaw(n: number, articles = 16): FictionalLaw {
  const name = (i: number) =>
    `${CITIES[i % CITIES.length]}${MATTERS[Math.floor(i / CITIES.length) % MATTERS.length]}管理条例`
  const year = 2010 + Math.floor(n / 48) * 6
  const city = CITIES[n % CITIES.length]
  const lines: string[] = []
  for (let article = 1; article < articles; article++) {
    if (article % 8 === 1)
      lines.push(`第${numeral(Math.ceil(article / 8))}章　第${numeral(Math.ceil(article / 8))}部分`)
    lines.push(
      `第${numeral(article)}条　${city}的管理人应当在每年第${numeral((article % 9) + 1)}个月检查所管设施，并公布结果。`,
    )
    if (article % 3 === 0) {
      lines.push('有下列情形之一的，由主管部门责令改正：')
      for (const item of [1, 2, 3]) lines.push(`（${numeral(item)}）违反本条例第${numeral(item)}条第一款规定的；`)
    }
    if (article % 5 === 0)
      lines.push(`前款规定与《${name(n + 1)}》第${numeral(article)}条不一致的，依照《星河法》执行。`)
  }
  lines.push(`第${numeral(articles)}条　本条例自${year}年10月1日起施行。`)
  return { title: name(n), header: `（${year}年6月${(n % 28) + 1}日${city}人民代表大会常务委员会通过）`, lines }
}

/** A way to write a law down: extension and bytes. */
const FORMATS = [
  { extension: '.md', bytes: (l: FictionalLaw) => Buffer.from(asMarkdown(l)) },
  { extension: '.txt', bytes: (l: FictionalLaw) => Buffer.from(asText(l)) },
  { extension: '.txt', bytes: (l: FictionalLaw) => iconv.encode(asText(l).replace(/\n/g, '\r\n'), 'gb18030') },
  { extension: '.html', bytes: (l: FictionalLaw) => Buffer.from(asHtml(l)) },
  {
    extension: '.docx',
    bytes: (l: FictionalLaw) => docx([l.title, l.header, ...l.lines].map((p) => paragraph(p)).join('')),
  },
] as const

export function asMarkdown({ title, header, lines }: FictionalLaw): string {
  const body = lines.map((line) => (/^第.+?章/.test(line) ? `## ${line}` : line))
  return `# ${title}\n\n${[header, ...body].join('\n\n')}\n`
}

export function asText({ title, header, lines }: FictionalLaw): string {
  return `${[title, header, ...lines.map((line) => `　　${line}`)].join('\n')}\n`
}

function asHtml({ title, header, lines }: FictionalLaw): string {
  const body = [header, ...lines].map((line) => `<p>${line}</p>`).join('\n')
  return `<!doctype html><meta charset="utf-8"><title>${title}</title><h1>${title}</h1>\n${body}`
}

/** Two pages at most. */
export function asPdf({ title, header, lines }: FictionalLaw): Buffer {
  const printed = [title, header, ...lines].flatMap((line) => line.match(/.{1,40}/gu) ?? [])
  return pdf([linesAt(60, 60, printed.slice(0, 35)), linesAt(60, 60, printed.slice(35, 70))])
}

export const SAMPLE_GAZETTE = join(import.meta.dirname, '../../sample/corpus/gazette-2025-02.txt')

/** Some 60 files under `folder`: laws in all formats, two editions of some, one file twice, a gazette. */
export async function writeCorpus(folder: string, laws = 56): Promise<void> {
  await mkdir(join(folder, '地方', '更深'), { recursive: true })
  for (let n = 0; n < laws; n++) {
    const law = fictionalLaw(n)
    const format = FORMATS[n % FORMATS.length] ?? FORMATS[0]
    const place = join(folder, ['', '地方', '地方/更深'][n % 3] ?? '')
    await writeFile(join(place, `${n}-${law.title}${format.extension}`), format.bytes(law))
  }
  await writeFile(join(folder, '印本.pdf'), asPdf(fictionalLaw(100, 9)))
  await writeFile(join(folder, '副本.md'), asMarkdown(fictionalLaw(0)))
  await cp(SAMPLE_GAZETTE, join(folder, '公报.txt'))
}
