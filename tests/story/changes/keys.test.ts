import { EditorState, TextSelection, type Command, type Transaction } from 'prosemirror-state'
import { describe, expect, test } from 'vitest'
import { changesIn } from '#story/changes/changes.ts'
import { eraseBefore, eraseBehind } from '#story/changes/erasing.ts'
import { settle, settleAll, settleBy, settleRange } from '#story/changes/settle.ts'
import { setTracking, trackTransaction } from '#story/changes/transactions.ts'
import { convertLines, eraseDown, eraseUp, goToLine, joinUp, splitLine, toggleStrong } from '#story/commands.ts'
import { correct } from '#story/corrections.ts'
import { moveLines } from '#story/moving.ts'
import { formerTypeOf, schema, seamOf, type StoryDoc } from '#story/schema.ts'
import { docOf, proveLaws } from '../laws.ts'

const LIANG = { by: '梁', at: '2026-11-23T21:00Z' }
const FANG = { by: '方', at: '2026-11-23T21:05Z' }

/** Lines with `[deleted]`, `{inserted}`, `~reformatted~`; `¶+` and `¶-` before a line whose end above is tracked; `|` the caret. */
function drawn(state: EditorState): string[] {
  const { doc, selection } = state
  const lines: string[] = []
  doc.forEach((line, start) => {
    const seam = seamOf(line)
    const was = formerTypeOf(line)
    let text = ''
    const caret = (from: number, to: number, isLast: boolean): void => {
      const at = selection.head
      if (at >= from && (at < to || (isLast && at === to))) text += '|'
    }
    if (line.childCount === 0) caret(start + 1, start + 1, true)
    line.forEach((node, offset, index) => {
      const names = node.marks.map((mark) => mark.type.name)
      const open = names.includes('deleted')
        ? '[]'
        : names.includes('inserted')
          ? '{}'
          : names.includes('reformatted')
            ? '~~'
            : '  '
      const from = start + 1 + offset
      const at = selection.head - from
      const words = node.text!
      const isHere = at >= 0 && (at < words.length || (at === words.length && index === line.childCount - 1))
      const shown = isHere && at > 0 ? `${words.slice(0, at)}|${words.slice(at)}` : words
      if (isHere && at === 0) text += '|'
      const atEnd = isHere && at === words.length
      text += `${open[0]}${atEnd ? words : shown}${open[1]}${atEnd ? '|' : ''}`.replaceAll(
        /^ | $|(?<=\|) | (?=\|)/g,
        '',
      )
    })
    lines.push(
      `${seam ? (seam.kind === 'inserted' ? '¶+' : '¶-') : ''}${line.type.name}${was ? `(${was.type})` : ''}: ${text}`,
    )
  })
  return lines
}

class Session {
  state: EditorState
  constructor(...lines: string[]) {
    const { doc, anchor, head } = docOf(lines)
    const tracked = schema.node('doc', { tracking: true }, doc.children)
    this.state = EditorState.create({ doc: tracked, selection: TextSelection.create(tracked, anchor, head) })
  }
  apply(tr: Transaction, hand = LIANG): this {
    const tracked = trackTransaction(this.state, tr, hand)
    proveLaws(tracked)
    this.state = this.state.apply(tracked)
    return this
  }
  run(command: Command, hand = LIANG): this {
    expect(command(this.state, (tr) => this.apply(tr, hand))).toBe(true)
    return this
  }
  type(text: string, hand = LIANG): this {
    return this.apply(this.state.tr.insertText(text), hand)
  }
  select(from: number, to = from): this {
    this.state = this.state.apply(this.state.tr.setSelection(TextSelection.create(this.state.doc, from, to)))
    return this
  }
  /** One character as the browser deletes it. */
  backspace(hand = LIANG): this {
    const { head } = this.state.selection
    return eraseBefore(this.state, (tr) => this.apply(tr, hand))
      ? this
      : this.apply(this.state.tr.delete(head - 1, head), hand)
  }
  forwards(hand = LIANG): this {
    const { head } = this.state.selection
    return eraseBehind(this.state, (tr) => this.apply(tr, hand))
      ? this
      : this.apply(this.state.tr.delete(head, head + 1), hand)
  }
  get lines(): string[] {
    return drawn(this.state)
  }
  get body(): string {
    return this.lines.at(-1)!
  }
}

const kinds = (doc: StoryDoc): string[] =>
  changesIn(doc).map(({ kind, by, gone, came }) => `${kind} ${by} ${gone}>${came}`)

