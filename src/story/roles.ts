/**
 * Bylines by their words: which words are roles (记者, 通讯员, 文/图; by, staff, photos by) and whose names stand with them.
 * A role leads the names after it (记者 张三, 图/李四, By Ann Lee); what somebody did may also follow them (张三 文/图,
 * 李四 摄, Ann Lee, Staff Writer). What a mark says stands; words without marks are read.
 */
import type { Node } from 'prosemirror-model'
import type { Role, Run } from '#contract/manuscript.ts'
import { finalLines, runsOf, type FinalLine } from './final.ts'
import { schema, type StoryDoc } from './schema.ts'

/** A role, and the names that it is said of; none where nobody is named (Staff). */
export interface Credit {
  readonly role: Role
  readonly names: readonly string[]
}

/** A role's words in a byline, in UTF-16 units. */
export interface RoleSpan {
  readonly from: number
  readonly to: number
  readonly role: Role
}

/** The words by which each role goes, the longest first: one finds 首席记者 before 记者. */
const ZH_ROLES: readonly (readonly [words: string, role: Role])[] = [
  ['(?:本报|本報|本刊|本台)?(?:首席)(?:记者|記者)', 'chiefReporter'],
  ['(?:本报|本報|本刊|本台)?(?:见习|見習|实习|實習)(?:记者|記者)|实习生|實習生', 'traineeReporter'],
  ['(?:本报|本報|本刊|本台|本网|特派|特约|全媒体)*(?:记者|記者)', 'reporter'],
  ['(?:本报|本報|特约|特約)?(?:通讯员|通訊員)', 'correspondent'],
  [
    '文[字]?[/／、并並 \u3000]?(?:图|圖|摄影|摄|攝影|攝)片?|(?:图|圖)[/／、]?文|(?:摄影|攝影)(?:报道|報導)',
    'textAndPhotos',
  ],
  ['文字|撰文|采写|採寫|文', 'text'],
  ['摄影|攝影|图片|圖片|供图|供圖|图|圖|摄|攝', 'photos'],
]
/** What somebody did may stand behind the name. */
const FOLLOWS: readonly Role[] = ['text', 'photos', 'textAndPhotos']
const EN_ROLES: readonly (readonly [words: string, role: Role])[] = [
  ['(?:story|words|text|report) and (?:photos?|photographs?|pictures?) by', 'textAndPhotos'],
  ['(?:staff |file )?(?:photos?|photographs?|pictures?) by', 'photos'],
  ['(?:story|words|text|reporting|written) by', 'text'],
  ['by', 'by'],
  ['(?:from )?staff(?: and wire)?(?: (?:writers?|reporters?|reports?|photographers?|correspondents?))?', 'staff'],
]

const GAP = '[\\s\\u3000/／、，,：:|■●◆□▲◎★▇◇（()）]'
const zhForm = (words: string): string => `(?<=^|${GAP})(?:${words})(?=$|${GAP})`
/** A role that its name follows with nothing between: 记者张三. */
const zhGlued = (words: string): string => `(?<=^|${GAP})(?:${words})(?=[\\u4e00-\\u9fff]{2,4}(?:$|${GAP}))`
const TITLES = new Set<Role>(['reporter', 'chiefReporter', 'traineeReporter', 'correspondent'])

const FORMS: readonly (readonly [form: RegExp, role: Role])[] = [
  ...ZH_ROLES.map(([words, role]) => [new RegExp(zhForm(words), 'g'), role] as const),
  ...ZH_ROLES.filter(([, role]) => TITLES.has(role)).map(
    ([words, role]) => [new RegExp(zhGlued(words), 'g'), role] as const,
  ),
  ...EN_ROLES.map(([words, role]) => [new RegExp(`(?<![A-Za-z])(?:${words})(?![A-Za-z])`, 'gi'), role] as const),
]

/** Longer lines are no byline, and are not read. */
const LONGEST = 400

/** The roles' words in a byline, in order. */
export function rolesIn(text: string): RoleSpan[] {
  if (text.length > LONGEST) return []
  const found: RoleSpan[] = []
  for (const [form, role] of FORMS) {
    for (const match of text.matchAll(form)) {
      const [from, to] = [match.index, match.index + match[0].length]
      if (!found.some((each) => each.from < to && from < each.to)) found.push({ from, to, role })
    }
  }
  return found.sort((a, b) => a.from - b.from)
}

/** A byline's words as runs, its roles marked. */
export function bylineRuns(text: string): Run[] {
  const runs: Run[] = []
  let done = 0
  for (const { from, to, role } of rolesIn(text)) {
    if (from > done) runs.push({ text: text.slice(done, from), marks: [] })
    runs.push({ text: text.slice(from, to), marks: [{ type: 'role', attrs: { is: role } }] })
    done = to
  }
  if (done < text.length) runs.push({ text: text.slice(done), marks: [] })
  return runs
}

/** Who did what, as the bylines of a story say. */
export const creditsOf = (doc: StoryDoc): Credit[] =>
  finalLines(doc)
    .filter(({ part }) => part === 'byline')
    .flatMap((line) => creditsIn(line.text, markedRoles(line)))

function markedRoles(line: FinalLine): RoleSpan[] {
  const marked = runsOf(line).flatMap(({ node, offset }) => {
    const role = roleOf(node)
    return role ? [{ from: offset, to: offset + node.nodeSize, role }] : []
  })
  return marked.length > 0 ? marked : rolesIn(line.text)
}

const roleOf = (text: Node): Role | null =>
  (schema.marks.role.isInSet(text.marks)?.attrs['is'] as Role | undefined) ?? null

/** Who did what in one byline whose roles are known. */
export function creditsIn(text: string, roles: readonly RoleSpan[]): Credit[] {
  const before = namesIn(text.slice(0, roles[0]?.from ?? text.length))
  if (roles.length === 0) return before.length > 0 ? [{ role: 'by', names: before }] : []
  const credits: Credit[] = []
  let open = before
  for (const [index, { from, to, role }] of roles.entries()) {
    const next = roles[index + 1]?.from ?? text.length
    const after = namesIn(text.slice(to, next))
    const isTied = /^[/／：:]/.test(text.slice(to)) && after.length > 0
    const previous = roles[index - 1]
    const isOfPrevious = previous !== undefined && text.slice(previous.to, from).trim() === ''
    const isDone = FOLLOWS.includes(role) && !isTied && !/by$/i.test(text.slice(from, to))
    const follows = isDone || (role === 'staff' && after.length === 0)
    if (follows && open.length > 0 && !isOfPrevious) {
      credits.push({ role, names: open })
      open = after
    } else {
      credits.push({ role, names: after })
      open = FOLLOWS.includes(role) ? after : [...open, ...after]
    }
  }
  return credits
}

/** The names of a stretch of byline. */
function namesIn(text: string): string[] {
  if (/[\u4e00-\u9fff]/.test(text))
    return text
      .replace(/(^|[\s\u3000])([\u4e00-\u9fff])[\s\u3000]([\u4e00-\u9fff])(?=$|[\s\u3000])/g, '$1$2$3')
      .split(new RegExp(`${GAP}+`))
      .filter((name) => name !== '')
  return text
    .split(/\s*[,;|/]\s*|\s+(?:and|&)\s+/i)
    .map((name) => name.replace(/^[\s.—–-]+|[\s—–-]+$/g, ''))
    .filter((name) => /[A-Za-z\u00c0-\u024f]/.test(name) && !/^and$/i.test(name))
}
