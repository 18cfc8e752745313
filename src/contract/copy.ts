/**
 * Copy: a story as the composer takes it, free of any editor. A paragraph object is the same object as long as its
 * text and marks are the same, so that the composer can remember by identity what it has already set.
 */
import { z } from 'zod'
import type { StoryId } from './ids.ts'

export const LANGS = ['zh-Hans', 'zh-Hant', 'en'] as const
export const langSchema = z.enum(LANGS)
export type Lang = z.infer<typeof langSchema>

/** The parts of a story: 引题 主题 副题 署名 正文 转版语 图说 图片署名. */
export const PARTS = ['kicker', 'headline', 'deck', 'byline', 'body', 'jumpLine', 'cutline', 'credit'] as const
export const partSchema = z.enum(PARTS)
export type Part = z.infer<typeof partSchema>

/**
 * story: head and body; picture: a photo with cutline; refer 导读: a headline that points to copy elsewhere; ad 广告: a
 * placed PDF page, which has no copy of ours.
 */
export const STORY_KINDS = ['story', 'picture', 'refer', 'ad'] as const
export const storyKindSchema = z.enum(STORY_KINDS)
export type StoryKind = z.infer<typeof storyKindSchema>

export const orientationSchema = z.enum(['horizontal', 'vertical'])
export type Orientation = z.infer<typeof orientationSchema>

/** text: a paragraph of body; subhead 小标题; pullQuote 提要; note 编者按. */
export const paragraphKindSchema = z.enum(['text', 'subhead', 'pullQuote', 'note'])
export type ParagraphKind = z.infer<typeof paragraphKindSchema>

/** leadIn 本报讯 / dateline; strong and emphasis as the editor marked them. Offsets in UTF-16 units. */
export interface CopySpan {
  readonly from: number
  readonly to: number
  readonly kind: 'leadIn' | 'strong' | 'emphasis'
}

export interface CopyParagraph {
  readonly kind: ParagraphKind
  readonly text: string
  readonly spans: readonly CopySpan[]
}

export interface Copy {
  readonly id: StoryId
  readonly version: number
  readonly kind: StoryKind
  readonly lang: Lang
  readonly slug: string
  /** The direction that the headline asks for; a block may override it. */
  readonly orientation: Orientation
  readonly parts: Readonly<Record<Part, readonly CopyParagraph[]>>
}

/** A place in a story that no layout and no editor position can blur: part, paragraph of the part, UTF-16 offset. */
export interface Place {
  readonly part: Part
  readonly paragraph: number
  readonly offset: number
}

/** Ends of words in a text, as UTF-16 offsets; fast and synchronous, since headlines are set at every keystroke. */
export type BreakWords = (text: string, lang: Lang) => readonly number[]