describe('typing', () => {
  test('is inserted, and the caret goes behind it', () => {
    expect(new Session('headline: 题', 'paragraph: 甲|乙').type('子').type('丑').body).toBe('paragraph: 甲{子丑}|乙')
  })
  test('over a selection stands behind what it replaces, and goes on there', () => {
    const session = new Session('headline: 题', 'paragraph: 甲|乙丙|丁').type('子').type('丑')
    expect(session.body).toBe('paragraph: 甲[乙丙]{子丑}|丁')
    expect(kinds(session.state.doc)).toEqual(['replacement 梁 乙丙>子丑'])
  })
  test('inside of another’s insertion is one’s own', () => {
    const session = new Session('headline: 题', 'paragraph: 甲|').type('子丑')
    session.select(session.state.selection.head - 1).type('寅', FANG)
    expect(session.body).toBe('paragraph: 甲{子}{寅}|{丑}')
    expect(kinds(session.state.doc)).toEqual(['insertion 梁 >子', 'insertion 方 >寅', 'insertion 梁 >丑'])
  })
  test('without tracking becomes no part of the change that it is typed into', () => {
    const session = new Session('headline: 题', 'paragraph: 甲|').type('子丑')
    session
      .run(setTracking(false))
      .select(session.state.selection.head - 1)
      .type('寅')
    expect(session.body).toBe('paragraph: 甲{子}寅|{丑}')
    const inDeleted = new Session('headline: 题', 'paragraph: |甲乙|').run(eraseUp).run(setTracking(false))
    expect(inDeleted.select(5).type('寅').body).toBe('paragraph: [甲]寅|[乙]')
  })
})

describe('erasing', () => {
  test('Backspace strikes what is left of the caret and walks on over it', () => {
    const session = new Session('headline: 题', 'paragraph: 甲乙丙|')
    expect(session.backspace().body).toBe('paragraph: 甲乙|[丙]')
    expect(session.backspace().body).toBe('paragraph: 甲|[乙丙]')
    expect(session.select(7).backspace().body).toBe('paragraph: |[甲乙丙]')
  })
  test('Delete strikes what is right of the caret and walks on over it', () => {
    const session = new Session('headline: 题', 'paragraph: |甲乙丙')
    expect(session.forwards().body).toBe('paragraph: [甲]|乙丙')
    expect(session.select(4).forwards().body).toBe('paragraph: [甲乙]|丙')
  })
  test('an own insertion really goes, another’s is struck', () => {
    const session = new Session('headline: 题', 'paragraph: 甲|').type('子丑')
    expect(session.backspace().body).toBe('paragraph: 甲{子}|')
    expect(session.backspace(FANG).body).toBe('paragraph: 甲|[子]')
  })
  test('Backspace walks over a deleted line end to the line above', () => {
    const session = new Session('headline: 题', 'paragraph: 甲乙', 'paragraph: |丙').run(joinUp)
    expect(session.lines.slice(1)).toEqual(['paragraph: 甲乙|', '¶-paragraph: 丙'])
    expect(session.select(8).backspace().lines.slice(1)).toEqual(['paragraph: 甲|[乙]', '¶-paragraph: 丙'])
  })
  test('a selection over lines is struck with its line ends; what is left prints as one line', () => {
    const session = new Session('headline: 题', 'paragraph: 甲|乙', 'paragraph: 丙', 'paragraph: 丁|戊').run(eraseDown)
    expect(session.lines.slice(1)).toEqual(['paragraph: 甲|[乙]', '¶-paragraph: [丙]', '¶-paragraph: [丁]戊'])
    expect(kinds(session.state.doc)).toEqual(['deletion 梁 乙\n丙\n丁>'])
  })
})

