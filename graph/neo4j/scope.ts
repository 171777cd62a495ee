import { today } from '../../base/clock.ts'
import { otherForm } from '../lexical/names.ts'
import type { SearchScope } from '../store.ts'
import type { Run, Values } from './connection.ts'
import { FIND_LAW, SHOWN, STATUS } from './cypher.ts'
import { day, given, int } from './values.ts'

/**
 * The editions `e` that a search looks at, with the values that `scopeOf` gives; see `SearchScope`. The filters come as one map: the
 * server plans a question anew for each combination of kinds of its values, which takes it longer than the answer.
 */
export const ELIGIBLE = `MATCH (l:Law)-[:HAS_EDITION]->(e:Edition)
  WHERE ($scope.all OR $scope.status = 'amended' OR (${SHOWN}))
    AND (($scope.status IS NULL AND ($scope.all OR ${STATUS} IN ['in_force', 'unknown'])) OR ${STATUS} = $scope.status)
    AND ($scope.law IS NULL OR l.title = $scope.law) AND ($scope.level IS NULL OR l.level = $scope.level)
    AND ($scope.region IS NULL OR l.region = $scope.region) AND ($scope.year IS NULL OR e.year = $scope.year)`

const LIMIT_LAW = `${FIND_LAW} RETURN l.title AS title`

/** A scope as values. A law may be called by an alias; a name that means none finds nothing. */
export async function scopeOf(run: Run, { law, level, region, status, year, at }: SearchScope): Promise<Values> {
  const title = law === undefined ? undefined : await titleOf(run, law)
  return {
    scope: {
      ...given({ level, region, status, law: title }),
      year: year === undefined ? null : int(year),
      all: at === 'all',
    },
    at: day(at === undefined || at === 'all' ? today() : at),
  }
}

async function titleOf(run: Run, title: string): Promise<string> {
  const [one] = await run<{ title: string }>(LIMIT_LAW, { title, other: otherForm(title) })
  return one?.title ?? title
}
