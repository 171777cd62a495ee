import { expect, test } from 'vitest'
import { namesOf } from '../../graph/scope.ts'
import type { KnownLaw } from '../../graph/store.ts'

const law = (title: string, ...aliases: string[]): KnownLaw => ({ title, aliases })
const LAWS = [
  law('中华人民共和国星水法'),
  law('星河市用水条例', '用水条例'),
  law('月湖市用水条例', '湖水条例'),
  law('星河市节水办法（试行）', '节水办法'),
  law('月湖市节水办法', '节水办法'),
  law('《星河市用水条例》实施细则'),
]

test.each([
  ['by its title', '星河市用水条例', undefined, '星河市用水条例'],
  ['without the state', '星水法', undefined, '中华人民共和国星水法'],
  ['by an alias', '湖水条例', undefined, '月湖市用水条例'],
  ['without （试行）', '星河市节水办法', undefined, '星河市节水办法（试行）'],
  ['条例 in its own implementing rules', '条例', '《星河市用水条例》实施细则', '星河市用水条例'],
  ['条例 elsewhere', '条例', '月湖市节水办法', 'generic_name'],
  ['not here, but with a full title', '星河市供水条例', undefined, 'not_in_corpus 星河市供水条例'],
  // two laws are called so: never the first, never the last
  ['an alias of two laws', '节水办法', undefined, 'ambiguous 星河市节水办法（试行） 月湖市节水办法'],
])('%s', (_why, name, self, expected) => {
  const outcome = namesOf(LAWS)(name, self)
  const told =
    outcome.status === 'resolved'
      ? outcome.title
      : outcome.status === 'ambiguous'
        ? `ambiguous ${outcome.candidates.join(' ')}`
        : [outcome.reason, outcome.title].filter(Boolean).join(' ')
  expect(told).toBe(expected)
})

test('an answer does not depend on what was asked before', () => {
  const names = namesOf(LAWS)
  names('条例', '《星河市用水条例》实施细则')
  expect(names('条例', '月湖市节水办法').status).toBe('unresolved')
  expect(names('条例').status).toBe('unresolved')
})