describe('lines', () => {
  test('Enter puts a line end in; its own Backspace takes it out, another’s too', () => {
    const session = new Session('headline: 题', 'paragraph: 甲|乙').run(splitLine)
    expect(session.lines.slice(1)).toEqual(['paragraph: 甲', '¶+paragraph: |乙'])
    expect(kinds(session.state.doc)).toEqual(['seam 梁 >\n'])
    expect(session.run(joinUp, FANG).lines.slice(1)).toEqual(['paragraph: 甲|乙'])
  })
  test('a line made of another type remembers the first one, and is settled when it is that one again', () => {
    const session = new Session('headline: 题', 'paragraph: 甲|乙').run(convertLines('subhead'))
    expect(session.body).toBe('subhead(paragraph): 甲|乙')
    expect(session.run(convertLines('pullQuote'), FANG).body).toBe('pullQuote(paragraph): 甲|乙')
    expect(session.run(convertLines('paragraph')).body).toBe('paragraph: 甲|乙')
  })
  test('a kicker put in above the headline is a line of its own; rejected, the headline stands as before', () => {
    const session = new Session('headline: 题|').run(goToLine('kicker')).type('引')
    expect(session.lines).toEqual(['¶+kicker: {引}|', 'headline: 题'])
    expect(session.run(settleAll('reject')).lines).toEqual(['headline: |题'])
  })
  test('a line moved by key is tied to where it was; the caret goes along', () => {
    const session = new Session('headline: 题', 'paragraph: 甲', 'paragraph: 乙|丙', 'paragraph: 丁').run(moveLines(-1))
    expect(session.lines.slice(1)).toEqual([
      '¶+paragraph: {乙|丙}',
      'paragraph: 甲',
      '¶-paragraph: [乙丙]',
      'paragraph: 丁',
    ])
    const [came, went] = changesIn(session.state.doc)
    expect([came?.kind, went?.kind]).toEqual(['move', 'move'])
    expect(came?.move).toBe(went?.move)
    const accepted = new Session('headline: 题')
    accepted.state = session.state
    expect(accepted.run(settle([went!], 'accept')).lines.slice(1)).toEqual([
      'paragraph: 乙|丙',
      'paragraph: 甲',
      'paragraph: 丁',
    ])
    expect(session.run(settle([came!], 'reject')).lines.slice(1)).toEqual([
      'paragraph: 甲',
      'paragraph: 乙丙',
      'paragraph: 丁',
    ])
  })
  test('a line that was cut and is pasted later is a move too', () => {
    const session = new Session('headline: 题', 'paragraph: |甲乙|', 'paragraph: 丙').run(eraseUp)
    const line = schema.node('paragraph', null, [schema.text('甲乙')])
    session.apply(session.state.tr.insert(session.state.doc.content.size, line), { ...LIANG, at: '2026-11-23T21:04Z' })
    const [went, came] = changesIn(session.state.doc)
    expect([went?.kind, went?.gone, came?.kind, came?.move]).toEqual(['move', '甲乙', 'move', went?.move])
  })
})

describe('marks', () => {
  test('remember the format before, and are settled when toggled back', () => {
    const session = new Session('headline: 题', 'paragraph: 甲|乙|丙').run(toggleStrong)
    expect(kinds(session.state.doc)).toEqual(['format 梁 >乙'])
    expect(changesIn(session.run(toggleStrong).state.doc)).toEqual([])
  })
  test('on an own insertion are no change of their own', () => {
    const session = new Session('headline: 题', 'paragraph: 甲|').type('子')
    session.select(session.state.selection.head - 1, session.state.selection.head).run(toggleStrong)
    expect(kinds(session.state.doc)).toEqual(['insertion 梁 >子'])
  })
  test('a link that was taken away comes back with its address', () => {
    const session = new Session('headline: 题', 'paragraph: 甲|乙|丙')
    const link = schema.mark('link', { href: 'https://example.invalid/a' })
    session
      .run(setTracking(false))
      .apply(session.state.tr.addMark(5, 6, link))
      .run(setTracking(true))
    session.apply(session.state.tr.removeMark(5, 6, link)).run(settleAll('reject'))
    expect(session.state.doc.child(1).child(1).marks).toEqual([link])
  })
})

describe('settling', () => {
  const edited = (): Session => {
    const session = new Session('headline: 题', 'paragraph: 甲|乙|丙丁').type('子')
    return session.select(7, 8).type('丑', FANG)
  }
  test('one author’s changes leave the others’', () => {
    expect(edited().run(settleBy('梁', 'accept')).body).toBe('paragraph: 甲子[丙]{丑}|丁')
    expect(edited().run(settleBy('方', 'reject')).body).toBe('paragraph: 甲[乙]{子}丙|丁')
  })
  test('a range settles what is in it alone', () => {
    expect(edited().run(settleRange(4, 7, 'reject')).body).toBe('paragraph: 甲乙[丙]{丑}|丁')
    expect(edited().run(settleRange(5, 6, 'accept')).body).toBe('paragraph: 甲{子}[丙]{丑}|丁')
  })
  test('does not apply where nothing is to be settled', () => {
    expect(settleAll('accept')(new Session('headline: 题').state)).toBe(false)
  })
  test('accepting the last headline’s deletion leaves an empty one', () => {
    const session = new Session('headline: 甲|', 'headline: 乙').select(0, 0)
    session.apply(session.state.tr.delete(0, 3), LIANG)
    session.apply(session.state.tr.delete(4, 5), FANG)
    expect(session.run(settleAll('accept')).lines).toEqual(['headline: |'])
  })
})

test('a proof mark’s correction is tracked like typing', () => {
  const session = new Session('headline: 题', 'paragraph: 甲|').type('子丑', FANG)
  const change = correct(session.state.doc, { kind: 'correct', from: 5, to: 6, words: '子', proposed: '寅' })!
  const { tr } = session.state
  for (const step of change.steps) tr.step(step)
  expect(session.apply(tr).body).toBe('paragraph: 甲[子]{寅}{丑}|')
})
