import { expect, test } from 'vitest'
import { openCity, silent } from '../test/e2e/open-city.ts'
import { serve } from './serve.ts'

test('it listens on this machine, answers, and closes', async () => {
  const city = await openCity()
  const serving = await serve({ store: city.store, port: 0, log: silent })
  expect(serving.url).toBe(`http://127.0.0.1:${serving.port}/`)
  expect(await (await fetch(`${serving.url}healthz`)).json()).toEqual({ status: 'ok' })
  const taken = serve({ store: city.store, port: serving.port, log: silent })
  await expect(taken).rejects.toMatchObject({ code: 'EADDRINUSE' })
  await serving.close()
  await expect(fetch(serving.url)).rejects.toThrow()
  await city.close()
})

test('listening to a network it says what a browser can ask for', async () => {
  const city = await openCity()
  const serving = await serve({ store: city.store, port: 0, host: '0.0.0.0', log: silent })
  expect(serving.url).toBe(`http://127.0.0.1:${serving.port}/`)
  expect(await (await fetch(`${serving.url}healthz`)).json()).toEqual({ status: 'ok' })
  await serving.close()
  await city.close()
})
