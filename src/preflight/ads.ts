/** Preflight of ads: what was read of each when it came in, held against the paper and against the block that it stands in. */
import type { AdFacts } from '#contract/ad.ts'
import type { FaultWhere, Finding, FindingCode } from '#contract/faults.ts'
import type { Box, Emu } from '#contract/measure.ts'
import type { Photo } from '#contract/photo.ts'
import type { SetPage, SetPicture } from '#contract/setPage.ts'
import type { Stylebook } from '#contract/stylebook.ts'
import { atPicture, inMm, remark, type PageCheck, type RemarkAt } from './remark.ts'

/** What an ad may differ from its block, label and rest of a line aside, before the block is called the wrong one: 1 mm. */
const PLAY = 36_000

/** An ad as it stands on a page. */
interface StandingAd {
  readonly set: SetPage
  readonly picture: SetPicture
  readonly photo: Photo
  readonly ad: AdFacts
  readonly stylebook: Stylebook
}

/** The findings of every ad on a set page, in the page's order. */
export function adFindings({ set, job }: PageCheck): Finding[] {
  const { photos, stylebook } = job
  return set.pictures.flatMap((picture) => {
    const photo = picture.isAd ? photos.get(picture.photo) : undefined
    return photo?.ad ? findingsOf({ set, picture, photo, ad: photo.ad, stylebook }, atPicture(job, picture)) : []
  })
}

function findingsOf(standing: StandingAd, at: RemarkAt): Finding[] {
  const { ad, set, picture, photo } = standing
  const block = set.blocks.find(({ record }) => record === picture.record)
  const found: readonly [FindingCode, FaultWhere | null][] = [
    ['ad.rgb', ad.colours.includes('rgb') ? {} : null],
    ['ad.fontMissing', missingFonts(ad)],
    ['ad.spot', strangeSpots(standing)],
    ['ad.transparency', ad.isTransparent ? {} : null],
    ['ad.modern', ad.isModern ? {} : null],
    ['ad.ink', heavyInk(standing)],
    ['ad.lowResolution', lowResolution(standing)],
    ['ad.size', block ? wrongSize(standing, block.box) : null],
    ['ad.unmarked', isMarked(standing) ? null : {}],
  ]
  const about = { photo: photo.id, record: picture.record, name: photo.name }
  return found.flatMap(([code, values]) => (values ? [remark(code, at, { ...about, ...values })] : []))
}

function missingFonts({ fonts }: AdFacts): FaultWhere | null {
  const missing = fonts.filter(({ isEmbedded }) => !isEmbedded).map(({ name }) => name)
  return missing.length === 0 ? null : { fonts: missing.join(', ') }
}

/** Inks that make a plate which the paper does not print. */
function strangeSpots({ ad, stylebook }: StandingAd): FaultWhere | null {
  const strange = ad.spots.filter((spot) => !stylebook.inks?.some(({ name }) => name === spot))
  return strange.length === 0 ? null : { spots: strange.join(', ') }
}

function heavyInk({ ad, stylebook }: StandingAd): FaultWhere | null {
  const most = stylebook.press.totalInk
  return ad.mostInk !== null && ad.mostInk > most ? { ink: ad.mostInk, most } : null
}

function lowResolution({ ad, picture, stylebook }: StandingAd): FaultWhere | null {
  const least = stylebook.press.leastResolution
  return ad.resolution !== null && picture.resolution < least ? { resolution: picture.resolution, least } : null
}

/**
 * An ad that is higher or wider than its block, or leaves a column or a line of it empty. Columns and lines are no
 * millimetres: what is left because no whole number of them fits is no fault of the ad.
 */
function wrongSize({ set, picture, stylebook, ad }: StandingAd, block: Box): FaultWhere | null {
  const { measure, gap, pitch } = stylebook.grid
  const label = set.frames.find(({ id }) => id === `${picture.record}.label.0`)
  const room = { width: block.width, height: block.height - (label?.box.height ?? 0) }
  const { width, height } = picture.box
  const isLarger = width > room.width + PLAY || height > room.height + PLAY
  const isSmaller = room.width - width >= measure + gap || room.height - height >= pitch + PLAY
  if (!isLarger && !isSmaller) return null
  return {
    width: inMm(width),
    height: inMm(height),
    wide: inMm(room.width),
    high: inMm(room.height),
    scale: fillingScale(ad.trim, room),
  }
}

/** Percent at which the ad fills its room both ways; null where its shape is another. */
function fillingScale(trim: { width: Emu; height: Emu }, room: { width: Emu; height: Emu }): number | null {
  const across = Math.floor((room.width * 1000) / trim.width)
  const down = Math.floor((room.height * 1000) / trim.height)
  return Math.abs(across - down) * 50 > across ? null : Math.min(across, down) / 10
}

const isMarked = ({ set, picture, ad }: StandingAd): boolean =>
  ad.isMarked || set.frames.some(({ id }) => id === `${picture.record}.label.0`)
