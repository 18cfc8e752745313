import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isFault } from '#contract/faults.ts'
import { serveOpenDesk, type Served } from '#loopback/serveIssue.ts'
import { makeSample } from '#office/makeSample.ts'
import { openDeskOn } from '#office/openDeskOn.ts'

describe('faces over the browser host', () => {
  const folder = mkdtempSync(join(tmpdir(), 'banmian-faces-'))
  let served: Served
  const ask = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(new URL(path, served.url), { headers })
  const bearer = (): Record<string, string> => ({ Authorization: `Bearer ${served.url.split('token=')[1]}` })

  beforeAll(async () => {
    const file = join(folder, 'issue.banmian')
    const refused = await makeSample(resolve(import.meta.dirname, '../../resources/samples/millhaven'), file)
    expect(refused).toBeNull()
    const desk = await openDeskOn(file)
    if (isFault(desk)) throw new Error(desk.code)
    served = await serveOpenDesk(desk, folder)
  })
  afterAll(async () => {
    await served.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('gives a face whole to who shows the token, under its hash', async () => {
    const answer = await ask('/faces/libreFranklin.400', bearer())
    expect(answer.status).toBe(200)
    const digest = await crypto.subtle.digest('SHA-256', await answer.arrayBuffer())
    expect(answer.headers.get('etag')).toBe(`"${Buffer.from(digest).toString('hex')}"`)
  })
  it('sends nothing again to a window that has it', async () => {
    const first = await ask('/faces/libreFranklin.400', bearer())
    const again = await ask('/faces/libreFranklin.400', { ...bearer(), 'If-None-Match': first.headers.get('etag')! })
    expect(again.status).toBe(304)
  })
  it('refuses who has no token, or another', async () => {
    expect((await ask('/faces/libreFranklin.400')).status).toBe(403)
    expect((await ask('/faces/libreFranklin.400', { Authorization: 'Bearer x' })).status).toBe(403)
  })
  it('says which face it has not', async () => {
    const answer = await ask('/faces/none.400', bearer())
    expect(answer.status).toBe(404)
    expect(await answer.json()).toMatchObject({ code: 'font.missing' })
  })
})
