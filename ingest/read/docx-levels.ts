/** How one level of a list is numbered. */
export interface Level {
  readonly start: number
  readonly format: string
  /** `第%1条`, where %1 is the number of the first level. */
  readonly text: string
  readonly after: string
  /** All its numbers in digits, whatever their own format. */
  readonly legal: boolean
  /** It never begins anew under a higher level. */
  readonly endless: boolean
  readonly style?: string
}

export interface Style {
  readonly basedOn?: string
  readonly list?: string
  readonly level?: number
  readonly centred?: boolean
}

export interface Lists {
  /** List → what counts for it, its levels, and the numbers that it begins anew with. */
  readonly lists: ReadonlyMap<
    string,
    {
      readonly counter: string
      readonly levels: ReadonlyMap<number, Level>
      readonly restarts: ReadonlyMap<number, number>
    }
  >
  readonly styles: ReadonlyMap<string, Style>
}

/** `w:val` of the first such element. */
export function valOf(xml: string, element: string): string | undefined {
  const tag = new RegExp(`<w:${element}(?=[\\s/>])([^>]*)>`).exec(xml)
  return tag ? attributeOf(tag[1] ?? '', 'val') : undefined
}

export function attributeOf(attributes: string, name: string): string | undefined {
  const found = new RegExp(`\\bw:${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes)
  return found ? unescapeXml(found[1] ?? found[2] ?? '') : undefined
}

function unescapeXml(text: string): string {
  return text
    .replace(/&#(?:x([0-9a-f]+)|(\d+));/gi, (_, hex?: string, decimal?: string) =>
      String.fromCodePoint(Math.min(hex ? Number.parseInt(hex, 16) : Number(decimal), 0x10ffff)),
    )
    .replace(
      /&(lt|gt|quot|apos|amp);/g,
      (_, name: string) => ({ lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' })[name] ?? '',
    )
}

/** Each `<w:name …>…</w:name>` with its attributes and content; the elements asked for here don't nest. */
export function* elements(
  xml: string,
  name: string,
): Generator<{ start: number; end: number; attributes: string; content: string }> {
  const opening = new RegExp(`<w:${name}(?=[\\s>])([^>]*[^/>])?>`, 'g')
  const closing = `</w:${name}>`
  for (let found = opening.exec(xml); found; found = opening.exec(xml)) {
    const close = xml.indexOf(closing, opening.lastIndex)
    if (close < 0) return
    const end = close + closing.length
    yield { start: found.index, end, attributes: found[1] ?? '', content: xml.slice(opening.lastIndex, close) }
    opening.lastIndex = end
  }
}

/** What `word/numbering.xml` and `word/styles.xml` say of numbered lists. */
export function readLists(numbering: string, stylesXml: string): Lists {
  const abstract = new Map<string, Map<number, Level>>()
  for (const { attributes, content } of elements(numbering, 'abstractNum')) {
    abstract.set(attributeOf(attributes, 'abstractNumId') ?? '', levelsOf(content))
  }
  const lists = new Map<string, { counter: string; levels: Map<number, Level>; restarts: Map<number, number> }>()
  for (const { attributes, content } of elements(numbering, 'num')) {
    const counter = valOf(content, 'abstractNumId') ?? ''
    const restarts = new Map<number, number>()
    for (const override of elements(content, 'lvlOverride')) {
      const start = valOf(override.content, 'startOverride')
      if (start !== undefined) restarts.set(Number(attributeOf(override.attributes, 'ilvl')), Number(start))
    }
    const levels = new Map([...(abstract.get(counter) ?? []), ...levelsOf(content)])
    lists.set(attributeOf(attributes, 'numId') ?? '', { counter, levels, restarts })
  }
  const styles = new Map<string, Style>()
  for (const { attributes, content } of elements(stylesXml, 'style')) {
    const [basedOn, list, level] = [valOf(content, 'basedOn'), valOf(content, 'numId'), valOf(content, 'ilvl')]
    const align = valOf(content, 'jc')
    styles.set(attributeOf(attributes, 'styleId') ?? '', {
      ...(basedOn === undefined ? {} : { basedOn }),
      ...(list === undefined ? {} : { list }),
      ...(level === undefined ? {} : { level: Number(level) }),
      ...(align === undefined ? {} : { centred: align === 'center' }),
    })
  }
  return { lists, styles }
}

function levelsOf(xml: string): Map<number, Level> {
  const levels = new Map<number, Level>()
  for (const { attributes, content } of elements(xml, 'lvl')) {
    const style = valOf(content, 'pStyle')
    levels.set(Number(attributeOf(attributes, 'ilvl')), {
      start: Number(valOf(content, 'start') ?? 1),
      format: valOf(content, 'numFmt') ?? 'decimal',
      text: valOf(content, 'lvlText') ?? '',
      after: { nothing: '', space: ' ' }[valOf(content, 'suff') ?? 'tab'] ?? '\u3000',
      legal: /<w:isLgl(?=[\s/>])/.test(content) && valOf(content, 'isLgl') !== '0',
      endless: valOf(content, 'lvlRestart') === '0',
      ...(style === undefined ? {} : { style }),
    })
  }
  return levels
}
