/** Which output profile plates are made for: the order's, else the stylebook's, else the shipped one. */
import { describe, expect, it } from 'vitest'
import { fault, isFault } from '#contract/faults.ts'
import { openResources } from '#darkroom/resources.ts'
import { resourcesFolder } from '#darkroom/places.ts'
import { chooseProfile } from '#desk/outputProfiles.ts'
import type { Ports } from '#desk/ports.ts'

const shipped = new Uint8Array(await openResources({ folder: resourcesFolder() }).readProfile())
const plants = new Map([['plant.icc', shipped.slice()], ['broken.icc', shipped.slice(0, 90)]]) // prettier-ignore

const resources = {
  readProfile: async () => shipped,
  readPlantProfile: async (name: string) => plants.get(name) ?? fault('profile.missing', { name }),
} as Ports['resources']

const choose = (profile?: string, icc?: Uint8Array<ArrayBuffer>) => {
  const press = { condition: 'CGATS TR 002', totalInk: 220, needsSignature: false, leastResolution: 150 }
  return chooseProfile({ resources }, { press: { ...press, ...(profile ? { profile } : {}) } }, icc ? { icc } : {})
}

describe('plates', () => {
  it('are made for the shipped profile, under the name of its condition, where nobody chose another', async () =>
    expect(await choose()).toEqual({ bytes: shipped, name: null }))
  it('are made for the stylebook’s profile, by its own name', async () => {
    const chosen = await choose('plant.icc')
    expect(isFault(chosen) ? chosen : chosen.name).toMatch(/\S/)
  })
  it('are made for the order’s profile before the stylebook’s', async () => {
    const chosen = await choose('broken.icc', shipped.slice())
    expect(isFault(chosen)).toBe(false)
  })
  it('are not made for a profile that is missing or broken, and its name is said', async () => {
    expect(await choose('nowhere.icc')).toMatchObject({ code: 'profile.missing', where: { name: 'nowhere.icc' } })
    expect(await choose('broken.icc')).toMatchObject({ code: 'profile.unreadable', where: { name: 'broken.icc' } })
    expect(await choose(undefined, shipped.slice(0, 90))).toMatchObject({ code: 'profile.unreadable' })
  })
})

describe('resources', () => {
  it('give a plant’s profile by its name and by no path', async () => {
    const shelf = openResources({ folder: resourcesFolder() })
    expect(await shelf.readPlantProfile('SNAP_TR002_newsprint.icc')).toEqual(shipped)
    for (const name of ['', '../faces.json', 'nowhere.icc', '../icc/SNAP_TR002_newsprint.icc', 'a\0.icc']) {
      expect(await shelf.readPlantProfile(name)).toMatchObject({ code: 'profile.missing' })
    }
  })
})
