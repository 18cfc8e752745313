import { z } from 'zod'
import { type Copy, type CopyParagraph } from '#contract/copy.ts'
import type { PageJob } from '#contract/pageJob.ts'
import { type Stylebook } from '#contract/stylebook.ts'
import { type Composer } from '#compose/composer.ts'
/** A story as lines: `# ` begins a subhead, `> ` a pull quote, `@ ` a note; `[...]` at a line's head is its lead-in. */
declare const copySchema: z.ZodObject<
  {
    id: z.core.$ZodBranded<z.ZodString, 'StoryId', 'out'>
    kind: z.ZodDefault<
      z.ZodEnum<{
        picture: 'picture'
        refer: 'refer'
        story: 'story'
      }>
    >
    lang: z.ZodDefault<
      z.ZodEnum<{
        en: 'en'
        'zh-Hans': 'zh-Hans'
        'zh-Hant': 'zh-Hant'
      }>
    >
    orientation: z.ZodDefault<
      z.ZodEnum<{
        horizontal: 'horizontal'
        vertical: 'vertical'
      }>
    >
    body: z.ZodDefault<z.ZodArray<z.ZodString>>
    byline: z.ZodDefault<z.ZodArray<z.ZodString>>
    credit: z.ZodDefault<z.ZodArray<z.ZodString>>
    cutline: z.ZodDefault<z.ZodArray<z.ZodString>>
    deck: z.ZodDefault<z.ZodArray<z.ZodString>>
    headline: z.ZodDefault<z.ZodArray<z.ZodString>>
    jumpLine: z.ZodDefault<z.ZodArray<z.ZodString>>
    kicker: z.ZodDefault<z.ZodArray<z.ZodString>>
  },
  z.core.$strip
>
/** A paragraph from its line. */
export declare function paragraphOf(line: string): CopyParagraph
/** A copy from its lines. */
export declare function copyOf(lines: z.input<typeof copySchema>): Copy
export declare function readStylebook(name: string, change?: Readonly<Record<string, unknown>>): Stylebook
/** Names of the jobs in tests/galleys. */
export declare const jobNames: () => readonly string[]
export declare const goldenPath: (name: string) => string
/** The job of tests/galleys/NAME.json. */
export declare function readJob(name: string): PageJob
export declare function jobOf(json: unknown): PageJob
/** The real composer, with the faces of these stylebooks. */
export declare function composerFor(...stylebooks: readonly Stylebook[]): Promise<Composer>
export {}
