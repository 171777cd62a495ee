import { BODY_ENDING } from '../../language/names/documents.ts'
import type { Block } from './block.ts'

/** A page number with its ornaments: - 12 -, — 3 —, · 7 ·, 第 3 页, 第3页 共9页, 3/9. */
const ORNATE_NUMBER =
  /^(?:[-—–－─_·•.~\s]+\d{1,4}[-—–－─_·•.~\s]*|\d{1,4}\s*[-—–－─]+|第\s*\d{1,4}\s*页(?:\s*[,，/（(]?\s*共\s*\d{1,4}\s*页\s*[)）]?)?|\d{1,4}\s*\/\s*\d{1,4})$/
const BARE_NUMBER = /^\d{1,4}$/
/** A running head that carries its page number: 某市人大常委会公报 2025年第2号 · 13 · */
const HEAD_WITH_NUMBER = /公报|会刊|政报|第\s*\d+\s*[号期]/

const BODY_NAME = new RegExp(`${BODY_ENDING}$`)

/** Marks page numbers and running heads. What stands once is never furniture, whatever its shape. */
export function markFurniture(lines: readonly Block[], source: string): Block[] {
  const atEdge = pageEdges(lines, source)
  const furniture = new Set<number>()
  const bare: number[] = []
  lines.forEach((line, i) => {
    const text = line.content.text
    if (line.table) return
    if (ORNATE_NUMBER.test(text)) furniture.add(i)
    else if (BARE_NUMBER.test(text)) bare.push(i)
  })
  for (const i of runningNumbers(lines, bare, atEdge)) furniture.add(i)
  for (const i of runningHeads(lines, furniture, atEdge)) furniture.add(i)
  return lines.map((line, i) => (furniture.has(i) ? { ...line, role: 'furniture' } : line))
}

/** Bare numbers are page numbers where they stand at page edges, or count upwards through the file. */
function runningNumbers(lines: readonly Block[], bare: readonly number[], atEdge: ReadonlySet<number>): number[] {
  const edge = bare.filter((i) => atEdge.has(i))
  if (edge.length > 0) return edge
  const value = (i: number) => Number(lines[i]?.content.text)
  const rising = bare.filter((i, k) => k === 0 || Math.abs(value(i) - value(bare[k - 1] ?? i) - 1.5) <= 1)
  const isolated = rising.every((i, k) => k === 0 || i - (rising[k - 1] ?? 0) > 3)
  return rising.length >= 3 && rising.length >= bare.length * 0.8 && isolated ? rising : []
}

function runningHeads(lines: readonly Block[], numbers: ReadonlySet<number>, atEdge: ReadonlySet<number>): number[] {
  const places = new Map<string, number[]>()
  lines.forEach((line, i) => {
    const text = line.content.text
    const key = text.replace(/\s+/g, '').replace(/\d+/g, '#')
    // a body's name stands alone at page edges as a signature or the first line of a title
    if (key.length > 45 || numbers.has(i) || line.table || BODY_NAME.test(key)) return
    if (key.length >= 4 && !/[。；，]/.test(key)) places.set(key, [...(places.get(key) ?? []), i])
  })
  const near = (i: number) => atEdge.has(i) || [i - 2, i - 1, i + 1, i + 2].some((j) => numbers.has(j))
  const heads: number[] = []
  for (const [key, at] of places) {
    const numbered = HEAD_WITH_NUMBER.test(key) && /^#|(?<!第)#$|·#·|-#-/.test(key)
    if (at.length < (numbered ? 2 : 3)) continue
    const placed = at.filter(near)
    if (numbered) heads.push(...at)
    else if (placed.length >= Math.max(3, at.length * 0.6)) heads.push(...placed)
  }
  return heads
}

/** The first two and last two lines of each page, where the format or form feeds tell of pages. */
function pageEdges(lines: readonly Block[], source: string): Set<number> {
  const edges = new Set<number>()
  let number = 0
  const pages = lines.map((line, i) => {
    const before = lines[i - 1]
    if (before && source.slice(before.end, line.start).includes('\f')) number++
    return line.page ?? number
  })
  if (new Set(pages).size < 2) return edges
  pages.forEach((page, i) => {
    if (pages[i - 1] !== page || pages[i - 2] !== page || pages[i + 1] !== page || pages[i + 2] !== page) edges.add(i)
  })
  return edges
}
