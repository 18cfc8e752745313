/** Remarks on a page in words: what there is to see, and what may be done about it. Complete over FINDING_CODES. */
import type { FaultWhere, Finding, FindingCode } from '#contract/faults.ts'
import { mastheadPartSchema, type MastheadPart } from '#contract/preflight.ts'
import { say, type Entry, type Said, type SpokenLocale } from './locale.ts'

const FINDINGS: Readonly<Record<FindingCode, Entry>> = {
  'copy.overset': {
    'zh-CN': ['溢文[ {lines} 行][（{characters} 字）]。', '删减，或加大文框、转版。'],
    en: [
      'Overset[ by {lines} lines][ ({characters} characters)].',
      'Cut, make the block larger, or jump it to another page.',
    ],
  },
  'copy.underset': {
    'zh-CN': ['缺文[ {lines} 行]。', '补写，或缩小文框、加图。'],
    en: ['Short[ by {lines} lines].', 'Write more, make the block smaller, or add a picture.'],
  },
  'copy.empty': {
    'zh-CN': ['稿件没有正文。', '写入正文，或改为导读。'],
    en: ['The story has no body.', 'Write it, or make it a refer.'],
  },
  'copy.headless': {
    'zh-CN': ['稿件没有标题。', '写上标题，或让此块不带标题。'],
    en: ['The story has no headline.', 'Write one, or set the block without a head.'],
  },
  'copy.placeholder': {
    'zh-CN': ['有占位文字[“{text}”]。', '付印前换成正文。'],
    en: ['There is placeholder text[ “{text}”].', 'Replace it before it goes to press.'],
  },
  'copy.fitted': {
    'zh-CN': ['已凑版[：字距 {tracking} ‰][，行距 {leading} ‰][，题空 {air} ‰]。', '增删文字后可恢复原样。'],
    en: [
      'The type was fitted[: tracking {tracking} ‰][, leading {leading} ‰][, head air {air} ‰].',
      'Cut or write to return to natural setting.',
    ],
  },
  'copy.tooLong': {
    'zh-CN': ['稿件过长[，只排了前 {characters} 字]。', '分成几篇稿件。'],
    en: ['The story is too long[: only the first {characters} characters are set].', 'Divide it into several stories.'],
  },
  'copy.control': {
    'zh-CN': ['有不印的控制字符[：{code}]。', '删去它。'],
    en: ['There is a control character that is not printed[: {code}].', 'Delete it.'],
  },
  'copy.quotes': {
    'zh-CN': ['引号不成对[：{mark}]。', '补上另一半，或改正内外引号。'],
    en: ['A quotation mark has no partner[: {mark}].', 'Add the other one, or correct the nesting.'],
  },
  'head.overset': {
    'zh-CN': ['标题放不下。', '改短标题，或加宽、换小一号。'],
    en: ['The headline does not fit.', 'Shorten it, widen the block, or choose a smaller size.'],
  },
  'head.breaksWord': {
    'zh-CN': ['标题在词中断行[：“{word}”]。', '在别处断行，或改写。'],
    en: ['A headline line breaks inside a word[: “{word}”].', 'Break it elsewhere, or reword it.'],
  },
  'head.stretched': {
    'zh-CN': ['标题字形变形过多[（{scale}）]。', '改字数，使变形在 92–108 % 之内。'],
    en: ['The headline is stretched too far[ ({scale})].', 'Change its length so that it stays within 92–108 %.'],
  },
  'head.uneven': {
    'zh-CN': ['标题各行长短相差过多[（{characters} 字）]。', '改写，或自己断行。'],
    en: ['Lines of the headline differ too much[ (by {characters} characters)].', 'Reword it, or break it yourself.'],
  },
  'line.loose': {
    'zh-CN': ['这一行太松[（{gap}‰）]。', '改动本段几个字。'],
    en: ['This line is loose[ ({gap} ‰)].', 'Change a few words of the paragraph.'],
  },
  'line.tight': {
    'zh-CN': ['这一行太紧[（{gap}‰）]。', '改动本段几个字。'],
    en: ['This line is tight[ ({gap} ‰)].', 'Change a few words of the paragraph.'],
  },
  'line.widow': {
    'zh-CN': ['段末一行落在栏首。', '增减一行。'],
    en: ['The last line of a paragraph heads a column.', 'Save or add a line.'],
  },
  'line.orphan': {
    'zh-CN': ['段末一行字数太少。', '增减几个字。'],
    en: ['The last line of a paragraph is too short, or its first one stands alone.', 'Save or add a few characters.'],
  },
  'line.ladder': {
    'zh-CN': ['连续多行以连字符结尾[（{lines} 行）]。', '改动本段几个词。'],
    en: ['Too many lines in a row end in a hyphen[ ({lines})].', 'Change a few words of the paragraph.'],
  },
  'glyph.missing': {
    'zh-CN': ['字体里没有这个字[：{text}]。', '换一种字体，或换字。'],
    en: ['No font has this character[: {text}].', 'Choose another font or another character.'],
  },
  'style.faceless': {
    'zh-CN': ['样式“{style}”没有可用的字体。', '在版式规范里给它一款字体。'],
    en: ['The style “{style}” has no face.', 'Give it one in the stylebook.'],
  },
  'style.unsound': {
    'zh-CN': ['版式规范里有不能用的数值[：{name}]。', '改正它的字号、行距或栏宽。'],
    en: ['The stylebook has a measure that cannot be used[: {name}].', 'Correct its size, leading or column.'],
  },
  'frame.overlap': {
    'zh-CN': ['两块相叠[：“{text}”]。', '移开其中一块。'],
    en: ['Two blocks overlap[: “{text}”].', 'Move one of them.'],
  },
  'frame.outside': {
    'zh-CN': ['有一块超出版心[：“{text}”]。', '移回版心之内。'],
    en: ['A block stands outside the type area[: “{text}”].', 'Move it back in.'],
  },
  'frame.empty': {
    'zh-CN': ['文框是空的[，共 {count} 个]。', '填入稿件，或去掉它。'],
    en: ['A frame is empty[; {count} of them].', 'Fill it, or take it away.'],
  },
  'type.trimmed': {
    'zh-CN': ['文字伸出版面，会被裁去[：“{text}”]。', '移回切线之内。'],
    en: ['Type runs over the trim and will be cut off[: “{text}”].', 'Move it inside the trim.'],
  },
  'type.nearTrim': {
    'zh-CN': ['文字离切线太近[（{distance} mm，至少 {least} mm）][：“{text}”]。', '往里移，以防裁切偏差。'],
    en: [
      'Type stands too near the trim[ ({distance} mm, at least {least} mm)][: “{text}”].',
      'Move it inwards: the cut is never exact.',
    ],
  },
  'type.smallReversed': {
    'zh-CN': ['反白字太小[（{size} pt，至少 {least} pt）][：“{text}”]。', '放大、加粗，或改为黑字。'],
    en: [
      'White type is too small[ ({size} pt, at least {least} pt)][: “{text}”].',
      'Make it larger or bolder, or set it in black.',
    ],
  },
  'type.smallTinted': {
    'zh-CN': ['加网的字太小[（{size} pt {tint} %，至少 {least} pt）][：“{text}”]。', '放大，或改为实地黑字。'],
    en: [
      'Tinted type is too small[ ({size} pt at {tint} %, at least {least} pt)][: “{text}”].',
      'Make it larger, or print it in solid black: a screen breaks its edges.',
    ],
  },
  'type.bareReversed': {
    'zh-CN': [
      '反白字下面没有深色底[（底色 {ground} %，至少 {least} %）][：“{text}”]。',
      '加底色，或改为黑字；否则印不出来。',
    ],
    en: [
      'White type stands on no dark ground[ ({ground} %, at least {least} %)][: “{text}”].',
      'Put a ground under it, or set it in black; else it does not show.',
    ],
  },
  'type.onDark': {
    'zh-CN': ['黑字压在深色底上，看不清[（底色 {ground} %，至多 {most} %）][：“{text}”]。', '减淡底色，或改为反白字。'],
    en: [
      'Black type stands on a dark ground[ ({ground} %, at most {most} %)][: “{text}”].',
      'Make the ground lighter, or set the type in white.',
    ],
  },
  'rule.hairline': {
    'zh-CN': ['线太细，印不牢[（{weight} pt，至少 {least} pt）][，共 {count} 条]。', '在版式规范里加粗。'],
    en: [
      'A rule is too thin to hold on the plate[ ({weight} pt, at least {least} pt)][, {count} of them].',
      'Make it heavier in the stylebook.',
    ],
  },
  'rule.tinted': {
    'zh-CN': [
      '加网的线太细，会断成点[（{weight} pt {tint} %，至少 {least} pt）][，共 {count} 条]。',
      '改为实线，或加粗。',
    ],
    en: [
      'A tinted rule is so thin that it breaks into dots[ ({weight} pt at {tint} %, at least {least} pt)][, {count} of them].',
      'Print it solid, or make it heavier.',
    ],
  },
  'picture.lowResolution': {
    'zh-CN': ['图片分辨率偏低[：{resolution} dpi，至少 {least}]。', '排小一些，或换更大的原图。'],
    en: [
      'The picture’s resolution is low[: {resolution} dpi, at least {least}].',
      'Set it smaller, or get a larger original.',
    ],
  },
  'picture.missing': {
    'zh-CN': ['缺图片。', '导入图片并排入。'],
    en: ['A picture is missing.', 'Import it and place it.'],
  },
  'picture.distorted': {
    'zh-CN': ['图片变形了[：横竖相差 {percent} %，至多 {most} %]。', '按原比例重新裁切。'],
    en: [
      'The picture is out of proportion[: by {percent} %, at most {most} %].',
      'Crop it again in its own proportion.',
    ],
  },
  'picture.noCutline': { 'zh-CN': ['图片没有图说。', '写上图说。'], en: ['The picture has no cutline.', 'Write one.'] },
  'picture.noCredit': {
    'zh-CN': ['图片没有署名。', '写上摄影者。'],
    en: ['The picture has no credit.', 'Name the photographer.'],
  },
  'picture.rgb': {
    'zh-CN': ['图片是 RGB[：{name}]。', '付印时按印刷特性文件转为四色；要自己定色，请换四色原图。'],
    en: [
      'The picture is RGB[: {name}].',
      'It is converted by the press profile; bring a CMYK original where the colours must be yours.',
    ],
  },
  'picture.twice': {
    'zh-CN': ['同一张图片用了两次[：第 {other} 版也有]。', '换一张，或撤去一处。'],
    en: ['The same picture is used twice[: also on page {other}].', 'Choose another, or take one away.'],
  },
  'picture.unreadable': {
    'zh-CN': ['图片文件读不出来[：{name}]，无法付印。', '重新导入原图。'],
    en: ['The picture’s file cannot be read[: {name}]; it will not press.', 'Import the original again.'],
  },
  'ink.over': {
    'zh-CN': [
      '油墨太多[：{total} %，至多 {most} %][（青 {c} 品 {m} 黄 {y} 黑 {k}）][，{area} mm²][，距左 {left} mm、距上 {top} mm]。',
      '请重新分色，减少墨量；否则粘脏、透印。',
    ],
    en: [
      'There is too much ink[: {total} %, at most {most} %][ (C {c} M {m} Y {y} K {k})][ over {area} mm²][ at {left} mm from the left, {top} mm from the top].',
      'Separate the picture again with less ink; else it smears and shows through.',
    ],
  },
  'ink.overprinted': {
    'zh-CN': [
      '黑字或线叠印在图上，油墨太多[：{total} %，至多 {most} %][（青 {c} 品 {m} 黄 {y} 黑 {k}）][，{area} mm²][，距左 {left} mm、距上 {top} mm]。',
      '移开文字，改用反白，或把图调浅。',
    ],
    en: [
      'Black prints over a picture and makes too much ink[: {total} %, at most {most} %][ (C {c} M {m} Y {y} K {k})][ over {area} mm²][ at {left} mm from the left, {top} mm from the top].',
      'Move the type, set it in white, or lighten the picture.',
    ],
  },
  'jump.missing': {
    'zh-CN': ['稿件跨版，却没有转接语[：第 {other} 版也有本稿]。', '写上“下转”“上接”和版次。'],
    en: [
      'The story stands on another page too, and no jump line says so[: page {other}].',
      'Write the jump line with the page’s number.',
    ],
  },
  'jump.wrong': {
    'zh-CN': ['转版语对不上[：第 {named} 版没有所说的稿件]。', '改正版次，或把下文排到那一版，写上“上接”。'],
    en: [
      'The jump line leads nowhere[: nothing on page {named} answers it].',
      'Correct its number, or place the rest there with a line that says where it comes from.',
    ],
  },
  'ad.rgb': {
    'zh-CN': ['广告[“{name}”]里有 RGB 颜色。', '请客户转成 CMYK 重新导出；这样不能出 PDF/X。'],
    en: ['The ad [“{name}” ]has RGB colour.', 'Ask for it in CMYK; a page with it cannot be pressed as PDF/X.'],
  },
  'ad.fontMissing': {
    'zh-CN': ['广告[“{name}”]没有嵌入字体[：{fonts}]。', '请客户嵌入全部字体，或转成轮廓，再发来。'],
    en: [
      'Fonts are not embedded in the ad[ “{name}”][: {fonts}].',
      'Ask for it with all fonts embedded, or as outlines.',
    ],
  },
  'ad.spot': {
    'zh-CN': ['广告[“{name}”]用了本报不印的专色[：{spots}]。', '请客户转成四色；否则会多出一块印版。'],
    en: [
      'The ad [“{name}” ]uses inks that the paper does not print[: {spots}].',
      'Ask for it in the four inks; else it makes a plate of its own.',
    ],
  },
  'ad.ink': {
    'zh-CN': ['广告[“{name}”]墨量过大[：{ink}%，至多 {most}%]。', '请客户按新闻纸的墨量限值重新导出。'],
    en: [
      'The ad [“{name}” ]lays too much ink[: {ink} %, at most {most} %].',
      'Ask for it within the limit for newsprint.',
    ],
  },
  'ad.lowResolution': {
    'zh-CN': [
      '广告[“{name}”]里有图片分辨率偏低[：{resolution} dpi，至少 {least}]。',
      '请客户换更大的原图；或排小一些。',
    ],
    en: [
      'A picture in the ad [“{name}” ]has a low resolution[: {resolution} dpi, at least {least}].',
      'Ask for a better original, or make the ad smaller.',
    ],
  },
  'ad.size': {
    'zh-CN': [
      '广告[“{name}”]与它的块大小不合[：广告 {width} × {height} 毫米，块 {wide} × {high} 毫米]。',
      '改块的栏数或行数；或手工给比例[（{scale}% 正好）]；广告不会自动缩放或变形。',
    ],
    en: [
      'The ad [“{name}” ]is not of the size of its block[: {width} × {height} mm in {wide} × {high} mm].',
      'Change the block, or give the ad a scale by hand[ ({scale} % fills it)]; it is never scaled or distorted by itself.',
    ],
  },
  'ad.transparency': {
    'zh-CN': ['广告[“{name}”]有透明效果，PDF/X-1a 不容许。', '请客户拼合透明后重新导出，或用 PDF/X-4 付印。'],
    en: [
      'The ad [“{name}” ]has transparency, which PDF/X-1a does not allow.',
      'Ask for it flattened, or press the page as PDF/X-4.',
    ],
  },
  'ad.modern': {
    'zh-CN': [
      '广告[“{name}”]里有 PDF/X-1a 不容许的图片编码（JPEG 2000、JBIG2 或 16 位）。',
      '请客户导出为 PDF/X-1a，或用 PDF/X-4 付印。',
    ],
    en: [
      'The ad [“{name}” ]has pictures coded as PDF/X-1a does not allow (JPEG 2000, JBIG2 or 16 bits).',
      'Ask for it as PDF/X-1a, or press the page as PDF/X-4.',
    ],
  },
  'ad.unmarked': {
    'zh-CN': ['广告[“{name}”]没有标明“广告”。', '在属性里打开广告标记，使它与稿件有别。'],
    en: [
      'The ad [“{name}” ]is not marked as one.',
      'Turn its label on in the inspector, so that readers tell it from copy.',
    ],
  },
  'item.unplaced': {
    'zh-CN': ['稿件还没有上版。', '排到版上，或撤稿。'],
    en: ['The story stands on no page.', 'Place it, or spike it.'],
  },
  'page.unsigned': {
    'zh-CN': ['本版未签。', '签样后付印；否则边款上印“未签”。'],
    en: ['The page is not signed.', 'Sign it before it is pressed; else UNSIGNED stands in its slug line.'],
  },
  'page.empty': { 'zh-CN': ['本版是空的。', '排入稿件。'], en: ['The page is empty.', 'Place stories on it.'] },
  'masthead.missing': {
    'zh-CN': ['头版没有报头。', '在版式规范里补上报头。'],
    en: ['The front page has no masthead.', 'Add it in the stylebook.'],
  },
  'masthead.notLargest': {
    'zh-CN': ['头版有比报头更大的字[：{size} pt，报头 {masthead} pt]。', '缩小标题，报头才是头版最大的字。'],
    en: [
      'Type on the front page is larger than the masthead[: {size} pt, the masthead {masthead} pt].',
      'Choose a smaller headline.',
    ],
  },
  'masthead.lacks': {
    'zh-CN': ['报头缺本报规定的一项[：{part}]。', '在版式规范或本期资料里补上。'],
    en: ['The masthead lacks what this paper demands[: {part}].', 'Add it in the stylebook or in the issue’s data.'],
  },
  'folio.missing': {
    'zh-CN': ['本版没有版次。', '在版式规范里补上版次。'],
    en: ['The page has no folio.', 'Add the page number in the stylebook.'],
  },
  'folio.wrong': {
    'zh-CN': ['版次不对[：印着 {shown}]。', '版次在版式规范里不要写死，由版面自己填。'],
    en: [
      'The folio is wrong[: it says {shown}].',
      'Let the stylebook fill in the page’s number instead of a fixed one.',
    ],
  },
}

