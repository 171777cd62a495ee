import { formatNumber } from './docx-formats.ts'
import { elements, type Level, type Lists, type Style, valOf } from './docx-levels.ts'

/**
 * Word keeps the 第三条 of an automatic list out of its text and counts anew each time it shows the page. Here the numbers are
 * counted as Word does and written into the paragraphs of `word/document.xml`, before anything else reads them.
 */
export function withNumbers(document: string, { lists, styles }: Lists): string {
  const counters = new Map<string, number[]>()
  const restarted = new Set<string>()

  const numberOf = (list: string, at: number): string => {
    const definition = lists.get(list)
    const level = definition?.levels.get(at)
    if (!definition || !level || level.format === 'bullet') return ''
    const counter = counters.get(definition.counter) ?? []
    counters.set(definition.counter, counter)
    const restart = restarted.has(`${list} ${at}`) ? undefined : definition.restarts.get(at)
    restarted.add(`${list} ${at}`)
    const before = counter[at]
    counter[at] = restart ?? (before === undefined ? level.start : before + 1)
    for (let i = 0; i < at; i++) counter[i] ??= definition.levels.get(i)?.start ?? 1
    for (let i = at + 1; i < counter.length; i++) if (!definition.levels.get(i)?.endless) delete counter[i]
    return said(level, definition.levels, counter) + level.after
  }

  return withoutElements(document, 'pPrChange').replace(PARAGRAPH, (all: string, open: string, properties: string) => {
    const style = inherited(styles, valOf(properties, 'pStyle'))
    const id = valOf(properties, 'pStyle')
    const list = valOf(properties, 'numId') ?? style.list ?? ''
    // a style of a list names no level; the level names the style
    const ofStyle = [...(lists.get(list)?.levels ?? [])].find(
      ([, level]) => level.style !== undefined && level.style === id,
    )?.[0]
    const at = Number(valOf(properties, 'ilvl') ?? ofStyle ?? style.level ?? 0)
    const deleted = /<w:rPr>(?:(?!<\/w:rPr>)[\s\S])*<w:del\s/.test(properties)
    const number = list === '' || list === '0' || deleted ? '' : numberOf(list, at)
    const centred = style.centred && valOf(properties, 'jc') === undefined
    const kept = centred ? properties.replace(/<\/w:pPr>$/, '<w:jc w:val="center"/></w:pPr>') : properties
    return number.trim() === '' && !centred ? all : open + kept + (number.trim() === '' ? '' : run(number))
  })
}

const PARAGRAPH =
  /(<w:p(?=[\s>])(?:[^>]*[^/>])?>)\s*(<w:pPr(?=[\s>])(?:[^>]*[^/>])?>(?:(?!<w:p[\s>])[\s\S])*?<\/w:pPr>)/g

/** `%1` and so on filled in; `第%1条` at 12 → 第十二条. */
function said(level: Level, levels: ReadonlyMap<number, Level>, counter: readonly number[]): string {
  return level.text.replace(/%([1-9])/g, (_, digit: string) => {
    const at = Number(digit) - 1
    return formatNumber(counter[at] ?? 1, level.legal ? 'decimal' : (levels.get(at)?.format ?? 'decimal'))
  })
}

/** A style with what it takes from those that it is based on. */
function inherited(styles: ReadonlyMap<string, Style>, id: string | undefined): Style {
  let style: Style = {}
  const seen = new Set<string>()
  for (let next = id; next !== undefined && !seen.has(next); next = styles.get(next)?.basedOn) {
    seen.add(next)
    style = { ...styles.get(next), ...style }
  }
  return style
}

function run(text: string): string {
  const escaped = text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/[\ue000-\uf8ff]/g, '')
  return `<w:r><w:t xml:space="preserve">${escaped}</w:t></w:r>`
}

/** What the properties were before a tracked change. */
function withoutElements(xml: string, name: string): string {
  let kept = ''
  let at = 0
  for (const { start, end } of elements(xml, name)) {
    kept += xml.slice(at, start)
    at = end
  }
  return kept + xml.slice(at)
}
