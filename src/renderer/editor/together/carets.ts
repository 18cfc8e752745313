/**
 * The carets and selections of others, drawn into the copy, and the lines that somebody else has checked out. Free of any
 * framework. A caret is placed when its news come and carried through every step since, so that nothing is counted anew
 * at a key.
 */
import { Plugin } from 'prosemirror-state'
import { Decoration, DecorationSet, type EditorView } from 'prosemirror-view'
import type { ClientId } from '#contract/ids.ts'
import { portionOf, type Caret, type Claim, type Present } from '#contract/presence.ts'
import { sayInterface } from '#words/interface.ts'
import { partOf, type StoryDoc } from '#story/schema.ts'
import type { OpenStory, StoryChange } from '#renderer/session.ts'
import type { Workspace } from '#renderer/shell/workspace.tsx'

/** A caret of somebody else, in the document that is shown. */
interface Shown {
  readonly person: Present
  readonly caret: Caret
  readonly anchor: number
  readonly head: number
  /** Counts its moves: a new one shows the name for a while. */
  readonly moves: number
}

/** Draws the others of one story into one view of it. */
export function carets(story: OpenStory, { session, settings }: Workspace): Plugin {
  const { presence, client } = session
  let shown: readonly Shown[] = []
  let drawn = DecorationSet.empty

  const place = (): void => {
    const known = new Map(shown.map((each) => [each.person.client, each]))
    shown = presence.people.get().flatMap((person) => {
      if (person.client === client || person.story !== story.id || !person.caret) return []
      return placed(story, person, person.caret, known.get(person.client)) ?? []
    })
  }
  const draw = (doc: StoryDoc): void => {
    const say = (person: string): string => person || sayInterface('together.unnamed', settings.get().language)
    drawn = DecorationSet.create(doc, [
      ...shown.flatMap((each) => caretOf(doc, each, say(each.person.person))),
      ...heldLines(
        doc,
        presence.claims.get().filter((claim) => claim.story === story.id),
        presence.isMine,
      ),
    ])
  }
  const follow = ({ transaction, isRemote }: StoryChange): void => {
    if (!transaction.docChanged || drawn === DecorationSet.empty) return
    const { mapping } = transaction
    // Who types pushes his own caret on; what is typed here stays behind that of another.
    const map = (pos: number): number => mapping.map(pos, isRemote ? 1 : -1)
    shown = shown.map((each) => ({ ...each, anchor: map(each.anchor), head: map(each.head) }))
    draw(story.state.doc)
  }
  return new Plugin({
    props: { decorations: () => drawn },
    view(view) {
      const redraw = (): void => {
        place()
        draw(view.state.doc)
        redrawAtRest(view)
      }
      place()
      draw(view.state.doc)
      const stops = [
        story.subscribe(follow),
        presence.people.subscribe(redraw),
        presence.claims.subscribe(redraw),
        settings.subscribe(redraw),
      ]
      return { destroy: () => stops.forEach((stop) => stop()) }
    },
  })
}

/** An input method at work keeps the text nodes it began with: what is new is drawn with its next change. */
function redrawAtRest(view: EditorView): void {
  if (!view.isDestroyed && !view.composing) view.setProps({})
}

/** Where news of a caret put it; where it was carried, when they are no news. Null where its steps have not come. */
function placed(story: OpenStory, person: Present, caret: Caret, known: Shown | undefined): Shown | null {
  const isKnown =
    known?.caret.version === caret.version && known.caret.anchor === caret.anchor && known.caret.head === caret.head
  if (isKnown) return { ...known, person }
  const [anchor, head] = [
    story.fromLog({ version: caret.version, pos: caret.anchor }),
    story.fromLog({ version: caret.version, pos: caret.head }),
  ]
  if (anchor === null || head === null) return known ? { ...known, person } : null
  const hasMoved = known?.head !== head || known.anchor !== anchor
  return { person, caret, anchor, head, moves: (known?.moves ?? 0) + (hasMoved ? 1 : 0) }
}

function caretOf(doc: StoryDoc, { person, anchor, head, moves }: Shown, name: string): Decoration[] {
  const size = doc.content.size
  const [from, to] = [Math.min(anchor, head, size), Math.min(Math.max(anchor, head), size)]
  const colour = String(person.colour)
  const caret = Decoration.widget(Math.min(head, size), () => flagOf(name, colour), {
    key: `caret ${person.client} ${moves} ${person.person} ${name}`,
    side: -1,
    ignoreSelection: true,
    stopEvent: () => true,
  })
  return from === to ? [caret] : [caret, Decoration.inline(from, to, { class: 'selected-by', 'data-person': colour })]
}

/** A caret with its name; a screen reader hears of people in the bar above the copy instead. */
function flagOf(name: string, colour: string): HTMLElement {
  const caret = document.createElement('span')
  caret.className = 'caret-of'
  caret.dataset['person'] = colour
  caret.setAttribute('aria-hidden', 'true')
  caret.contentEditable = 'false'
  const flag = document.createElement('span')
  flag.className = 'caret-flag'
  flag.textContent = name
  caret.append(flag)
  return caret
}

/** Lines of a part that is held: by others, who keep it for themselves, or by this window. */
function heldLines(doc: StoryDoc, claims: readonly Claim[], isMine: (claim: Claim) => boolean): Decoration[] {
  const out = new Map(claims.filter(({ hold }) => hold === 'checkedOut').map((claim) => [claim.portion, claim]))
  if (out.size === 0) return []
  const lines: Decoration[] = []
  doc.forEach((line, start) => {
    const claim = out.get(portionOf(partOf(line)))
    if (!claim) return
    lines.push(Decoration.node(start, start + line.nodeSize, { 'data-held': isMine(claim) ? 'here' : 'elsewhere' }))
  })
  return lines
}

/** The colour of a person at a window; null where he is gone. */
export const maybePerson = (people: readonly Present[], client: ClientId): Present | null =>
  people.find((each) => each.client === client) ?? null
