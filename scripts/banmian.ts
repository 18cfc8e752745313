/** `npm run -s banmian -- COMMAND ...`: the headless host, from a checkout. */
import { run } from '#cli/run.ts'

const argv = process.argv.slice(2)
if (argv[0] === 'serve') (await import('./build.ts')).buildIfStale()
process.exitCode = await run(argv, {
  env: process.env,
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
})
