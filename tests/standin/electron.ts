/**
 * A stand-in for the `electron` module of the main process, where Electron's runtime is absent: as much of it as src/main
 * uses, over the machine's own Chromium. What is not faithful stands in README.md.
 */
import { app, browserOf } from './app.ts'
import { dialog, opened, shell, shown } from './dialogs.ts'
import { Menu } from './menus.ts'
import { printed, printer } from './printer.ts'
import { session } from './permissions.ts'
import { fetchInApp, protocol } from './schemes.ts'
import { watchPopups } from './tabs.ts'
import { BrowserWindow } from './windows.ts'

const net = { fetch: fetchInApp }
/** One screen, larger than any window of a test. */
const screen = { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 2560, height: 1440 } }] }
export { app, BrowserWindow, dialog, Menu, net, protocol, screen, session, shell }

/** As a test's `evaluate` gets it; `shown`, `opened` and `printed` tell what the system was asked for. */
const electron = {
  app,
  BrowserWindow,
  dialog,
  Menu,
  net,
  protocol,
  screen,
  session,
  shell,
  shown,
  opened,
  printed,
  printer,
}

interface Question {
  readonly id: number
  readonly act: string
  readonly argument: unknown
}

/** A test's question: the source of a function, run here with the module. */
async function answer({ id, act, argument }: Question): Promise<void> {
  try {
    const run = new Function(`return (${act})`)() as (module: typeof electron, argument: unknown) => unknown
    process.send?.({ id, value: (await run(electron, argument)) ?? null })
  } catch (error) {
    process.send?.({ id, problem: error instanceof Error ? error.stack : String(error) })
  }
}

process.on('message', (question: Question) => void answer(question))
// Whoever started this is gone: so is its test.
process.on('disconnect', () => void app.exit(0))

async function announce(): Promise<void> {
  await watchPopups()
  process.send?.({ endpoint: (await browserOf()).endpoint })
}
void announce()
