/** Menus that no person sees: the items of the template, to be found by id and clicked by a test. */
import type { MenuItemConstructorOptions } from 'electron'

type Item = Omit<MenuItemConstructorOptions, 'submenu'> & { readonly submenu: Menu | null }

export class Menu {
  readonly items: readonly Item[]

  constructor(items: readonly Item[]) {
    this.items = items
  }

  static #application: Menu | null = null

  static buildFromTemplate(template: readonly MenuItemConstructorOptions[]): Menu {
    return new Menu(
      template.map(({ submenu, ...item }) => ({
        ...item,
        submenu: Array.isArray(submenu) ? Menu.buildFromTemplate(submenu) : null,
      })),
    )
  }

  static setApplicationMenu(menu: Menu | null): void {
    Menu.#application = menu
  }

  static getApplicationMenu(): Menu | null {
    return Menu.#application
  }

  getMenuItemById(id: string): Item | null {
    for (const item of this.items) {
      const found = item.id === id ? item : (item.submenu?.getMenuItemById(id) ?? null)
      if (found) return found
    }
    return null
  }
}
