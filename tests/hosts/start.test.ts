import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { findBrowser } from '../../scripts/browser.ts'
import { buildIfStale } from '../../scripts/build.ts'
import { runtime } from '../standin/launch.ts'
import { openRoom, root, type Room } from './issues.ts'

/** `npm start` as far as this machine can show it. */
const hasXvfb = spawnSync('which', ['Xvfb']).status === 0
const ADDRESS = /http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]+/

let room: Room
let file: string
beforeAll(async () => {
  buildIfStale()
  room = openRoom()
  file = await room.sample('yuntang', 'issue.banmian')
}, 60_000)
afterAll(() => room?.close())

/** Starts `npm start` on the issue in a process group of its own, which ends with the test. */
function start(env: Record<string, string | undefined>): ChildProcess {
  const child = spawn(process.execPath, [join(root, 'scripts/run.mjs'), 'start', file], {
    cwd: root,
    env: { ...process.env, WAYLAND_DISPLAY: undefined, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  })
  onTestFinished(() => endGroup(child))
  return child
}

async function endGroup(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null) return
  const gone = once(child, 'exit')
  process.kill(-child.pid, 'SIGTERM')
  await gone
}

/** Waits for a line that matches. */
async function lineOf(child: ChildProcess, pattern: RegExp): Promise<string> {
  if (!child.stdout) throw new Error('start: no output')
  for await (const line of createInterface({ input: child.stdout })) if (pattern.test(line)) return line
  throw new Error(`start ended without ${pattern}`)
}

test('without a display it serves the issue and prints the address', async () => {
  const child = start({ DISPLAY: undefined })
  const address = (await lineOf(child, ADDRESS)).trim()
  const answer = await fetch(address)
  expect(answer.status).toBe(200)
  expect(await answer.text()).toContain('id="window"')
}, 60_000)

describe.skipIf(!hasXvfb || findBrowser() === null || runtime !== null)(
  `an application window (${hasXvfb ? 'on Xvfb' : 'skipped: no Xvfb (Debian: apt-get install xvfb)'})`,
  () => {
    test('without Electron’s runtime it opens the browser as an application window, and ends with it', async () => {
      const screen = spawn('Xvfb', ['-displayfd', '1', '-screen', '0', '1440x900x24', '-nolisten', 'tcp'], {
        stdio: ['ignore', 'pipe', 'ignore'],
      })
      onTestFinished(() => void screen.kill())
      const display = `:${(await lineOf(screen, /^\d+$/)).trim()}`
      const child = start({ DISPLAY: display })
      expect(await lineOf(child, /Opened in/)).toContain(findBrowser())
      const shown = () =>
        spawnSync('pgrep', ['-g', String(child.pid), '-f', 'app=http://127'], { encoding: 'utf8' }).stdout
      await expect.poll(shown, { timeout: 15_000 }).not.toBe('')
      process.kill(Number(shown().split('\n')[0]), 'SIGTERM')
      await once(child, 'exit')
      expect(child.exitCode).toBe(0)
    }, 90_000)
  },
)
