import type { Block } from './compose.ts'
import type { Context } from './html-style.ts'

export interface HtmlBlock extends Block {
  readonly aside?: Context['aside']
}

/** Gathers text into lines, with white space as a browser shows it. */
export interface LineBuilder {
  add(text: string, context: Context): void
  /** `<br>`. The second in a row ends the paragraph. */
  endLine(): void
  endBlock(): void
  /** Takes the lines so far, and begins anew. */
  blocks(): HtmlBlock[]
  /** Adds lines that are ready. */
  put(block: HtmlBlock): void
}

const SPACES = /[ \t\n\r\f]+/g
/** Beside these a line end of the source is no space. */
const WIDE = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’…—]/

export function lineBuilder(): LineBuilder {
  let done: HtmlBlock[] = []
  let raw = ''
  let first: Context | undefined
  let allBold = true
  let breakBefore = true
  let blockStart = true

  const finish = (): boolean => {
    const text = raw.replace(/\u00a0/g, ' ')
    const context = first
    const bold = allBold
    raw = ''
    first = undefined
    allBold = true
    if (!context || text.trim() === '') return false
    done.push({
      text: text.trimEnd(),
      ...(context.heading ? { heading: context.heading } : {}),
      ...(breakBefore ? { breakBefore } : {}),
      ...(context.centred ? { centred: true } : {}),
      ...(bold ? { bold } : {}),
      ...(context.indent && blockStart ? { indent: context.indent } : {}),
      ...(context.aside ? { aside: context.aside } : {}),
    })
    breakBefore = false
    blockStart = false
    return true
  }
  const addCollapsed = (text: string) => {
    const joined = text.replace(SPACES, (run, at: number) => {
      const before = at > 0 ? text[at - 1] : raw.at(-1)
      const after = text[at + run.length]
      if (before === undefined || /[ \n]/.test(before)) return ''
      if (run.includes('\n') && WIDE.test(before) && (after === undefined || WIDE.test(after)))
        return after === undefined ? '\n' : ''
      return ' '
    })
    // a line end at the end of the last text waits for what follows
    if (raw.endsWith('\n') && joined !== '') raw = raw.slice(0, -1) + (WIDE.test(joined[0] ?? '') ? '' : ' ')
    raw += joined
  }

  return {
    add(text, context) {
      if (context.pre) {
        for (const [i, part] of text.split(/\r?\n/).entries()) {
          if (i > 0 && !finish()) breakBefore = true
          if (part.trim() !== '') note(part, context)
          raw += part
        }
        return
      }
      if (/[^ \t\n\r\f]/.test(text)) note(text, context)
      addCollapsed(text)
    },
    endLine() {
      if (!finish()) breakBefore = true
    },
    endBlock() {
      finish()
      breakBefore = true
      blockStart = true
    },
    blocks() {
      const taken = done
      done = []
      return taken
    },
    put(block) {
      done.push(block)
    },
  }

  function note(text: string, context: Context): void {
    if (text.trim() === '') return
    first ??= context
    allBold &&= context.bold === true
  }
}
