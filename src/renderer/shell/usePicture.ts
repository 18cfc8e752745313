import { useEffect, useState } from 'react'
import type { PhotoId } from '#contract/ids.ts'
import { fetchPicture } from './acts.ts'
import { useWorkspace } from './workspace.tsx'

/** A photo's picture for the screen, as the URL of an object that lives as long as the component; null until then. */
export function usePicture(photo: PhotoId | null, edge: number): string | null {
  const workspace = useWorkspace()
  const [url, setUrl] = useState<string | null>(null)
  useEffect(() => {
    setUrl(null)
    if (photo === null) return
    let made: string | null = null
    let isWanted = true
    void fetchPicture(workspace, photo, edge).then((next) => {
      if (next !== null && !isWanted) URL.revokeObjectURL(next)
      if (!isWanted) return
      made = next
      setUrl(next)
    })
    return () => {
      isWanted = false
      if (made !== null) URL.revokeObjectURL(made)
    }
  }, [workspace, photo, edge])
  return url
}
