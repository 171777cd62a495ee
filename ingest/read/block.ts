import { concat, type Positioned } from '../../language/text/positioned.ts'
import type { Line } from './port.ts'

/** A paragraph of the text, in one piece again although lines and pages had broken it. */
export interface Block extends Omit<Line, 'marks' | 'start' | 'end'> {
  readonly content: Positioned
  readonly start: number
  readonly end: number
  /** Furniture of the page (numbers, running heads) is kept, so that nothing is lost, but is no text. */
  readonly role: 'body' | 'furniture'
}

/** Two blocks as one paragraph. */
export function merge(a: Block, b: Block): Block {
  return { ...a, content: concat([a.content, b.content]), end: Math.max(a.end, b.end) }
}
