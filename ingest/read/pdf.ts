import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { getDocument, type PDFDocumentProxy, type PDFPageProxy, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { fail } from '../../base/errors.ts'
import { compose } from './compose.ts'
import { damage } from './decode.ts'
import { longLines } from './lines.ts'
import { layOut, type PrintedPage } from './pdf-layout.ts'
import { printedLines, type Run } from './pdf-lines.ts'
import type { Notice, Reader } from './port.ts'
import { foldRadicals } from './radicals.ts'

/** PDF with text in it. Character maps for Chinese fonts come with pdf.js: nothing is fetched. */
export const pdfReader: Reader = {
  mediaType: 'application/pdf',
  extensions: ['.pdf'],
  async read(bytes, path, limits) {
    if (bytes.length === 0) throw fail('FILE_EMPTY', { path })
    const { pages, title } = await printed(bytes, path, limits.maxBytes)
    if (pages.every((page) => page.lines.length === 0)) throw fail('PDF_WITHOUT_TEXT', { path, pages: pages.length })
    const { text, lines } = compose(layOut(pages))
    const notices = [...pagesWithoutText(text, pages), ...damage(text), ...longLines(lines)]
    return { text, lines, notices, ...(title ? { title } : {}) }
  },
}

const ASSETS = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))

async function printed(
  bytes: Uint8Array,
  path: string,
  limit: number,
): Promise<{ pages: PrintedPage[]; title?: string }> {
  const task = getDocument({
    data: Uint8Array.from(bytes), // pdf.js takes the buffer away from its owner
    cMapUrl: `${join(ASSETS, 'cmaps')}/`,
    cMapPacked: true,
    standardFontDataUrl: `${join(ASSETS, 'standard_fonts')}/`,
    isEvalSupported: false,
    disableFontFace: true,
    useSystemFonts: false,
    useWorkerFetch: false,
    verbosity: VerbosityLevel.ERRORS,
  })
  try {
    const document = await task.promise
    const fonts = new Map<string, string>()
    const pages: PrintedPage[] = []
    let size = 0
    for (let number = 1; number <= document.numPages; number++) {
      const page = await document.getPage(number)
      const lines = printedLines(await runsOf(page, fonts))
      pages.push({ lines, width: page.getViewport({ scale: 1 }).width })
      size += lines.reduce((sum, line) => sum + line.text.length, 0)
      if (size > limit) throw fail('ARCHIVE_BOMB', { path, bytes: size, limit })
      page.cleanup()
    }
    const title = await titleOf(document)
    return { pages, ...(title ? { title } : {}) }
  } catch (error) {
    throw named(error, path)
  } finally {
    await task.destroy()
  }
}

function named(error: unknown, path: string): Error {
  if (error instanceof Error && error.name === 'FamaiError') return error
  if (error instanceof Error && error.name === 'PasswordException')
    return fail('FILE_ENCRYPTED', { path, format: 'PDF' })
  return fail(
    'FILE_BROKEN',
    { path, format: 'PDF', reason: error instanceof Error ? error.message : String(error) },
    error,
  )
}

/** Fonts for headings are bold, or are 黑体. 雅黑 is a font for text. */
const BOLD = /bold|black|heavy|黑体|simhei|heiti|(?<!ya)hei(?![a-z])/i

async function runsOf(page: PDFPageProxy, fonts: Map<string, string>): Promise<Run[]> {
  const { items } = await page.getTextContent()
  const runs = items.flatMap((item) => ('str' in item && item.str.trim() !== '' ? [item] : []))
  if (runs.some((item) => !fonts.has(item.fontName))) {
    await page.getOperatorList() // the names of fonts are known only then
    for (const { fontName } of runs) if (!fonts.has(fontName)) fonts.set(fontName, nameOf(page, fontName))
  }
  const [a, b, c, d, e, f] = page.getViewport({ scale: 1 }).transform as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  return runs.map((item) => {
    const [, , ic, id, x, y] = item.transform as number[] as [number, number, number, number, number, number]
    return {
      text: foldRadicals(item.str),
      x: a * x + c * y + e,
      y: b * x + d * y + f,
      width: item.width,
      size: Math.hypot(ic, id) || item.height || 1,
      bold: BOLD.test(fonts.get(item.fontName) ?? ''),
    }
  })
}

function nameOf(page: PDFPageProxy, id: string): string {
  if (!page.commonObjs.has(id)) return ''
  const font = page.commonObjs.get(id) as { name?: string } | null
  return font?.name ?? ''
}

/** Printing programs write the name of the file there; only what is in Chinese is taken for a title. */
async function titleOf(document: PDFDocumentProxy): Promise<string | undefined> {
  const { info } = await document.getMetadata().catch(() => ({ info: {} }))
  const title = (info as { Title?: unknown }).Title
  return typeof title === 'string' && /\p{sc=Han}/u.test(title) && !/Microsoft|WPS|\.\w{3,4}$/.test(title)
    ? title.trim()
    : undefined
}

function pagesWithoutText(text: string, pages: readonly PrintedPage[]): Notice[] {
  const starts = [0, ...[...text.matchAll(/\f/g)].map((found) => found.index + 1)]
  return pages.flatMap(({ lines }, i) => {
    const at = starts[i] ?? text.length
    return lines.length > 0 ? [] : [{ kind: 'page_without_text' as const, start: at, end: at, detail: `page ${i + 1}` }]
  })
}
