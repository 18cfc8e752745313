/** Ads: what was read of each when it came in, held against the paper and against the block that it stands in. */
import type { AdFacts } from '#contract/ad.ts'
import type { FaultWhere, Finding, FindingCode, Severity } from '#contract/faults.ts'
import type { Box, Emu } from '#contract/measure.ts'
import type { Photo } from '#contract/photo.ts'
import type { SetPage, SetPicture } from '#contract/setPage.ts'
import type { Stylebook } from '#contract/stylebook.ts'
import { atPicture, inMm, remark, type PageCheck } from './remark.ts'

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
export const adFindings = (check: PageCheck): Finding[] =>
  check.set.pictures.flatMap((picture) => {
    const photo = picture.isAd ? check.job.photos.get(picture.photo) : undefined
    return photo?.ad ? findingsOf(check, picture, photo, photo.ad) : []
  })

function findingsOf({ set, job }: PageCheck, picture: SetPicture, photo: Photo, ad: AdFacts): Finding[] {
  const standing = { set, picture, photo, ad, stylebook: job.stylebook }
  const block = set.blocks.find(({ record }) => record === picture.record)
  const own = { photo: photo.id, record: picture.record, name: photo.name }
  const say = (code: FindingCode, severity: Severity, values: FaultWhere | null): Finding[] =>
    values === null ? [] : [{ ...remark(code, atPicture(job, picture), { ...own, ...values }), severity }]
  return [
    ...say('ad.rgb', 'error', ad.colours.includes('rgb') ? {} : null),
    ...say('ad.fontMissing', 'error', missingFonts(ad)),
    ...say('ad.spot', 'error', strangeSpots(standing)),
    ...say('ad.transparency', 'warning', ad.isTransparent ? {} : null),
    ...say('ad.modern', 'warning', ad.isModern ? {} : null),
    ...say('ad.ink', 'warning', heavyInk(standing)),
    ...say('ad.lowResolution', 'warning', lowResolution(standing)),
    ...say('ad.size', 'warning', block ? wrongSize(standing, block.box) : null),
    ...say('ad.unmarked', 'error', isMarked(standing) ? null : {}),
  ]
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
