/**
 * Why an import decided as it did, in words. A ground is `<kind>.<reason>`; the list is open at the reading side, so
 * that a ground which is not named here is still said by its kind.
 */
import type { Repair, RepairKind } from '#contract/exchange.ts'
import type { SpokenLocale } from './locale.ts'

type Said = readonly [zh: string, en: string]

/** What a kind of decision is, where its ground has no words of its own. */
const KINDS: Readonly<Record<RepairKind, Said>> = {
  join: ['分栏断开的一段接上了', 'a paragraph that a column break had cut was joined'],
  width: ['半角标点改为全角', 'half-width punctuation was made full width'],
  quote: ['引号改了样', 'a quotation mark was changed'],
  space: ['去掉了多余的空白', 'blanks were dropped'],
  break: ['标题分了行', 'a headline was divided into lines'],
  part: ['认作稿件的一个部分', 'a line was taken for a part of the story'],
  item: ['从这里起是另一篇稿件', 'a new item begins here'],
  drop: ['不是稿件内容，略去了', 'a line that is not copy was left out'],
}

/** The grounds that have words of their own. */
export const GROUND_WORDS: Readonly<Record<string, Said>> = {
  'join.midSentence': ['分栏切断了句子，两半接上', 'a column break had cut a sentence; its halves were put together'],
  'join.hyphen': [
    '行末断开的词接上，连字符去掉',
    'a word divided at a line’s end was put together and its hyphen dropped',
  ],
  'join.wrap': ['定宽的行，与下一行是同一段', 'a line of fixed measure runs on into the next one'],
  'join.cutline': ['图说的几段接成一段', 'the paragraphs of a cutline were put together'],
  'width.besideHan': [
    '汉字或全角标点旁的半角标点改为全角',
    'half-width punctuation beside Han or a full-width mark became full width',
  ],
  'width.pair': ['括号与它的另一半统一为全角', 'a bracket became full width because its other half did'],
  'quote.straight': ['直引号改为弯引号', 'straight quotes became curved ones'],
  'space.afterMark': ['标点改全角后，去掉旁边的空格', 'the blank beside a mark that became full width was dropped'],
  'space.leadIn': ['“本报讯”后的空格改为一个全角空格', 'the blank after the lead-in became one full-width blank'],
  'break.headline': ['标题在空格处分行', 'the headline was divided at its blank'],
  'part.kicker': ['认作引题', 'taken for the kicker'],
  'part.headline': ['认作主题', 'taken for the headline'],
  'part.deck': ['认作副题', 'taken for the deck'],
  'part.byline': ['认作署名', 'taken for a byline'],
  'part.leadIn': ['段首认作“本报讯”或电头', 'the head of the paragraph was taken for a lead-in or dateline'],
  'part.subhead': ['段落之间的短行认作小标题', 'a short line between paragraphs was taken for a subhead'],
  'part.jumpLine': ['指向别版的话认作转版语', 'words that point to another page were taken for a jump line'],
  'part.cutline': ['图片署名前的一段认作图说', 'the paragraph before a photo credit was taken for a cutline'],
  'part.credit': ['认作图片署名', 'taken for a photo credit'],
  'item.headline': ['从这条标题起是另一篇', 'a new story begins at this headline'],
  'item.vertical': [
    '独立的竖排标题，指向别处的稿件',
    'a headline of its own whose lines stand upright: it points to copy elsewhere',
  ],
  'item.picture': ['标题、图说和图片署名：图片稿', 'a headline, a cutline and a credit: a picture story'],
  'item.refer': ['只有标题没有正文：导读', 'a headline without copy: it points to copy elsewhere'],
  'item.body': ['没有标题的正文另起一篇', 'copy without a headline begins a story'],
  'drop.folio': ['版次或版名行，略去', 'a page number or section line was left out'],
  'drop.date': ['日期行，略去', 'a date line was left out'],
  'drop.imprint': ['编辑或出版信息行，略去', 'a line of editors or of the imprint was left out'],
  'drop.rule': ['装饰线，略去', 'a line of ornaments was left out'],
  'drop.control': ['控制符或乱码，略去', 'control or unreadable characters were left out'],
}

/** The ground of a repair as a sentence: by its own code, else by its kind. */
export function sayRepair(repair: Pick<Repair, 'kind' | 'why'>, locale: SpokenLocale): string {
  const known = Object.hasOwn(GROUND_WORDS, repair.why) ? GROUND_WORDS[repair.why] : undefined
  const [zh, en] = known ?? KINDS[repair.kind]
  return locale === 'en' ? en : zh
}
