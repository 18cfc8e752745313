import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isFault } from '#contract/faults.ts'
import { resourcesFolder } from '#darkroom/places.ts'
import { openResources, readSubsetter } from '#darkroom/resources.ts'

const resources = openResources({ folder: resourcesFolder() })

describe('resources', () => {
  it('read every stylebook that they list', async () => {
    const names = await resources.listStylebooks()
    expect(names).toEqual(
      expect.arrayContaining(['hexi-weekly', 'millhaven-weekly', 'yuntang-broadsheet', 'yuntang-tabloid']),
    )
    for (const name of names) {
      const stylebook = await resources.readStylebook(name)
      expect(isFault(stylebook) ? stylebook.where : stylebook.name).toBe(name)
    }
  })
  it.each(['nobody', '../stylebooks/yuntang-tabloid', '', 'a\0b'])('know no stylebook by the name %j', async (name) => {
    const stylebook = await resources.readStylebook(name)
    expect(isFault(stylebook) && stylebook.code).toBe('stylebook.unknown')
  })
  it('say where a stylebook is wrong', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'books-'))
    await mkdir(join(folder, 'stylebooks'))
    await writeFile(join(folder, 'stylebooks', 'bad.json'), '{"name":"bad","lang":"xx"}')
    await writeFile(join(folder, 'stylebooks', 'worse.json'), '{')
    const bad = await openResources({ folder }).readStylebook('bad')
    const worse = await openResources({ folder }).readStylebook('worse')
    await rm(folder, { recursive: true })
    expect(bad).toMatchObject({ code: 'stylebook.invalid', where: { name: 'bad', at: 'title' } })
    expect(worse).toMatchObject({ code: 'stylebook.invalid', where: { name: 'worse' } })
  })
  it('ship a press profile with four inks', async () => {
    const profile = Buffer.from(await resources.readProfile())
    expect(profile.toString('latin1', 12, 20)).toBe('prtrCMYK')
  })
  it('ship the subsetter as WebAssembly', async () => {
    expect([...(await readSubsetter()).subarray(0, 4)]).toEqual([0, 97, 115, 109])
  })
})
