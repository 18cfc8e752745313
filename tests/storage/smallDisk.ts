/** Disks that fill up. */
import { execFileSync } from 'node:child_process'
import { onTestFinished } from 'vitest'

/** A file system of its own in `home` for as long as the test runs: root may mount one; null elsewhere. */
export function mounted(home: string, options: string): string | null {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'none', home], { stdio: 'ignore' })
  } catch {
    return null
  }
  onTestFinished(() => void execFileSync('umount', ['-l', home]))
  return home
}
