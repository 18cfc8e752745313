/** `npm run -s banmian -- COMMAND ...`: the headless host, from a checkout. */
import { run } from '#cli/run.ts'

// A reader that has seen enough (`| head`) closes the pipe: that is no mistake.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))

const argv = process.argv.slice(2)
process.exitCode = await run(argv, {
  env: process.env,
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
})
