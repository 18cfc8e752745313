/** The one list of what a user can do: menus, keys, palette and tips are all made of it. */
import type { Command, CommandRegistry } from '../session.ts'
import { makeStore } from '../store.ts'

export function openRegistry(): CommandRegistry {
  const commands = makeStore<readonly Command[]>([])
  const maybeCommand = (id: string): Command | null => commands.get().find((command) => command.id === id) ?? null
  return {
    ...commands,
    register(command) {
      if (maybeCommand(command.id)) throw new RangeError(`register: command ${command.id} is taken`)
      commands.put([...commands.get(), command])
      return () => commands.put(commands.get().filter((each) => each !== command))
    },
    maybeCommand,
    run(id) {
      const command = maybeCommand(id)
      if (!command?.isEnabled()) return false
      void command.run()
      return true
    },
  }
}
