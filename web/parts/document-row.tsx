import { DOCUMENT_KINDS, type Document } from '../../graph/model.ts'
import type { Frame } from '../frame.ts'
import { documentPath } from '../links.ts'
import { day, term } from '../words.ts'

/** A document in a list: title, then what it is, of whom, of when. `plain` leaves out the kind where the list is of one kind. */
export function DocumentRow({ frame, document, plain }: { frame: Frame; document: Document; plain?: boolean }) {
  const { kind, title, number, issuer, date, id } = document
  const told = [plain ? undefined : term(frame.lang, DOCUMENT_KINDS, kind), number, issuer].filter(
    (t) => t !== undefined,
  )
  return (
    <li>
      <a class="title" href={documentPath(id)}>
        {title}
      </a>
      <span class="facts">
        {told.map((text) => (
          <span>{text}</span>
        ))}
        {date ? <time datetime={date}>{day(frame.lang, date)}</time> : null}
      </span>
    </li>
  )
}
