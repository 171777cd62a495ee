import mammoth from 'mammoth'
import { FamaiError, fail } from '../../base/errors.ts'
import { startsWith } from './decode.ts'
import { readLists } from './docx-levels.ts'
import { withNumbers } from './docx-numbering.ts'
import { extractHtml } from './html.ts'
import type { Reader } from './port.ts'
import { unzip, zip } from './zip.ts'

export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** Word since 2007. Mammoth knows what is text in it (tracked changes, text boxes, notes); its HTML goes the way of any page. */
export const docxReader: Reader = {
  mediaType: DOCX,
  extensions: ['.docx'],
  async read(bytes, path, limits) {
    if (bytes.length === 0) throw fail('FILE_EMPTY', { path })
    if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) throw oldOffice(bytes, path)
    const parts = await unzip(bytes, path, limits, (name) => /\.(?:xml|rels)$|^\[Content_Types\]/.test(name))
    const main = [...parts.keys()].find((name) => /^word\/document\d*\.xml$/.test(name))
    const document = parts.get(main ?? '')
    if (!main || !document) throw fail('FILE_UNSUPPORTED', { path, type: 'a zip archive without a Word document' })
    const lists = readLists(xml(parts, 'word/numbering.xml'), xml(parts, 'word/styles.xml'))
    parts.set(main, Buffer.from(withNumbers(document.toString('utf8'), lists)))
    // the numbers stand in the text now
    if (parts.has('word/numbering.xml')) parts.set('word/numbering.xml', Buffer.from(NO_LISTS))
    const html = await convert(zip(parts), path)
    const title = /<dc:title>([^<&]*)<\/dc:title>/.exec(xml(parts, 'docProps/core.xml'))?.[1]?.trim()
    const extract = extractHtml(html, path)
    return title ? { ...extract, title } : extract
  },
}

const NO_LISTS = '<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'

const CENTRED = ' (centred)'
const STYLES = [
  "p[style-name='Title'] => h1:fresh",
  "p[style-name='Title (centred)'] => h1.centred:fresh",
  ...[1, 2, 3, 4, 5, 6].map((n) => `p[style-name='heading ${n}${CENTRED}'] => h${n}.centred:fresh`),
  "p[style-name='(centred)'] => p.centred:fresh",
  'br[type="page"] => br',
]

async function convert(docx: Buffer, path: string): Promise<string> {
  try {
    const { value } = await mammoth.convertToHtml(
      { buffer: docx },
      {
        styleMap: STYLES,
        convertImage: mammoth.images.imgElement(async () => ({ src: '' })),
        transformDocument: markCentred,
      },
    )
    return value
      .replace(/<a href="#(?:foot|end)note-ref-[^"]*">↑<\/a>/g, '')
      .replaceAll(' class="centred"', ' align="center"')
  } catch (error) {
    if (error instanceof FamaiError) throw error
    throw fail(
      'FILE_BROKEN',
      { path, format: 'Word', reason: error instanceof Error ? error.message : String(error) },
      error,
    )
  }
}

interface WordElement {
  readonly type: string
  readonly children?: readonly WordElement[]
  readonly alignment?: string | null
  readonly styleName?: string | null
  readonly styleId?: string | null
}

/** Mammoth reads the alignment of a paragraph and drops it; it keeps the name of its style. */
function markCentred(element: WordElement): WordElement {
  const children = element.children?.map(markCentred)
  const inner = children ? { ...element, children } : element
  if (element.type !== 'paragraph' || element.alignment !== 'center') return inner
  const heading = /^(?:heading [1-6]|title)$/i.test(element.styleName ?? '') ? (element.styleName ?? '') : ''
  const named = heading.toLowerCase() === 'title' ? 'Title' : heading.toLowerCase()
  return { ...inner, styleId: null, styleName: named === '' ? '(centred)' : `${named}${CENTRED}` }
}

function xml(parts: ReadonlyMap<string, Buffer>, name: string): string {
  return parts.get(name)?.toString('utf8') ?? ''
}

/** An OLE container: a password was set, or it is of Word 97. */
function oldOffice(bytes: Uint8Array, path: string): FamaiError {
  const encrypted = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(
    'EncryptedPackage',
    0,
    'utf16le',
  )
  return encrypted
    ? fail('FILE_ENCRYPTED', { path, format: 'Word' })
    : fail('FILE_UNSUPPORTED', { path, type: 'Word 97–2003, .doc' })
}
