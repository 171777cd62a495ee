import { lawPath } from '../../graph/ids.ts'
import type { Citation, Provision } from '../../graph/model.ts'
import type { TextNode } from '../../query/tree.ts'
import type { Frame } from '../frame.ts'
import { citationsPath, marginNumber } from '../links.ts'
import { type Spot, spotsIn, spotsWithin } from '../places.ts'
import { CitedText, type Citing } from './cited-text.tsx'

/** What all parts of a printed text share: one object, handed down, because a code has thousands of parts. */
export interface Print {
  readonly frame: Frame
  readonly law: string
  readonly at?: string | undefined
  /** The part to point out. */
  readonly here?: string
  /** Give 款 and 项 their permalinks in the margin: on the page of one article. */
  readonly fine?: boolean
  /** Citations by the eId in whose own words they stand. */
  readonly citations: ReadonlyMap<string, readonly Citation[]>
  readonly citing: Citing
  /** How often each article is cited, for the margin. */
  readonly cited?: ReadonlyMap<string, number>
}

const HEADINGS = ['h2', 'h3', 'h4', 'h5', 'h6'] as const

/** 编 章 节 with their headings, and the articles beneath. */
export function Division({ node, print, depth = 2 }: { node: TextNode; print: Print; depth?: number }) {
  const { provision, children, own } = node
  if (provision.kind === 'article') return <Article node={node} print={print} />
  const Heading = HEADINGS[Math.min(depth, 6) - 2] ?? 'h6'
  return (
    <>
      <Heading id={provision.eid} class={`division ${provision.kind}`}>
        <a href={lawPath(print.law, provision.eid, print.at)}>
          <span>{provision.label}</span>
          {provision.heading ? <span>{provision.heading}</span> : null}
        </a>
      </Heading>
      {own === '' ? null : (
        <div class="article">
          <Lines provision={provision} text={own} print={print} />
        </div>
      )}
      {children.map((child) => (
        <Division node={child} print={print} depth={depth + 1} />
      ))}
    </>
  )
}

/** An article as in print: its number bold in the text, and once more in the margin as its permalink. */
export function Article({ node, print }: { node: TextNode; print: Print }) {
  const { provision, children, own } = node
  const number = (
    <>
      <b class="number">{provision.label}</b>
      {provision.heading ? <span class="caption">{provision.heading}</span> : null}
    </>
  )
  const [first, ...rest] = children
  const numbered = own === '' && first?.provision.kind === 'paragraph'
  return (
    <section class={print.here === provision.eid ? 'article here' : 'article'} id={provision.eid}>
      <a
        class="verse"
        href={lawPath(print.law, provision.eid, print.at)}
        aria-label={print.frame.say('permalink_of', { label: provision.label })}
      >
        {marginNumber(provision)}
      </a>
      {numbered && first ? (
        <Part node={first} print={print} number={number} />
      ) : (
        <Lines provision={provision} text={own} print={print} number={number} />
      )}
      {(numbered ? rest : children).map((child) => (
        <Part node={child} print={print} />
      ))}
      <CitedTimes provision={provision} print={print} />
    </section>
  )
}

/** In the margin (under the article where there is none): how often it is cited, and by whom. */
function CitedTimes({ provision: { eid, label }, print }: { provision: Provision; print: Print }) {
  const n = print.cited?.get(eid)
  if (n === undefined) return null
  const { say } = print.frame
  return (
    <a
      class="times"
      href={citationsPath(print.law, eid, { at: print.at })}
      aria-label={say('cited_times_of', { label, n })}
    >
      {say('cited_times', { n })}
    </a>
  )
}

/** A 款, 项 or 目 with what is beneath it. */
function Part({ node, print, number }: { node: TextNode; print: Print; number?: unknown }) {
  const { provision, own, children } = node
  const paragraph = provision.kind === 'paragraph'
  const here = print.here === provision.eid
  const below = children.map((child) => <Part node={child} print={print} />)
  const words = <CitedText frame={print.frame} text={own} spots={spotsOf(provision, print)} citing={print.citing} />
  const permalink = print.fine ? (
    <a
      class="verse fine"
      href={lawPath(print.law, provision.eid, print.at)}
      aria-label={print.frame.say('permalink_of', { label: provision.label })}
      aria-current={here ? 'location' : undefined}
    >
      {provision.label}
    </a>
  ) : null
  return (
    <div class={`${paragraph ? 'para' : 'item'}${here ? ' here' : ''}`} id={provision.eid}>
      {paragraph ? permalink : null}
      {paragraph ? (
        <p>
          {number}
          {words}
        </p>
      ) : (
        <p>
          {permalink ?? <span class="number">{provision.label}</span>} <span>{words}</span>
        </p>
      )}
      {below}
    </div>
  )
}

const NONE: readonly Spot[] = []

/** Own words come first in a text: places in the one are places in the other. */
function spotsOf({ eid, ranges }: Provision, { citations }: Print): readonly Spot[] {
  const here = citations.get(eid)
  return here ? spotsIn(ranges, here) : NONE
}

interface LinesProps {
  readonly provision: Provision
  readonly text: string
  readonly print: Print
  readonly number?: unknown
}

/** Text without parts of its own, a paragraph a line. */
function Lines({ provision, text, print, number }: LinesProps) {
  const spots = spotsOf(provision, print)
  let from = 0
  return (
    <>
      {text.split('\n').map((line, i) => {
        const start = from
        from += line.length + 1
        return (
          <p>
            {i === 0 ? number : null}
            <CitedText
              frame={print.frame}
              text={line}
              spots={spotsWithin(spots, start, start + line.length)}
              citing={print.citing}
            />
          </p>
        )
      })}
    </>
  )
}
