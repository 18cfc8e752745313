import { useEffect, useState } from 'react'
import type { Store } from '../store.ts'
import { afterPaint } from './afterPaint.ts'

/** What a store holds, read after the frame in which it changed: for figures that follow every key and stand in none's way. */
export function useSettled<T>(store: Store<T>): T {
  const [value, setValue] = useState(store.get)
  useEffect(() => {
    const read = afterPaint(() => setValue(() => store.get()))
    const stop = store.subscribe(read)
    setValue(() => store.get())
    return () => {
      stop()
      read.cancel()
    }
  }, [store])
  return value
}
