import type { Child } from 'hono/jsx'
import type { Frame } from '../frame.ts'
import { term } from '../words.ts'

interface FiltersProps {
  readonly frame: Frame
  readonly action: string
  /** Where "clear" leads; absent where nothing is set. */
  readonly clear?: string | undefined
  readonly children: Child
}

/** A form whose fields become the address of the page, so that a filtered list can be linked. */
export function Filters({ frame: { say }, action, clear, children }: FiltersProps) {
  return (
    <details class="fold" open={clear !== undefined}>
      <summary>{say('filters')}</summary>
      <form class="filters" action={action} method="get" aria-label={say('filters')}>
        {children}
        <div class="actions">
          <button type="submit">{say('apply')}</button>
          {clear ? <a href={clear}>{say('clear')}</a> : null}
        </div>
      </form>
    </details>
  )
}

/** Whether a list is filtered at all. */
export function anySet(...values: readonly unknown[]): boolean {
  return values.some((value) => value !== undefined)
}

interface ChooseProps<K extends string> {
  readonly frame: Frame
  readonly name: string
  readonly label: string
  readonly table: Readonly<Record<K, string>>
  readonly value: K | undefined
}

/** A list of the field's words with "any" at its head. */
export function Choose<K extends string>({ frame, name, label, table, value }: ChooseProps<K>) {
  return (
    <label>
      <span>{label}</span>
      <select name={name}>
        <option value="">{frame.say('any')}</option>
        {(Object.keys(table) as K[]).map((key) => (
          <option value={key} selected={key === value}>
            {term(frame.lang, table, key)}
          </option>
        ))}
      </select>
    </label>
  )
}

interface FieldProps {
  readonly name: string
  readonly label: string
  readonly value: string | number | undefined
  readonly type?: 'text' | 'number' | 'date'
  /** Words to offer while typing, each once. */
  readonly offer?: readonly (string | undefined)[]
}

export function Field({ name, label, value, type = 'text', offer }: FieldProps) {
  const words = [...new Set(offer)].filter((word) => word !== undefined)
  const list = words.length > 0 ? `${name}-offer` : undefined
  return (
    <label>
      <span>{label}</span>
      <input
        type={type}
        name={name}
        value={value === undefined ? '' : String(value)}
        list={list}
        {...(type === 'number' ? { min: 1, max: 9999, inputmode: 'numeric' } : { maxlength: 200 })}
      />
      {list ? (
        <datalist id={list}>
          {words.map((word) => (
            <option value={word} />
          ))}
        </datalist>
      ) : null}
    </label>
  )
}
