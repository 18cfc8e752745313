/** Files of copy (DOCX, Markdown, text) that are dropped or pasted into a story. */
import { isFault } from '#contract/faults.ts'
import type { Manuscript } from '#contract/manuscript.ts'
import { tellFault } from '#renderer/shell/speak.ts'
import type { Workspace } from '#renderer/shell/workspace.tsx'

/** Whether a file is copy by its name; everything else goes to the pool. */
export const isCopyFile = ({ name }: File): boolean => /\.(?:docx|docm|dotx|doc|rtf|txt|md|markdown)$/i.test(name)

/** Reads a file as copy; null where it was refused, which is said. */
export async function maybeReadCopyFile(
  workspace: Workspace,
  file: File,
  isWhole: boolean,
): Promise<Manuscript | null> {
  const [{ readCopyFile }, buffer] = [await import('#exchange/manuscripts/readCopyFile.ts'), await file.arrayBuffer()]
  const read = readCopyFile(file.name, new Uint8Array(buffer), isWhole)
  if (!isFault(read)) return read
  tellFault(workspace, read)
  return null
}
