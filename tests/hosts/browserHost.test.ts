import { request } from 'node:http'
import { networkInterfaces } from 'node:os'
import { connect } from 'node:net'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { POLICY } from '#office/pageFiles.ts'
import { serveOpenDesk, type Served } from '#loopback/serveIssue.ts'
import { openWindowDesk } from '#office/openDeskOn.ts'
import { buildIfStale } from '../../scripts/build.ts'
import { findBrowser, launchBrowser, NO_BROWSER } from '../browser/chromium.ts'
import { granted, openRoom, root, type Room } from './issues.ts'
import { storyLog } from './stories.ts'

let room: Room
let served: Served
let file: string

beforeAll(async () => {
  buildIfStale()
  room = openRoom()
  file = await room.sample('yuntang', 'issue.banmian')
  served = await serveOpenDesk(granted(await openWindowDesk(file)), join(root, 'out/renderer'))
}, 120_000)
afterAll(async () => {
  await served?.close()
  room?.close()
})

const token = () => new URL(served.url).hash.replace('#token=', '')
const ours = () => `http://127.0.0.1:${served.port}`

/** One GET with the path as it is written, which fetch and URL would tidy. */
const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  new Promise<{ status: number; headers: NodeJS.Dict<string | string[]> }>((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port: served.port, path, headers, method }, (response) => {
      response.resume()
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers }))
    })
    asked.on('error', reject).end()
  })

/** Tries to open the wire: 101 where it opens, else the status of the refusal. */
const knock = (given: { origin?: string; host?: string; words?: string[]; path?: string }) =>
  new Promise<number>((resolve) => {
    const { origin = ours(), host, words = ['banmian', token()], path = '/wire' } = given
    const headers = host === undefined ? {} : { host }
    const socket = new WebSocket(`ws://127.0.0.1:${served.port}${path}`, words, {
      headers,
      ...(origin ? { origin } : {}),
    })
    socket.on('open', () => {
      socket.close()
      resolve(101)
    })
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0))
    socket.on('error', () => {})
  })

const isOpenAt = (host: string) =>
  new Promise<boolean>((resolve) => {
    const socket = connect({ host, port: served.port, timeout: 1000 })
    const end = (isOpen: boolean) => () => {
      socket.destroy()
      resolve(isOpen)
    }
    socket.on('connect', end(true)).on('error', end(false)).on('timeout', end(false))
  })

describe('who may come in', () => {
  test('listens on 127.0.0.1 and on no other address of this machine', async () => {
    expect(await isOpenAt('127.0.0.1')).toBe(true)
    const others = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? [])
    for (const { address, family } of others) {
      if (family !== 'IPv4' || address.startsWith('127.')) continue
      expect(await isOpenAt(address), address).toBe(false)
    }
    expect(await isOpenAt('::1')).toBe(false)
    expect(await isOpenAt('127.0.0.2')).toBe(false)
  })

  test('opens the wire to our own page with its token', async () => {
    expect(await knock({})).toBe(101)
  })

  test.each([
    ['no token', { words: ['banmian'] }],
    ['a wrong token', { words: ['banmian', 'A'.repeat(32)] }],
    ['no name before the token', { words: ['other'] }],
    ['another Origin', { origin: 'https://example.com' }],
    ['no Origin', { origin: '' }],
    ['an Origin of another port', { origin: 'http://127.0.0.1:1' }],
    ['another Host', { host: 'example.com' }],
    ['another path', { path: '/other' }],
  ])('refuses the wire with 403 to %s', async (_what, given) => {
    expect(await knock(given)).toBe(403)
  })

  test('refuses the token where it stands before the name, or in the address', async () => {
    expect(await knock({ words: [token(), 'banmian'] })).toBe(403)
    expect(await knock({ words: ['banmian'], path: `/wire?token=${token()}` })).toBe(403)
  })

  test('refuses a page asked for under another Host, which is how a rebound name would come', async () => {
    expect((await get('/', { host: 'example.com' })).status).toBe(403)
    expect((await get('/', { host: `example.com:${served.port}` })).status).toBe(403)
    expect((await get('/', { host: `127.0.0.1:${served.port}` })).status).toBe(200)
    expect((await get('/', { host: `localhost:${served.port}` })).status).toBe(200)
  })

  test('answers GET and HEAD and no other method', async () => {
    expect((await get('/', {}, 'POST')).status).toBe(405)
    expect((await get('/', {}, 'HEAD')).status).toBe(200)
  })

  test('gives every start a token of its own, of 24 random bytes', async () => {
    const other = await room.sample('millhaven', 'other.banmian')
    const second = await serveOpenDesk(granted(await openWindowDesk(other)), join(root, 'out/renderer'))
    await second.close()
    expect(new URL(second.url).hash).not.toBe(new URL(served.url).hash)
    expect(Buffer.from(token(), 'base64url')).toHaveLength(24)
  })
})

