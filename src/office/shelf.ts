/** Where the shipped resources lie, for hosts that reach into them (samples, icons). */
export { resourcesFolder } from '#darkroom/places.ts'
