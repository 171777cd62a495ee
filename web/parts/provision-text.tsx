import { lawPath } from '../../graph/ids.ts'
import type { TextNode } from '../../query/tree.ts'
import type { Frame } from '../frame.ts'
import { marginNumber } from '../links.ts'

/** What all parts of a printed text share: one object, handed down, because a code has thousands of parts. */
export interface Print {
  readonly frame: Frame
  readonly law: string
  readonly at?: string | undefined
  /** The part to point out. */
  readonly here?: string
  /** Give 款 and 项 their permalinks in the margin: on the page of one article. */
  readonly fine?: boolean
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
          <Lines text={own} />
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
      {numbered && first ? <Part node={first} print={print} number={number} /> : <Lines text={own} number={number} />}
      {(numbered ? rest : children).map((child) => (
        <Part node={child} print={print} />
      ))}
    </section>
  )
}

/** A 款, 项 or 目 with what is beneath it. */
function Part({ node, print, number }: { node: TextNode; print: Print; number?: unknown }) {
  const { provision, own, children } = node
  const paragraph = provision.kind === 'paragraph'
  const here = print.here === provision.eid
  const below = children.map((child) => <Part node={child} print={print} />)
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
          {own}
        </p>
      ) : (
        <p>
          {permalink ?? <span class="number">{provision.label}</span>} <span>{own}</span>
        </p>
      )}
      {below}
    </div>
  )
}

/** Text without parts of its own, a paragraph a line. */
function Lines({ text, number }: { text: string; number?: unknown }) {
  return (
    <>
      {text.split('\n').map((line, i) => (
        <p>
          {i === 0 ? number : null}
          {line}
        </p>
      ))}
    </>
  )
}
