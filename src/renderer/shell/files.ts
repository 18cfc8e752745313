/** Text files that a user hands in, and files that are handed to a user. */

/** Asks for a text file; null where none was chosen. `accept` as an input's: `.json,.csv`. */
export function chooseText(accept: string): Promise<{ readonly name: string; readonly text: string } | null> {
  return new Promise((resolve) => {
    const input = document.createElement('input')
    input.type = 'file'
    input.accept = accept
    input.oncancel = () => resolve(null)
    input.onchange = () => {
      const [file] = input.files ?? []
      if (file) void file.text().then((text) => resolve({ name: file.name, text }))
      else resolve(null)
    }
    input.click()
  })
}

/** Hands a text to the user as a file. */
export function giveFile(name: string, type: string, text: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type }))
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
