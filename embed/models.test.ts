import { expect, test } from 'vitest'
import { useOf } from './models.ts'

test.each([
  // names of the hub, and folders, by what follows the owner
  ['Xenova/bge-small-zh-v1.5', { pooling: 'cls', passage: '' }],
  ['Xenova/multilingual-e5-small', { pooling: 'mean', query: 'query: ', passage: 'passage: ' }],
  ['/models/e5-small-zh/', { query: 'query: ' }],
  ['C:\\models\\bge-base-zh', { pooling: 'cls' }],
  // bge-m3 wants no sentence before a question, unlike the others of its family
  ['Xenova/bge-m3', { pooling: 'cls', query: '' }],
  ['someone/law-embedder', { pooling: 'mean', query: '', passage: '' }],
])('%s', (name, use) => {
  expect(useOf(name)).toMatchObject(use)
})
