/** Refusals in words: what happened, that nothing was lost, and what to do. Complete over FAULT_CODES. */
import type { Fault, FaultCode } from '#contract/faults.ts'
import { say, type Entry, type Said, type SpokenLocale } from './locale.ts'

const FAULTS: Readonly<Record<FaultCode, Entry>> = {
  'file.missing': {
    'zh-CN': ['找不到文件[“{file}”]。', '请检查路径和文件名；新的一期用 banmian new 建立。'],
    en: ['There is no file[ “{file}”].', 'Check the path and the name; `banmian new` makes a new issue.'],
  },
  'file.exists': {
    'zh-CN': ['[“{file}”]已经存在，没有改动它。', '请换一个文件名，或先移走原来的文件。'],
    en: ['[“{file}” ]is there already and was left as it is.', 'Choose another name, or move the old file away first.'],
  },
  'file.notIssue': {
    'zh-CN': [
      '[“{file}”]不是版面文件，没有改动它。',
      '请选择 .banmian 文件；文稿和图片用“收稿”或 banmian import 导入。',
    ],
    en: [
      '[“{file}” ]is not an issue of Banmian; it was not touched.',
      'Choose a .banmian file; copy and pictures come in by `banmian import`.',
    ],
  },
  'file.corrupt': {
    'zh-CN': [
      '文件有一处已损坏，没有再写入任何内容[（{problem}）]。',
      '请先复制一份留底，再打开最近的备份；未损坏的稿件仍可读出。',
    ],
    en: [
      'A part of this file is damaged; nothing more was written to it[ ({problem})].',
      'Keep a copy, then open the latest backup; stories that are whole can still be read.',
    ],
  },
  'file.newer': {
    'zh-CN': [
      '此文件由更新版本的版面写成[（文件版本 {version}，本机最高 {known}）]，没有改动它。',
      '请升级本程序后再打开。',
    ],
    en: [
      'A newer version of Banmian wrote this file[ (file version {version}, known here {known})]; it was not touched.',
      'Update this program, then open it again.',
    ],
  },
  'file.readOnly': {
    'zh-CN': ['[“{file}”]所在位置不能写入，什么也没有改动。', '请换一个可以写入的文件夹，或向管理员要写入权限。'],
    en: [
      'The place[ of “{file}”] cannot be written to; nothing was changed.',
      'Choose a folder that you may write to, or ask for the right to.',
    ],
  },
  'file.full': {
    'zh-CN': ['磁盘已满，这一步没有存下；此前已存的内容完好。', '请清出一些空间，然后再试一次。'],
    en: [
      'The disk is full and this act was not saved; what was saved before is whole.',
      'Free some space, then do it again.',
    ],
  },
  'file.busy': {
    'zh-CN': ['[“{file}”]正由另一个版面程序打开着，没有改动它。', '请在那边继续，或关闭那边后再打开。'],
    en: [
      'Another Banmian has [“{file}” ]open; it was not touched.',
      'Go on there, or close it there and open it again.',
    ],
  },
  'file.unreadable': {
    'zh-CN': ['读不出[“{file}”][（{problem}）]，没有改动它。', '请检查文件权限，以及磁盘是否还连着。'],
    en: [
      '[“{file}” ]cannot be read[ ({problem})]; it was not touched.',
      'Check its permissions and that the disk is still connected.',
    ],
  },
  'text.encoding': {
    'zh-CN': [
      '认不出[“{name}”]的文字编码，没有收入任何内容。',
      '请另存为 UTF-8 再导入（也认 GB18030、Big5、UTF-16）。',
    ],
    en: [
      'The encoding of [“{name}” ]is not known; nothing was imported.',
      'Save it as UTF-8 and import it again (GB18030, Big5 and UTF-16 are read too).',
    ],
  },
  'text.empty': {
    'zh-CN': ['[“{name}”]里没有文字，没有收入任何内容。', '请检查是否选对了文件。'],
    en: ['[“{name}” ]holds no text; nothing was imported.', 'Check that it is the right file.'],
  },
  'text.tooLarge': {
    'zh-CN': [
      '[“{name}”]太大[（{size} 字节，上限 {most}）]，没有收入任何内容。',
      '一次只收一个版的文字；请把它分开后再导入。',
    ],
    en: [
      '[“{name}” ]is too large[ ({size}, at most {most})]; nothing was taken in.',
      'Import one page of text at a time; divide the file first.',
    ],
  },
  'input.unknown': {
    'zh-CN': [
      '不认识[“{name}”]这种文件，没有收入任何内容。',
      '可以收：纯文本（.txt、.md），Word 文档（.docx），JPEG、PNG、TIFF、WebP 图片，和 PDF 广告。',
    ],
    en: [
      '[“{name}” ]is of a kind that is not known; nothing was imported.',
      'Plain text, Word documents (.docx), JPEG, PNG, TIFF and WebP pictures, and ads as PDF can be imported.',
    ],
  },
  'document.unreadable': {
    'zh-CN': [
      '[“{name}”]不是可读的 Word 文档，或已损坏、加了密码；没有收入。',
      '请用 Word 或 WPS 打开，另存为 .docx（不加密码）再导入。',
    ],
    en: [
      '[“{name}” ]is no readable Word document, or it is damaged or protected; it was not taken in.',
      'Open it in a word processor, save it as .docx without a password and import that.',
    ],
  },
  'document.tooLarge': {
    'zh-CN': ['[“{name}”]展开后太大，没有收入任何内容。', '请另存一份只留文字的 .docx，或分成几份再导入。'],
    en: [
      '[“{name}” ]unfolds into more than a document may hold; nothing was taken in.',
      'Save a copy with the words alone as .docx, or divide it, and import that.',
    ],
  },
  'document.older': {
    'zh-CN': ['[“{name}”]是较旧的文档格式[（{format}）]，没有收入。', '请用 Word 或 WPS 打开，另存为 .docx 再导入。'],
    en: [
      '[“{name}” ]is of an older document format[ ({format})]; it was not taken in.',
      'Open it in a word processor, save it as .docx and import that.',
    ],
  },
  'picture.unreadable': {
    'zh-CN': ['[“{name}”]不是可读的图片，或已损坏；没有收入。', '请用看图软件打开并另存为 JPEG 或 PNG，再导入。'],
    en: [
      '[“{name}” ]is no readable picture, or it is damaged; it was not imported.',
      'Open it in a picture program, save it as JPEG or PNG and import that.',
    ],
  },
  'picture.tooLarge': {
    'zh-CN': ['图像太大[（{pixels} 像素，上限 {most}）]，没有处理。', '请缩小图片，或降低 dpi，再试一次。'],
    en: [
      'The picture is too large[ ({pixels} pixels, at most {most})]; nothing was done with it.',
      'Make it smaller, or ask for fewer dpi, and try again.',
    ],
  },
  'picture.extraInks': {
    'zh-CN': [
      '图片[“{name}”]除 CMYK 外还有[ {count} 个]专色通道，印版上没有它们的位置；没有收入。',
      '请在制图软件中把专色并入 CMYK，或改存为 PDF 广告，再导入。',
    ],
    en: [
      'The picture[ “{name}”] has[ {count}] spot channels besides CMYK, for which there is no plate; it was not imported.',
      'Merge the spot colours into CMYK in a picture program, or save it as a PDF ad, and import that.',
    ],
  },
  'picture.unprintable': {
    'zh-CN': [
      '图片[“{name}”]是一种印版收不了的 JPEG[（{why}）]；没有收入。',
      '请在制图软件中另存为普通的 8 位 JPEG，再导入。',
    ],
    en: [
      'The picture[ “{name}”] is a kind of JPEG that no plate setter takes[ ({why})]; it was not imported.',
      'Save it as an ordinary 8-bit JPEG in a picture program and import that.',
    ],
  },
  'photo.missing': {
    'zh-CN': ['图片库里没有这张图片[（{photo}）]，什么也没有改动。', '请先导入图片，再排到版上。'],
    en: ['The pool has no such picture[ ({photo})]; nothing was changed.', 'Import the picture first, then place it.'],
  },
  'ad.unreadable': {
    'zh-CN': [
      '[“{name}”]不是完整可读的 PDF[（{problem}）]；没有收入。',
      '请广告客户重新导出一份 PDF（最好是 PDF/X-1a 或 PDF/X-4），再导入。',
    ],
    en: [
      '[“{name}” ]is no PDF that can be read whole[ ({problem})]; it was not imported.',
      'Ask the advertiser to export it again, best as PDF/X-1a or PDF/X-4, and import that.',
    ],
  },
  'ad.encrypted': {
    'zh-CN': ['[“{name}”]加了密码或权限保护，不能拼版；没有收入。', '请广告客户去掉保护，另存后再发来。'],
    en: [
      '[“{name}” ]is protected by a password or permissions and cannot be placed; it was not imported.',
      'Ask the advertiser for a copy without protection.',
    ],
  },
  'ad.tooLarge': {
    'zh-CN': [
      '[“{name}”]太大或太复杂[（{size} 字节，上限 {most}）][（{problem}）]；没有收入。',
      '请分页导出，或压低图片分辨率（300 dpi 足够），再导入。',
    ],
    en: [
      '[“{name}” ]is too large or too complex[ ({size} bytes, at most {most})][ ({problem})]; it was not imported.',
      'Export page by page, or with pictures at 300 dpi, and import that.',
    ],
  },
  'ad.layers': {
    'zh-CN': ['[“{name}”]有关闭的图层，拼版后会露出来；没有收入。', '请删去不用的图层，或合并图层后重新导出，再导入。'],
    en: [
      '[“{name}” ]has layers that are switched off and would show in print; it was not imported.',
      'Have the layers that are not used deleted, or all of them flattened, and import that.',
    ],
  },
  'ad.external': {
    'zh-CN': [
      '[“{name}”]有一部分不在文件里（外部文件或 PostScript）[：{problem}]；没有收入。',
      '请广告客户把全部内容嵌入后重新导出（PDF/X 都是如此）。',
    ],
    en: [
      'A part of [“{name}” ]is not in the file itself (another file, or PostScript)[: {problem}]; it was not imported.',
      'Ask for an export with everything inside, as every PDF/X has it.',
    ],
  },
  'ad.unfit': {
    'zh-CN': [
      '广告[“{name}”][（第 {page} 版）]不合[ {profile} 的]规定[：有 {colour} 颜色][：字体 {fonts} 没有嵌入][：有透明效果，{transparency} 才容许][：图片的编码只有 {coding} 容许]；没有付印。',
      '请向客户要合格的文件[，或用 {transparency} 付印][，或用 {coding} 付印]；只要看样，可用 --profile proof。',
    ],
    en: [
      'The ad[ “{name}”][ on page {page}] is not fit to press[ as {profile}][: it has {colour} colour][: the fonts {fonts} are not embedded][: it has transparency, which only {transparency} allows][: its pictures are coded as only {coding} allows]; nothing was pressed.',
      'Ask for a file that may[, or press as {transparency}][, or press as {coding}]; to look at the page, press it with --profile proof.',
    ],
  },
  'profile.missing': {
    'zh-CN': [
      '找不到本报指定的色彩特性文件[“{name}”]；没有付印。',
      '请把该文件放进程序的 icc 文件夹，或用 --icc 另选一个。',
    ],
    en: [
      'The profile that the stylebook names[, “{name}”,] is not there; nothing was pressed.',
      'Put the file into the icc folder of the program, or choose another by --icc.',
    ],
  },
  'profile.unreadable': {
    'zh-CN': ['所选文件[“{name}”]不是完整的 ICC 色彩特性文件；没有付印。', '请向印厂再要一份 .icc 文件。'],
    en: [
      'The file chosen[, “{name}”,] is not a whole ICC profile; nothing was pressed.',
      'Ask the plant for its .icc file again.',
    ],
  },
  'profile.unfit': {
    'zh-CN': [
      '色彩特性文件[“{name}”]不能用来制版[（类别 {kind}，色彩空间 {space}，第 {version} 版）]；没有付印。',
      '请选印厂的 CMYK 输出特性文件（类别 prtr，第 4 版以下）。',
    ],
    en: [
      'The profile[ “{name}”] cannot be used for plates[ (class {kind}, colour space {space}, version {version})]; nothing was pressed.',
      'Choose the plant’s output profile in CMYK (class prtr, version 4 or older).',
    ],
  },
  'stylebook.unknown': {
    'zh-CN': ['没有名为[“{name}”]的版式规范，没有建立文件。', '[可用的有：{known}。]'],
    en: ['There is no stylebook[ “{name}”]; no file was made.', 'Choose one that is there[: {known}].'],
  },
  'stylebook.invalid': {
    'zh-CN': ['版式规范[“{name}”]有错[：{problem}]。', '请改正这一处后再试；已有的各期不受影响。'],
    en: [
      'The stylebook[ “{name}”] has a mistake[: {problem}].',
      'Correct it and try again; issues that exist are not affected.',
    ],
  },
  'preflight.unknown': {
    'zh-CN': ['没有这个检查方案[“{name}”]。', '可用的方案有[：{names}]。'],
    en: ['There is no preflight profile[ “{name}”].', 'There are[: {names}].'],
  },
  'preflight.invalid': {
    'zh-CN': ['检查方案[“{name}”]有错[：{at} {problem}]。', '请改正这一处后再试。'],
    en: ['The preflight profile[ “{name}”] has a mistake[: {at} {problem}].', 'Correct it and try again.'],
  },
  'story.missing': {
    'zh-CN': ['没有这篇稿件[（{story}）]，什么也没有改动。', '用 banmian stories 看稿件和编号。'],
    en: [
      'There is no such story[ ({story})]; nothing was changed.',
      '`banmian stories` lists the stories and their ids.',
    ],
  },
  'story.held': {
    'zh-CN': ['这一部分由{person}签出，改动留在这个窗口里。', '对方交还后会自动存入；也可以接手。'],
    en: [
      '{person} has checked this part out; the change stays in this window.',
      'It is saved as soon as they give it back; you may also take it over.',
    ],
  },
  'steps.stale': {
    'zh-CN': [
      '别处刚改过这篇稿件，这一步没有存；对方的内容完好。',
      '程序会自动并入对方的改动再存；若一直出现，请重新打开稿件。',
    ],
    en: [
      'The story was changed elsewhere meanwhile; this edit is not saved yet, the other is.',
      'It is merged and saved again by itself; if this stays, open the story again.',
    ],
  },
  'steps.invalid': {
    'zh-CN': [
      '这一步改动不合稿件的格式，没有存下；稿件保持原样[（{problem}）]。',
      '请撤消这一步；若反复出现，请重新打开稿件。',
    ],
    en: [
      'This edit does not fit the form of a story and was not saved; the story is as it was[ ({problem})].',
      'Undo it; if it happens again, open the story anew.',
    ],
  },
  'repair.missing': {
    'zh-CN': ['没有这条整理记录[（{repair}）]，什么也没有改动。', '请刷新整理记录的列表。'],
    en: ['There is no such repair[ ({repair})]; nothing was changed.', 'Look at the list of repairs again.'],
  },
  'repair.moved': {
    'zh-CN': ['这一处已经改过，或不是单篇稿件内的改动，不能自动还原；稿件没有动。', '请在稿件里手工改。'],
    en: [
      'The words there have changed since, or the decision was not about one story, so it cannot be taken back by itself; nothing was changed.',
      'Change it in the story by hand.',
    ],
  },
  'version.missing': {
    'zh-CN': ['没有这个版本[（{version}）]，什么也没有改动。', '请重新看一遍版本列表。'],
    en: ['There is no such version[ ({version})]; nothing was changed.', 'Look at the list of versions again.'],
  },
  'version.automatic': {
    'zh-CN': ['这个版本是自动留下的，不能改名或去掉；没有改动它。', '要另起名字，可在同一处再留一个版本。'],
    en: [
      'This version was kept by the desk and stays as it is; nothing was changed.',
      'To give it another name, keep a version of your own at the same moment.',
    ],
  },
  'status.unknown': {
    'zh-CN': ['本报的稿件没有[“{status}”]这一状态；没有改动。', '请从本报的状态里选一个[：{statuses}]。'],
    en: [
      'Stories of this paper have no status[ “{status}”]; nothing was changed.',
      'Take one that they have[: {statuses}].',
    ],
  },
  'house.conflict': {
    'zh-CN': ['词表里的[“{entry}”]已被别处改过，这次没有改。', '看一下现在的内容，再改一次。'],
    en: [
      'This entry[ (“{entry}”)] was changed elsewhere meanwhile; your change was not made.',
      'Look at it as it stands now and change it again.',
    ],
  },
  'house.taken': {
    'zh-CN': ['词表里已经有[“{entry}”]，没有重复加入。', '换一个代码，或者改原有的那一条。'],
    en: [
      'The house book has this[ (“{entry}”)] already; it was not put in twice.',
      'Choose another code, or change the entry there is.',
    ],
  },
  'house.full': {
    'zh-CN': ['词表已满[（最多 {most} 条）]，没有加入。', '删去不用的条目，再试一次。'],
    en: [
      'The house book is full[: {most} entries at the most]; nothing was put in.',
      'Remove what is no longer used, and try again.',
    ],
  },
  'house.unreadable': {
    'zh-CN': ['文件[第 {line} 行]读不出来，词表没有改动。', '文件应是本软件导出的 CSV 或 JSON。'],
    en: [
      'The file could not be read[ at line {line}]; the house book was not changed.',
      'The file should be CSV or JSON as this list exports them.',
    ],
  },
  'mark.missing': {
    'zh-CN': ['没有这个校对记号[（{mark}）]，什么也没有改动。', '请刷新批注列表。'],
    en: ['There is no such mark[ ({mark})]; nothing was changed.', 'Look at the list of marks again.'],
  },
  'mark.place': {
    'zh-CN': [
      '稿件里没有这个位置[（{story}，版本 {version}）]，记号没有记下；稿件没有动。',
      '大样可能旧了：请重打大样，再批一次。',
    ],
    en: [
      'The story has no such place[ ({story}, version {version})]; the mark was not made and the story is as it was.',
      'The proof may be old: pull it again and mark it there.',
    ],
  },
  'mark.others': {
    'zh-CN': ['这是别人写的，只有本人能改或撤回；什么也没有改动。', '可以在下面回复。'],
    en: [
      'Somebody else wrote this, and only they can change it or take it back; nothing was changed.',
      'Answer below it.',
    ],
  },
  'mark.moved': {
    'zh-CN': ['这里的文字批后又改过，不能照记号自动改；稿件没有动。', '请在稿件里手工改，再把记号记为已改。'],
    en: [
      'The words have changed since they were marked, so the mark cannot be carried out by itself; nothing was changed.',
      'Change the story by hand, then set the mark to done.',
    ],
  },
  'find.pattern': {
    'zh-CN': ['这个正则表达式写得不完整[（{problem}）]，稿件没有改动。', '请补上括号或反斜杠；只查文字时请关掉正则。'],
    en: [
      'This is not a whole regular expression[ ({problem})]; no copy was changed.',
      'Close its brackets, or turn regular expressions off to find the characters as they stand.',
    ],
  },
  'find.slow': {
    'zh-CN': ['这个正则表达式查得太久，已经停下，稿件没有改动。', '请写得更具体：少用套在一起的 * 和 +。'],
    en: [
      'This regular expression took too long and was stopped; no copy was changed.',
      'Make it narrower: avoid a * or + inside another.',
    ],
  },
  'page.missing': {
    'zh-CN': ['本期没有第[ {page} ]版[，共 {pages} 版]。', '请用本期已有的版次。'],
    en: ['The issue has no page[ {page}][; it has {pages}].', 'Name a page that the issue has.'],
  },
  'record.missing': {
    'zh-CN': ['[第 {page} 版]没有这一块[：{record}]，什么也没有改动。', '它可能已移走或删去；请在版样上另选一块。'],
    en: [
      'There is no such block[ on page {page}][: {record}]; nothing was changed.',
      'It may have been moved or removed; choose another on the dummy.',
    ],
  },
  'record.conflict': {
    'zh-CN': ['别处刚改过这一版，这次改动没有存；对方的改动完好。', '请看过新的版面后再改一次。'],
    en: [
      'The page was changed elsewhere meanwhile; this change was not saved, the other is.',
      'Look at the page as it is now and do it again.',
    ],
  },
  'plan.invalid': {
    'zh-CN': ['排版计划有错[：{problem}]；版面没有动。', '请按 PLAN.json 的格式改正。'],
    en: ['The plan has a mistake[: {problem}]; the page was not changed.', 'Correct it after the form of PLAN.json.'],
  },
  'plan.overlap': {
    'zh-CN': [
      '计划里有两块相叠，或占了报头的位置[（稿件 {item}，第 {column} 栏第 {line} 行起）]；版面没有动。',
      '请改动其中一块的栏或行（都从 0 数起）。',
    ],
    en: [
      'Two blocks of the plan overlap, or one stands on the masthead[ (item {item}, from column {column}, line {line})]; the page was not changed.',
      'Move one of them by columns or lines (both count from 0).',
    ],
  },
  'plan.outside': {
    'zh-CN': [
      '计划里有一块超出版心[（稿件 {item}，第 {column} 栏第 {line} 行起）]；版面没有动。',
      '请让它落在版心的栏和行之内（都从 0 数起）。',
    ],
    en: [
      'A block of the plan stands outside the type area[ (item {item}, from column {column}, line {line})]; the page was not changed.',
      'Keep it inside the columns and lines of the page (both count from 0).',
    ],
  },
  'stage.unknown': {
    'zh-CN': ['本报没有[“{stage}”]这一审次；没有签。', '[可签的审次：{stages}。]'],
    en: ['This paper has no round[ “{stage}”]; nothing was signed.', 'Sign a round that it has[: {stages}].'],
  },
  'stamp.changed': {
    'zh-CN': ['[第 {page} 版]签样之后又改过，没有付印。', '请重新签样；只要看样，可用 --profile proof。'],
    en: [
      '[Page {page} ]was changed after it was signed; it was not pressed.',
      'Sign it again; to look at it, press it with --profile proof.',
    ],
  },
  'stamp.unsigned': {
    'zh-CN': ['本报规定签样后付印，[第 {page} 版]还没有签；没有付印。', '请先签样；只要看样，可用 --profile proof。'],
    en: [
      'This paper presses signed pages only and [page {page} ]is not signed; it was not pressed.',
      'Sign it first; to look at it, press it with --profile proof.',
    ],
  },
  'font.missing': {
    'zh-CN': ['缺少字体[ {face}]，不能排版；稿件完好。', '请重新安装本程序（npm ci），或在版式规范里换一种字体。'],
    en: [
      'The font[ {face}] is missing, so no page can be set; the stories are whole.',
      'Install the program again (npm ci), or name another font in the stylebook.',
    ],
  },
  'font.restricted': {
    'zh-CN': ['字体[ {face} ]不许嵌入，不能用来付印。', '请换一种允许嵌入的字体，或向字体厂商取得授权。'],
    en: [
      'The font[ {face}] may not be embedded and so cannot be printed with.',
      'Choose a font that may, or get a licence from its maker.',
    ],
  },
  'request.unknown': {
    'zh-CN': ['窗口提出了本程序不认识的请求[（{name}）]，什么也没有改动。', '窗口与程序的版本不同：请重新载入窗口。'],
    en: [
      'A window asked for something that is not known here[ ({name})]; nothing was changed.',
      'Window and program are of different versions: load the window again.',
    ],
  },
  'request.invalid': {
    'zh-CN': [
      '请求的内容不对[（{name}：{problem}）]，什么也没有改动。',
      '请检查所给的值；若是程序自己出的错，请重新载入窗口。',
    ],
    en: [
      'A request was not well formed[ ({name}: {problem})]; nothing was changed.',
      'Check the values given; if it was the program’s own doing, load the window again.',
    ],
  },
  'printer.missing': {
    'zh-CN': ['这个窗口的主机自己不打印，没有打印。', '请用窗口里的打印，或存为 PDF 再打印。'],
    en: [
      'This host has no printer of its own; nothing was printed.',
      'Print from the window, or save a PDF and print that.',
    ],
  },
  'printer.refused': {
    'zh-CN': ['没有打印[：{problem}]。', '请检查打印机，或存为 PDF 再打印；版面没有改动。'],
    en: [
      'Nothing was printed[: {problem}].',
      'Look after the printer, or save a PDF and print that; the page is as it was.',
    ],
  },
  usage: {
    'zh-CN': ['命令用法不对[：{problem}]。', '用 banmian --help 看用法。'],
    en: ['The command is not complete or not right[: {problem}].', '`banmian --help` shows how it is used.'],
  },
  cancelled: {
    'zh-CN': ['已取消；此前存下的内容完好。', '需要时再做一次即可。'],
    en: ['Cancelled; what was saved before is whole.', 'Do it again when you wish.'],
  },
  internal: {
    'zh-CN': [
      '程序自己出了错[（{problem}）]；此前存下的内容完好。',
      '请再试一次；若还出现，请把这句话和所做的事告诉我们。',
    ],
    en: [
      'The program made a mistake of its own[ ({problem})]; what was saved before is whole.',
      'Try again; if it happens again, tell us this sentence and what you did.',
    ],
  },
}

/** A Fault as a message and a hint. */
export const sayFault = (fault: Fault, locale: SpokenLocale): Said => say(FAULTS[fault.code], locale, fault.where)
