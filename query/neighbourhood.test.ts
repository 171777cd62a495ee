import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OpenCity } from '../test/e2e/open-city.ts'
import { BUILDING, CHARGING, HOUSING, openSample } from '../test/e2e/sample-site.ts'
import { type NeighbourhoodInput, neighbourhood } from './neighbourhood.ts'

let sample: OpenCity
beforeAll(async () => {
  sample = await openSample()
})
afterAll(() => sample.close())

const AT = '2026-01-01'
const around = (input: NeighbourhoodInput) => neighbourhood(sample.store, { at: AT, ...input })
const titles = async (input: NeighbourhoodInput) => (await around(input)).nodes.map((n) => n.law)

describe('neighbourhood', () => {
  test('of a law: itself, then what it cites and what cites it, the most cited first', async () => {
    const view = await around({ of: CHARGING, hops: 1 })
    expect(view.level).toBe('law')
    expect(view.nodes[0]).toMatchObject({ law: CHARGING, distance: 0 })
    expect(view.nodes.slice(1).every((n) => n.distance === 1)).toBe(true)
    const counts = view.nodes.slice(1).map((n) => n.citations)
    expect(counts).toEqual([...counts].sort((a, b) => b - a))
    expect(view.nodes.map((n) => n.law)).toContain(BUILDING)
    expect(view.total).toBe(view.nodes.length)
  })

  test('edges are between the nodes shown, those among the farthest too', async () => {
    const { nodes, edges } = await around({ of: CHARGING, hops: 1 })
    const told = edges.map((e) => [nodes[e.from]?.law, nodes[e.to]?.law])
    expect(told).toContainEqual([BUILDING, CHARGING])
    expect(told.some(([from, to]) => from !== CHARGING && to !== CHARGING)).toBe(true)
  })

  test('farther, more', async () => {
    const near = new Set(await titles({ of: HOUSING, hops: 1 }))
    const far = await titles({ of: HOUSING, hops: 3 })
    expect(far.length).toBeGreaterThan(near.size)
    expect(far.slice(0, near.size).every((title) => near.has(title))).toBe(true)
  })

  test('of an article: articles, and a 款 stands for its article', async () => {
    const view = await around({ of: `${CHARGING}第十条`, hops: 1 })
    expect(view.level).toBe('article')
    expect(view.nodes[0]).toMatchObject({ law: CHARGING, eid: 'art_10', name: '第十条', distance: 0 })
    expect(await around({ of: `${CHARGING}第十条第二款`, hops: 1 })).toEqual(view)
  })

  test('what is cut is told of', async () => {
    const whole = await around({ of: CHARGING })
    const cut = await around({ of: CHARGING, limit: 3 })
    expect([cut.nodes.length, cut.total]).toEqual([3, whole.total])
    expect(cut.nodes.map((n) => n.law)).toEqual(whole.nodes.slice(0, 3).map((n) => n.law))
    expect(cut.edges.every((e) => e.from < 3 && e.to < 3)).toBe(true)
  })

  test.each([
    ['nothing of that name', { of: '没有这部法' }, 'NOT_FOUND'],
    ['no hop', { of: CHARGING, hops: 0 }, 'QUERY_INVALID'],
    ['too many hops', { of: CHARGING, hops: 4 }, 'QUERY_INVALID'],
    ['no node', { of: CHARGING, limit: 0 }, 'QUERY_INVALID'],
  ])('refused: %s', async (_why, input, code) => {
    await expect(around(input)).rejects.toMatchObject({ code })
  })
})
