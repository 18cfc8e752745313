/** The one list of what a user can do: menus, keys, palette and tips are all made of it. */
import type { Command, CommandRegistry } from '../session.ts'
import { makeStore } from '../store.ts'

export function openRegistry(): CommandRegistry {
  /** As they were registered, and as the user's keys make them. */
  let registered: readonly Command[] = []
  let keyMap: Readonly<Record<string, readonly string[]>> = {}
  const commands = makeStore<readonly Command[]>([])
  const maybeCommand = (id: string): Command | null => commands.get().find((command) => command.id === id) ?? null
  const show = (): void =>
    commands.put(
      registered.map((command) => {
        const keys = Object.hasOwn(keyMap, command.id) ? keyMap[command.id] : undefined
        return keys ? { ...command, keys } : command
      }),
    )
  return {
    ...commands,
    register(command) {
      if (maybeCommand(command.id)) throw new RangeError(`register: command ${command.id} is taken`)
      registered = [...registered, command]
      show()
      return () => {
        registered = registered.filter((each) => each !== command)
        show()
      }
    },
    remap(keys) {
      if (keys === keyMap) return
      keyMap = keys
      show()
    },
    houseKeys: (id) => registered.find((command) => command.id === id)?.keys ?? [],
    maybeCommand,
    run(id) {
      const command = maybeCommand(id)
      if (!command?.isEnabled()) return false
      void command.run()
      return true
    },
  }
}
