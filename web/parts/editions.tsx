import { lawPath } from '../../graph/ids.ts'
import type { Edition, HistoryEntry } from '../../graph/model.ts'
import type { Frame } from '../frame.ts'
import { dayOfEdition, documentPath } from '../links.ts'
import { day } from '../words.ts'
import { StatusWord } from './status.tsx'

/** Who made the edition, and when: as the line under the title in print. */
export function AdoptionLine({ frame: { lang, say }, edition }: { frame: Frame; edition: Edition }) {
  const events = [
    [edition.adopted, edition.adopted_by, 'adopted'],
    [edition.approved, edition.approved_by, 'approved'],
    [edition.promulgated, edition.promulgated_by, 'promulgated'],
    [edition.amended, undefined, 'amended'],
    [edition.effective, undefined, 'effective'],
  ] as const
  const told = events.filter(([date, body]) => date !== undefined || body !== undefined)
  if (told.length === 0) return null
  return (
    <p class="adoption">
      {told.map(([date, body, word]) => (
        <span>
          {date ? <time datetime={date}>{day(lang, date)}</time> : null} {body ?? ''} {say(word)}
        </span>
      ))}
    </p>
  )
}

interface EditionsProps {
  readonly frame: Frame
  readonly law: string
  readonly editions: readonly Edition[]
  readonly shown: Edition | undefined
  readonly eid?: string
}

/** The editions of a law, newest first, each with its status and a link to read it. */
export function Editions({ frame, law, editions, shown, eid }: EditionsProps) {
  const { say, lang } = frame
  if (editions.length === 0) return null
  return (
    <section class="note">
      <h2>{say('editions')}</h2>
      <ol class="editions">
        {editions.map((edition) => {
          const start = dayOfEdition(edition)
          const name = start ? say('edition_of', { date: day(lang, start) }) : say('undated')
          return (
            <li>
              {edition.id === shown?.id ? (
                <b aria-current="true">{name}</b>
              ) : (
                <a href={lawPath(law, eid, start)}>{name}</a>
              )}
              <StatusWord frame={frame} edition={edition} />
            </li>
          )
        })}
      </ol>
      {shown?.history && shown.history.length > 0 ? <History frame={frame} entries={shown.history} /> : null}
      {shown ? (
        <p>
          <a href={documentPath(shown.document)}>{say('printed_in')} →</a>
        </p>
      ) : null}
    </section>
  )
}

/** Changes that are told before the reader asks for all. */
const CHANGES = 3

/** Earlier changes as the header tells of them; a much-amended law has a dozen. */
function History({ frame: { say }, entries }: { frame: Frame; entries: readonly HistoryEntry[] }) {
  const list = (
    <ul>
      {entries.map((entry) => (
        <li lang="zh">{entry.text}</li>
      ))}
    </ul>
  )
  if (entries.length <= CHANGES) return <div class="history">{list}</div>
  return (
    <details class="history">
      <summary>{say('changes', { n: entries.length })}</summary>
      {list}
    </details>
  )
}
