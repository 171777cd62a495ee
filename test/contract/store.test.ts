import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore } from '../../graph/open.ts'
import { storeContract } from './store.ts'

let folder = ''

storeContract({
  name: 'sqlite',
  async fresh() {
    await this.dispose()
    folder = await mkdtemp(join(tmpdir(), 'famai-store-'))
  },
  open: (options) => openStore(join(folder, 'famai.db'), options),
  async dispose() {
    if (folder) await rm(folder, { recursive: true, force: true })
    folder = ''
  },
})
