import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { nameOfModel } from './open.ts'

test('a folder whose weights were replaced is another model; one that was only opened again is the same', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'e5-'))
  const name = () => nameOfModel({ model: folder, cacheFolder: folder })
  try {
    await mkdir(join(folder, 'onnx'))
    await writeFile(join(folder, 'onnx/model_quantized.onnx'), 'one')
    const first = await name()
    expect(first).toContain('"query: "')
    await writeFile(join(folder, 'README.md'), 'a card')
    expect(await name()).toBe(first)
    await writeFile(join(folder, 'onnx/model_quantized.onnx'), 'two')
    expect(await name()).not.toBe(first)
  } finally {
    await rm(folder, { recursive: true })
  }
})

test('a model of the hub is named by its name and its use', async () => {
  const cacheFolder = tmpdir()
  const name = (use = {}) => nameOfModel({ model: 'Xenova/bge-small-zh-v1.5', use, cacheFolder })
  expect(await name()).toMatch(/^Xenova\/bge-small-zh-v1\.5 cls /)
  expect(await name({ pooling: 'mean' })).not.toBe(await name())
})