/** Names of what a masthead may have to hold. */
const MASTHEAD_PARTS: Readonly<Record<MastheadPart, Readonly<Record<'zh-CN' | 'en', string>>>> = {
  date: { 'zh-CN': '日期', en: 'the date' },
  weekday: { 'zh-CN': '星期', en: 'the weekday' },
  number: { 'zh-CN': '期号', en: 'the issue’s number' },
  page: { 'zh-CN': '版次', en: 'the page’s number' },
  pages: { 'zh-CN': '版数', en: 'the number of pages' },
  cn: { 'zh-CN': '统一刊号', en: 'the serial number (CN or ISSN)' },
  edition: { 'zh-CN': '版别', en: 'the edition' },
  publisher: { 'zh-CN': '主办单位', en: 'the publisher' },
}

/** A finding as a message and a hint. */
export const sayFinding = ({ code, values }: Pick<Finding, 'code' | 'values'>, locale: SpokenLocale): Said =>
  say(FINDINGS[code], locale, named(values, locale))

/** Values that are themselves names of things are said in the reader's language. */
function named(values: FaultWhere, locale: SpokenLocale): FaultWhere {
  const part = mastheadPartSchema.safeParse(values['part'])
  return part.success ? { ...values, part: MASTHEAD_PARTS[part.data][locale === 'en' ? 'en' : 'zh-CN'] } : values
}
