/**
 * Faults and findings: what the house says when it must refuse, and what it remarks on a page.
 * A caller's own bug throws RangeError instead. Neither holds a sentence: `words/` turns codes and values into one.
 */
import type { FrameId, StoryId } from './ids.ts'
import type { Place } from './copy.ts'

/** Every expected refusal. One closed list; each code has its words in both languages (words/faults.ts). */
export const FAULT_CODES = [
  'file.missing',
  'file.exists',
  'file.notIssue',
  'file.corrupt',
  'file.newer',
  'file.readOnly',
  'file.full',
  'file.busy',
  'file.unreadable',
  'text.encoding',
  'text.empty',
  'text.tooLarge',
  'input.unknown',
  'document.unreadable',
  'document.tooLarge',
  'document.older',
  'picture.unreadable',
  'picture.tooLarge',
  'picture.extraInks',
  'picture.unprintable',
  'photo.missing',
  'ad.unreadable',
  'ad.encrypted',
  'ad.tooLarge',
  'ad.layers',
  'ad.external',
  'ad.unfit',
  'profile.missing',
  'profile.unreadable',
  'profile.unfit',
  'stylebook.unknown',
  'stylebook.invalid',
  'preflight.unknown',
  'preflight.invalid',
  'story.missing',
  'story.held',
  'steps.stale',
  'steps.invalid',
  'repair.missing',
  'repair.moved',
  'version.missing',
  'version.automatic',
  'status.unknown',
  'house.conflict',
  'house.taken',
  'house.full',
  'house.unreadable',
  'mark.missing',
  'mark.place',
  'mark.moved',
  'mark.others',
  'find.pattern',
  'find.slow',
  'page.missing',
  'record.conflict',
  'record.missing',
  'plan.invalid',
  'plan.overlap',
  'plan.outside',
  'stage.unknown',
  'stamp.changed',
  'stamp.unsigned',
  'font.missing',
  'font.restricted',
  'printer.missing',
  'printer.refused',
  'request.unknown',
  'request.invalid',
  'usage',
  'cancelled',
  'internal',
] as const
export type FaultCode = (typeof FAULT_CODES)[number]

/** Where a fault happened and the values its sentence needs: plain data, no story text. */
export type FaultWhere = Readonly<Record<string, string | number | boolean | null>>

/** An expected refusal; returned, never thrown, and safe to send over a wire. */
export interface Fault {
  readonly isFault: true
  readonly code: FaultCode
  readonly where: FaultWhere
}

/** What a call that may be refused gives back. */
export type Outcome<T> = T | Fault

export const fault = (code: FaultCode, where: FaultWhere = {}): Fault => ({ isFault: true, code, where })

export function isFault(value: unknown): value is Fault {
  return typeof value === 'object' && value !== null && (value as { isFault?: unknown }).isFault === true
}

export type Severity = 'error' | 'warning' | 'note'

/** Every remark that composer, preflight and proofreader can make; each has its words (words/findings.ts). */
export const FINDING_CODES = [
  'copy.overset',
  'copy.underset',
  'copy.empty',
  'copy.headless',
  'copy.placeholder',
  'copy.fitted',
  'copy.tooLong',
  'copy.control',
  'copy.quotes',
  'head.overset',
  'head.breaksWord',
  'head.stretched',
  'head.uneven',
  'line.loose',
  'line.tight',
  'line.widow',
  'line.orphan',
  'line.ladder',
  'glyph.missing',
  'style.faceless',
  'style.unsound',
  'frame.overlap',
  'frame.outside',
  'frame.empty',
  'type.trimmed',
  'type.nearTrim',
  'type.smallReversed',
  'type.smallTinted',
  'type.bareReversed',
  'type.onDark',
  'rule.hairline',
  'rule.tinted',
  'picture.lowResolution',
  'picture.missing',
  'picture.distorted',
  'picture.noCutline',
  'picture.noCredit',
  'picture.rgb',
  'picture.twice',
  'picture.unreadable',
  'ink.over',
  'ink.overprinted',
  'jump.missing',
  'jump.wrong',
  'ad.rgb',
  'ad.fontMissing',
  'ad.spot',
  'ad.ink',
  'ad.lowResolution',
  'ad.size',
  'ad.transparency',
  'ad.modern',
  'ad.unmarked',
  'item.unplaced',
  'page.unsigned',
  'page.empty',
  'masthead.missing',
  'masthead.notLargest',
  'masthead.lacks',
  'folio.missing',
  'folio.wrong',
] as const
export type FindingCode = (typeof FINDING_CODES)[number]

/** A remark on a set page, with its frame and its place in the story. */
export interface Finding {
  readonly code: FindingCode
  readonly severity: Severity
  readonly page: number | null
  readonly frame: FrameId | null
  readonly item: StoryId | null
  readonly at: Place | null
  readonly values: FaultWhere
}
