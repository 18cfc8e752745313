/** Whether `file` of the build stands and no source is younger. */
export function isBuilt(file: string): boolean