describe('what it hands out', () => {
  test.each([
    '/../package.json',
    '/..%2f..%2fpackage.json',
    '/%2e%2e/%2e%2e/package.json',
    '/assets/..%2f..%2f..%2fpackage.json',
    '/..%5c..%5cpackage.json',
    '/%00',
    '/%E0%A4%A',
    '/assets',
  ])('gives no file for %s', async (path) => {
    expect((await get(path)).status).toBe(404)
  })

  test('sends the policy and its companions with every answer, refusals too', async () => {
    for (const [path, headers] of [
      ['/', {}],
      ['/nothing', {}],
      ['/', { host: 'example.com' }],
    ] as const) {
      const answer = await get(path, { ...headers })
      expect(answer.headers).toMatchObject({
        'content-security-policy':
          "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; style-src 'self'; " +
          "font-src 'self' data: blob:; img-src 'self' data: blob:; connect-src 'self'; base-uri 'none'; " +
          "form-action 'none'; frame-ancestors 'none'",
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
      })
    }
    expect(POLICY.match(/unsafe-\w+/g)).toEqual(['unsafe-eval'])
  })
})

describe.skipIf(findBrowser() === null)(`two windows on one story (${findBrowser() ? 'Chromium' : NO_BROWSER})`, () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchBrowser()
  })
  afterAll(async () => browser?.close())

  async function openWindow(): Promise<Page> {
    const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage()
    await page.goto(served.url)
    await page.locator('[role=listitem] [data-row-focus]').first().click({ timeout: 60_000 })
    await page.locator('.line-paragraph').first().waitFor()
    return page
  }
  const copyOf = (page: Page) =>
    page.evaluate(() => {
      const session = window.banmianSession
      const story = session?.selection.get().story
      return JSON.stringify(story ? session?.stories.maybeOpen(story)?.state.doc.toJSON() : null)
    })
  const isSaved = (page: Page) => page.locator('header [role=status]').getAttribute('data-state')

  test('what both type at once stands in both, the same, and in the file', async () => {
    const [one, two] = await Promise.all([openWindow(), openWindow()])
    await one.locator('.line-paragraph').first().click()
    await two.locator('.line-paragraph').last().click()
    await Promise.all([
      one.keyboard.type('甲乙丙丁戊己', { delay: 15 }),
      two.keyboard.type('子丑寅卯辰巳', { delay: 15 }),
    ])
    for (const page of [one, two]) await expect.poll(() => isSaved(page)).toBe('saved')
    await expect.poll(() => copyOf(two)).toBe(await copyOf(one))
    const copy = await copyOf(one)
    expect(copy).toContain('甲乙丙丁戊己')
    expect(copy).toContain('子丑寅卯辰巳')
    const story = await one.evaluate(() => window.banmianSession?.selection.get().story ?? null)
    const kept = await storyLog(file, story!)
    for (const letter of '甲丁己子卯巳') expect(kept).toContain(letter)
  }, 90_000)
})
