/** Why a repair was taken: the closed list of `Repair.why` codes. words/ has a sentence for each, in zh and en. */
export const REPAIR_GROUNDS = [
  'join.midSentence', // a column break had cut a sentence; its two halves were put together
  'join.hyphen', // a word divided at a line's end was put together and its hyphen dropped
  'join.wrap', // a line of fixed measure runs on into the next one
  'join.cutline', // the paragraphs of a cutline were put together
  'width.besideHan', // a half-width mark beside Han or a full-width mark became full width (R6)
  'width.pair', // a bracket became full width because the other half of its pair did
  'quote.straight', // straight quotes became curved ones
  'space.afterMark', // the blank after (or before) a mark that became full width was dropped
  'space.leadIn', // the blank after 本报讯 became one full-width blank
  'break.headline', // a headline line was divided at its blank; `at` is the empty range at the start of the second line
  'part.kicker', // a line was taken for the kicker
  'part.headline', // a line was taken for the headline
  'part.deck', // a line was taken for the deck
  'part.byline', // a line was taken for a byline
  'part.leadIn', // the head of a paragraph was taken for a lead-in or dateline
  'part.subhead', // a short line between paragraphs was taken for a subhead
  'part.jumpLine', // words that point to another page were taken out of the body as a jump line
  'part.cutline', // a paragraph before a photo credit was taken for a cutline
  'part.credit', // a line was taken for a photo credit
  'item.headline', // a new story begins at this headline
  'item.vertical', // a headline on its own whose lines stand upright: it points to copy elsewhere
  'item.picture', // a headline, a cutline and a credit: a picture story
  'item.refer', // a headline without copy: it points to copy elsewhere
  'item.body', // copy without a headline begins a story
  'drop.folio', // a page number or section line was left out
  'drop.date', // a date line was left out
  'drop.imprint', // a line of editors or of the paper's imprint was left out
  'drop.rule', // a line of ornaments was left out
  'drop.control', // control, direction or unreadable characters were left out
] as const
export type RepairGround = (typeof REPAIR_GROUNDS)[number]
