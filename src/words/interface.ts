/**
 * The words of the interface, in both languages, one line each. `{name}` takes a value; `{n|line|lines}` takes the first
 * word where n is 1 and the second elsewhere; whole numbers are grouped by thousands.
 */

export type InterfaceLanguage = 'zh' | 'en'
export type InterfaceValues = Readonly<Record<string, string | number>>

interface Words {
  readonly zh: string
  readonly en: string
}

export const interfaceWords = {
  // The window
  'window.main': { zh: '工作区', en: 'Workspace' },
  'window.header': { zh: '本期', en: 'This issue' },
  'window.status': { zh: '状态', en: 'Status' },
  'window.commands': { zh: '命令', en: 'Commands' },
  'window.left': { zh: '左栏', en: 'Left pane' },
  'window.right': { zh: '右栏', en: 'Right pane' },
  'window.splitLeft': { zh: '左栏宽度', en: 'Width of the left pane' },
  'window.splitRight': { zh: '右栏宽度', en: 'Width of the right pane' },
  'window.splitCentre': { zh: '中间两栏的分界', en: 'Border between the centre panes' },
  'window.lost': { zh: '与版面台的连接断了', en: 'The connection to the desk is lost' },
  'window.lostDetail': {
    zh: '已存的都在。未存的还在这个窗口里，请先复制出来，再重新载入。',
    en: 'Everything saved is safe. What is not yet saved is still in this window: copy it, then reload.',
  },
  'window.lostSaved': { zh: '全部已存，没有丢失。', en: 'Everything is saved; nothing is lost.' },
  'window.reload': { zh: '重新载入', en: 'Reload' },
  'window.opening': { zh: '正在打开本期…', en: 'Opening the issue…' },
  'window.notOpened': { zh: '这一期没有打开', en: 'The issue did not open' },
  'window.skip': { zh: '跳到版面', en: 'Skip to the page' },

  // Header
  'header.number': { zh: '总第 {number} 期', en: 'No. {number}' },
  'header.pages': { zh: '版次', en: 'Pages' },
  'header.pageState': { zh: '{label}：{state}', en: '{label}: {state}' },
  'header.desks': { zh: '工作台', en: 'Desks' },
  'header.saved': { zh: '已存 {time}', en: 'Saved {time}' },
  'header.saving': { zh: '正在存 {n} 处', en: 'Saving {n} {n|change|changes}' },
  'header.offlineSaved': { zh: '已断开，全部已存', en: 'Offline, all saved' },
  'header.offline': { zh: '{n} 处未存', en: '{n} {n|change|changes} not saved' },
  'header.refused': { zh: '有改动没存上', en: 'A change was refused' },
  'desk.copy': { zh: '文字', en: 'Copy' },
  'desk.page': { zh: '版面', en: 'Page' },
  'desk.photo': { zh: '图片', en: 'Photo' },
  'desk.night': { zh: '夜班', en: 'Night' },
  'desk.proof': { zh: '大样', en: 'Proof' },
  'weekday.0': { zh: '周日', en: 'Sunday' },
  'weekday.1': { zh: '周一', en: 'Monday' },
  'weekday.2': { zh: '周二', en: 'Tuesday' },
  'weekday.3': { zh: '周三', en: 'Wednesday' },
  'weekday.4': { zh: '周四', en: 'Thursday' },
  'weekday.5': { zh: '周五', en: 'Friday' },
  'weekday.6': { zh: '周六', en: 'Saturday' },

  // State of a page
  'pageState.empty': { zh: '空版', en: 'empty' },
  'pageState.open': { zh: '编排中', en: 'in work' },
  'pageState.over': { zh: '有稿超出', en: 'copy over' },
  'pageState.signed': { zh: '已签', en: 'signed' },
  'pageState.changed': { zh: '签后有改动', en: 'changed since signing' },

  // Status bar
  'status.fits': { zh: '本篇正好', en: 'This story fits' },
  'status.over': {
    zh: '本篇超 {lines} 行（{characters} 字）',
    en: 'This story over by {lines} {lines|line|lines} ({characters} characters)',
  },
  'status.short': { zh: '本篇短 {lines} 行', en: 'This story short by {lines} {lines|line|lines}' },
  'status.unplaced': { zh: '本篇未上版', en: 'This story is not placed' },
  'status.elsewhere': { zh: '本篇在别的版', en: 'This story stands on another page' },
  'status.noStory': { zh: '未选稿件', en: 'No story chosen' },
  'status.page': { zh: '版面 {over} 处超、{short} 处短', en: 'Page: {over} over, {short} short' },
  'status.pageFits': { zh: '版面全部正好', en: 'Page: all fits' },
  'status.characters': { zh: '{n} 字', en: '{n} {n|character|characters}' },
  'status.caret': { zh: '第 {column} 栏 {line} 行', en: 'Column {column}, line {line}' },
  'status.zoom': { zh: '缩放', en: 'Zoom' },
  'status.zoomIn': { zh: '放大', en: 'Zoom in' },
  'status.zoomOut': { zh: '缩小', en: 'Zoom out' },
  'status.language': { zh: '界面语言', en: 'Interface language' },
  'language.zh': { zh: '中', en: '中' },
  'language.en': { zh: 'EN', en: 'EN' },

  // Fit, on rows and tabs
  'fit.over': { zh: '超 {n} 行', en: '+{n} {n|line|lines}' },
  'fit.short': { zh: '短 {n} 行', en: '−{n} {n|line|lines}' },
  'fit.exact': { zh: '正好', en: 'fits' },
  'fit.meter': { zh: '凑版', en: 'Copyfit' },
  'fit.lines': { zh: '{lines} / {capacity} 行', en: '{lines} / {capacity} lines' },
  'fit.stretches': { zh: '行数与字数', en: 'Lines and characters' },
  'fit.story': { zh: '全文', en: 'Story' },
  'fit.selection': { zh: '选中', en: 'Selection' },
  'fit.before': { zh: '到光标', en: 'To caret' },
  'fit.after': { zh: '光标后', en: 'From caret' },
  'fit.tally': {
    zh: '{lines} 行 {characters} 字 {depth} 毫米',
    en: '{lines} {lines|line|lines}, {characters} {characters|character|characters}, {depth} mm',
  },
  'fit.holds': { zh: '{characters} 字 / {holds}', en: '{characters} / {holds} characters' },
  'fit.cut': { zh: '本段删 {n} 字省 1 行', en: 'Cut {n} {n|character|characters} here to save a line' },

  // Pool
  'pool.title': { zh: '稿库', en: 'Pool' },
  'pool.stories': { zh: '稿件', en: 'Stories' },
  'pool.photos': { zh: '图片', en: 'Photos' },
  'pool.findings': { zh: '检查', en: 'Checks' },
  'pool.repairs': { zh: '修补', en: 'Repairs' },
  'pool.search': { zh: '查找', en: 'Search' },
  'pool.clearSearch': { zh: '清除查找', en: 'Clear the search' },
  'pool.nothingFound': { zh: '没有找到“{text}”', en: 'Nothing found for “{text}”' },
  'pool.nothingFoundDetail': { zh: '换个词，或者放宽筛选。', en: 'Try another word, or widen the filter.' },
  'pool.drop': { zh: '放开鼠标即可收稿', en: 'Let go to import' },

  // Stories
  'stories.filter': { zh: '筛选', en: 'Filter' },
  'stories.all': { zh: '全部', en: 'All' },
  'stories.unplaced': { zh: '未上版', en: 'Not placed' },
  'stories.thisPage': { zh: '本版', en: 'This page' },
  'stories.spiked': { zh: '已撤', en: 'Spiked' },
  'stories.none': { zh: '还没有稿件', en: 'No stories yet' },
  'stories.noneDetail': {
    zh: '收一份稿，或者写一篇新的。也可以把文件拖到这里。',
    en: 'Import copy, or begin a story. Files may be dropped here too.',
  },
  'stories.noneSpiked': { zh: '没有撤下的稿件', en: 'Nothing is spiked' },
  'stories.allPlaced': { zh: '稿件都已上版', en: 'Every story is placed' },
  'stories.noneOnPage': { zh: '这一版还没有稿件', en: 'No story stands on this page' },
  'stories.noneOnPageDetail': {
    zh: '从“全部”把稿件拖到版面上，或者让系统先排一遍。',
    en: 'Drag a story from “All” onto the page, or have the pool laid out for you.',
  },
  'stories.untitled': { zh: '（无题）', en: '(untitled)' },
  'stories.page': { zh: '{page} 版', en: 'p. {page}' },
  'stories.spike': { zh: '撤稿', en: 'Spike' },
  'stories.restore': { zh: '恢复', en: 'Restore' },
  'stories.describe': { zh: '{kind}，{slug}，{characters} 字', en: '{kind}, {slug}, {characters} characters' },
  'kind.story': { zh: '稿件', en: 'Story' },
  'kind.picture': { zh: '图片稿', en: 'Picture story' },
  'kind.refer': { zh: '导读', en: 'Refer' },

  // Photos
  'photos.title': { zh: '看片台', en: 'Contact sheet' },
  'photos.none': { zh: '还没有图片', en: 'No photos yet' },
  'photos.noneDetail': {
    zh: '导入 JPEG、PNG 或 TIFF，图说和署名会自动带出。',
    en: 'Import JPEG, PNG or TIFF files: captions and credits are read from them.',
  },
  'photos.noCaption': { zh: '缺图说', en: 'No caption' },
  'photos.noCredit': { zh: '缺署名', en: 'No credit' },
  'photos.pixels': { zh: '{width} × {height} 像素', en: '{width} × {height} px' },
  'photos.loading': { zh: '正在显影', en: 'Developing' },
  'photos.size': { zh: '图幅', en: 'Size of the pictures' },
  'colour.grey': { zh: '灰度', en: 'Greyscale' },
  'colour.rgb': { zh: 'RGB', en: 'RGB' },
  'colour.cmyk': { zh: 'CMYK', en: 'CMYK' },

  // Findings
  'findings.none': { zh: '没有发现问题', en: 'Nothing to remark' },
  'findings.noneDetail': {
    zh: '排版时随时检查，有问题就列在这里。',
    en: 'The page is checked as it is set; remarks are listed here.',
  },
  'findings.unset': { zh: '版面还没有排出', en: 'The page is not set yet' },
  'findings.all': { zh: '全部', en: 'All' },
  'severity.error': { zh: '错误', en: 'Error' },
  'severity.warning': { zh: '提醒', en: 'Warning' },
  'severity.note': { zh: '备注', en: 'Note' },

  // Repairs
  'repairs.none': { zh: '没有修补记录', en: 'No repairs' },
  'repairs.noneDetail': {
    zh: '收稿时做的每个决定都会列在这里，可以逐个退回。',
    en: 'Every decision an import takes is listed here, and each can be taken back.',
  },
  'repairs.kind': { zh: '种类', en: 'Kind' },
  'repairs.scope': { zh: '范围', en: 'Scope' },
  'repairs.thisStory': { zh: '本篇', en: 'This story' },
  'repairs.allStories': { zh: '全部稿件', en: 'All stories' },
  'repairs.anyKind': { zh: '所有种类', en: 'Every kind' },
  'repairs.line': { zh: '第 {line} 行', en: 'line {line}' },
  'repairs.takeBack': { zh: '退回', en: 'Take back' },
  'repairs.takeBackAll': { zh: '全部退回（{n}）', en: 'Take back all ({n})' },
  'repairs.tookBack': { zh: '退回 {n} 处', en: '{n} {n|repair|repairs} taken back' },
  'repairs.moved': {
    zh: '另有 {n} 处的文字后来改过，保持原样',
    en: '{n} {n|place|places} had been edited since and {n|stays|stay} as {n|it is|they are}',
  },
  'repairs.noStory': { zh: '整版', en: 'The whole page' },
  'repairs.kindCount': { zh: '{kind}（{n}）', en: '{kind} ({n})' },
  'job.takeBack': { zh: '正在退回修补', en: 'Taking repairs back' },
  'repairs.takenBack': { zh: '已退回', en: 'Taken back' },
  'repairs.nothing': { zh: '（无）', en: '(nothing)' },
  'repairs.count': { zh: '{n} 处', en: '{n} {n|decision|decisions}' },
  'repairs.unread': { zh: '修补记录没有读出', en: 'The repairs could not be read' },
  'repair.join': { zh: '接栏', en: 'Joined' },
  'repair.width': { zh: '全角', en: 'Full width' },
  'repair.quote': { zh: '引号', en: 'Quotes' },
  'repair.space': { zh: '空格', en: 'Blanks' },
  'repair.break': { zh: '分行', en: 'Line break' },
  'repair.part': { zh: '辨部', en: 'Part' },
  'repair.item': { zh: '分篇', en: 'New item' },
  'repair.drop': { zh: '剔除', en: 'Left out' },

  // Copy
  'copy.title': { zh: '文字', en: 'Copy' },
  'copy.none': { zh: '选一篇稿件来编辑', en: 'Choose a story to edit' },
  'copy.noneDetail': {
    zh: '在稿库里单击，或在版面上双击。',
    en: 'Click one in the pool, or double-click it on the page.',
  },
  'copy.again': { zh: '再试一次', en: 'Try again' },
  'copy.view': { zh: '显示', en: 'View' },
  'copy.galley': { zh: '小样', en: 'Galley' },
  'copy.story': { zh: '通稿', en: 'Story' },
  'copy.part': { zh: '这一行是', en: 'This line is' },
  'copy.leadIn': { zh: '电头', en: 'Lead-in' },
  'copy.strong': { zh: '加粗', en: 'Bold' },
  'copy.emphasis': { zh: '强调', en: 'Emphasis' },
  'copy.editor': { zh: '稿件：{slug}', en: 'Story: {slug}' },
  'copy.format': { zh: '格式', en: 'Format' },
  'line.kicker': { zh: '引题', en: 'Kicker' },
  'line.headline': { zh: '主题', en: 'Headline' },
  'line.deck': { zh: '副题', en: 'Deck' },
  'line.byline': { zh: '署名', en: 'Byline' },
  'line.paragraph': { zh: '正文', en: 'Body' },
  'line.subhead': { zh: '小标题', en: 'Subhead' },
  'line.pullQuote': { zh: '提要', en: 'Pull quote' },
  'line.note': { zh: '编者按', en: 'Note' },
  'line.jumpLine': { zh: '转版语', en: 'Jump line' },
  'line.cutline': { zh: '图说', en: 'Cutline' },
  'line.credit': { zh: '图片署名', en: 'Credit' },

  // Page
  'page.title': { zh: '版面', en: 'Page' },
  'page.notSet': { zh: '这一版排不出来', en: 'This page cannot be set' },
  'page.empty': { zh: '这一版还空着', en: 'This page is empty' },
  'page.emptyDetail': {
    zh: '把稿件拖上来，或者先自动排一遍。',
    en: 'Drag stories onto it, or lay out the pool to begin with.',
  },
  'page.setting': { zh: '正在排版…', en: 'Setting the page…' },
  'page.faces': { zh: '正在取字体 {done} / {total}', en: 'Fetching faces {done} / {total}' },
  'canvas.page': { zh: '第 {page} 版版面', en: 'Page {page}' },
  'canvas.over': { zh: '+{n} 行', en: '+{n} {n|line|lines}' },
  'canvas.short': { zh: '−{n} 行', en: '−{n} {n|line|lines}' },
  'canvas.block': {
    zh: '{slug}，第 {column} 栏起 {columns} 栏，第 {line} 行起 {lines} 行，{fit}',
    en: '{slug}, {columns} {columns|column|columns} from column {column}, {lines} {lines|line|lines} from line {line}, {fit}',
  },

  // Inspector
  'inspector.title': { zh: '属性', en: 'Inspector' },
  'inspector.story': { zh: '稿件', en: 'Story' },
  'inspector.block': { zh: '版块', en: 'Block' },
  'inspector.head': { zh: '标题', en: 'Headline' },
  'inspector.picture': { zh: '图片 {n}', en: 'Picture {n}' },
  'inspector.page': { zh: '版面', en: 'Page' },
  'inspector.slug': { zh: '稿名', en: 'Slug' },
  'inspector.kind': { zh: '类别', en: 'Kind' },
  'inspector.length': { zh: '字数', en: 'Length' },
  'inspector.versions': { zh: '改动', en: 'Changes' },
  'inspector.stands': { zh: '所在', en: 'Stands on' },
  'inspector.nowhere': { zh: '未上版', en: 'not placed' },
  'inspector.column': { zh: '栏', en: 'Col' },
  'inspector.columns': { zh: '栏宽', en: 'Wide' },
  'inspector.line': { zh: '行', en: 'Line' },
  'inspector.lines': { zh: '行深', en: 'Deep' },
  'inspector.legs': { zh: '分栏', en: 'Legs' },
  'inspector.legsAuto': { zh: '随版', en: 'grid' },
  'inspector.mode': { zh: '分栏法', en: 'Columns' },
  'inspector.border': { zh: '边线', en: 'Border' },
  'inspector.place': { zh: '位置', en: 'Place' },
  'inspector.direction': { zh: '方向', en: 'Direction' },
  'inspector.size': { zh: '字号', en: 'Size' },
  'inspector.sizeAuto': { zh: '自动', en: 'auto' },
  'inspector.take': { zh: '撤下版面', en: 'Take off the page' },
  'inspector.cropLeft': { zh: '左', en: 'Left' },
  'inspector.cropTop': { zh: '上', en: 'Top' },
  'inspector.cropRight': { zh: '右', en: 'Right' },
  'inspector.cropBottom': { zh: '下', en: 'Foot' },
  'inspector.resolution': { zh: '精度', en: 'Resolution' },
  'inspector.dpi': { zh: '{n} dpi', en: '{n} dpi' },
  'inspector.removePicture': { zh: '取下图片', en: 'Remove the picture' },
  'inspector.grid': { zh: '版心网格', en: 'Page grid' },
  'inspector.gridShown': { zh: '显示网格', en: 'Show the grid' },
  'inspector.type': { zh: '版心', en: 'Type area' },
  'inspector.typeOf': { zh: '{columns} 栏 × {lines} 行', en: '{columns} columns × {lines} lines' },
  'inspector.trim': { zh: '成品', en: 'Trim' },
  'inspector.trimOf': { zh: '{width} × {height} 毫米', en: '{width} × {height} mm' },
  'inspector.stylebook': { zh: '版式', en: 'Stylebook' },
  'inspector.load': { zh: '版上', en: 'On it' },
  'inspector.loadOf': {
    zh: '{stories} 篇，{characters} 字',
    en: '{stories} {stories|story|stories}, {characters} characters',
  },
  'head.above': { zh: '盖文题', en: 'Above' },
  'head.left': { zh: '左串文', en: 'Left' },
  'head.right': { zh: '右串文', en: 'Right' },
  'head.inside': { zh: '文包题', en: 'Inside' },
  'head.none': { zh: '无题', en: 'None' },
  'mode.auto': { zh: '自动', en: 'Automatic' },
  'mode.absolute': { zh: '绝对', en: 'Absolute' },
  'mode.relative': { zh: '相对', en: 'Relative' },
  'mode.free': { zh: '自由', en: 'Free' },
  'border.none': { zh: '无', en: 'None' },
  'border.box': { zh: '加框', en: 'Box' },
  'border.top': { zh: '上线', en: 'Rule above' },
  'direction.horizontal': { zh: '横题', en: 'Horizontal' },
  'direction.vertical': { zh: '竖题', en: 'Vertical' },

  // Sign-off
  'sign.title': { zh: '签样', en: 'Sign-off' },
  'sign.stamp': { zh: '版印', en: 'Stamp' },
  'sign.person': { zh: '签样人', en: 'Signed by' },
  'sign.personHint': { zh: '你的姓名', en: 'your name' },
  'sign.sign': { zh: '签 {stage}', en: 'Sign {stage}' },
  'sign.by': { zh: '{person} · {time}', en: '{person} · {time}' },
  'sign.waiting': { zh: '未签', en: 'not signed' },
  'sign.valid': { zh: '有效', en: 'valid' },
  'sign.changed': { zh: '签后有改动', en: 'changed since' },
  'sign.done': { zh: '{page} 版{stage}已签', en: 'Page {page} signed: {stage}' },

  // Proof and press
  'proof.title': { zh: '大样', en: 'Proof' },
  'proof.pull': { zh: '打大样', en: 'Pull a proof' },
  'proof.none': { zh: '还没有打大样', en: 'No proof pulled yet' },
  'proof.noneDetail': {
    zh: '大样就是付印的那一版：同一次排版，同一个版印。',
    en: 'A proof is the page as it will print: one composition, one stamp.',
  },
  'proof.pulled': { zh: '{page} 版，版印 {stamp}', en: 'Page {page}, stamp {stamp}' },
  'proof.stale': { zh: '打样后有改动', en: 'changed since' },
  'proof.save': { zh: '存为 PNG', en: 'Save as PNG' },
  'proof.resolution': { zh: '精度', en: 'Resolution' },
  'proof.picture': { zh: '第 {page} 版的大样', en: 'Proof of page {page}' },
  'press.title': { zh: '付印', en: 'Press' },
  'press.profile': { zh: '规格', en: 'Profile' },
  'press.x1a': { zh: 'PDF/X-1a', en: 'PDF/X-1a' },
  'press.x4': { zh: 'PDF/X-4', en: 'PDF/X-4' },
  'press.proof': { zh: '校样 PDF', en: 'Proof PDF' },
  'press.page': { zh: '付印本版', en: 'Press this page' },
  'press.issue': { zh: '付印全期', en: 'Press the issue' },
  'press.done': { zh: '{n} 版已出 PDF', en: '{n} {n|page|pages} pressed' },
  'press.doneDetail': { zh: '文件已下载：{file}', en: 'The file was saved: {file}' },

  // Flatplan
  'flatplan.title': { zh: '版面图', en: 'Flatplan' },
  'flatplan.stories': { zh: '{n} 篇', en: '{n} {n|story|stories}' },

  // Jobs and messages
  'job.import': { zh: '收稿 {name}', en: 'Importing {name}' },
  'job.press': { zh: '出 PDF', en: 'Pressing' },
  'job.proof': { zh: '打大样', en: 'Pulling a proof' },
  'job.place': { zh: '自动排版', en: 'Laying out the pool' },
  'job.progress': { zh: '{done} / {total}', en: '{done} of {total}' },
  'job.cancel': { zh: '取消', en: 'Cancel' },
  'job.list': { zh: '进行中', en: 'Under way' },
  'toast.list': { zh: '消息', en: 'Messages' },
  'toast.dismiss': { zh: '知道了', en: 'Dismiss' },
  'toast.imported': {
    zh: '收到 {stories} 篇稿件、{photos} 张图片',
    en: '{stories} {stories|story|stories} and {photos} {photos|photo|photos} imported',
  },
  'toast.repairs': {
    zh: '{n} 处修补，可在“修补”里逐个退回',
    en: '{n} {n|decision|decisions}; look through them under Repairs',
  },
  'toast.placed': { zh: '{n} 篇已上版', en: '{n} {n|story|stories} placed' },
  'toast.placedDetail': { zh: '{over} 处超、{short} 处短', en: '{over} over, {short} short' },
  'toast.nothingPlaced': { zh: '稿件都已上版，或放不下了', en: 'Nothing more could be placed' },

  // Commands
  'command.palette': { zh: '查找命令…', en: 'Find a command…' },
  'command.none': { zh: '没有这个命令', en: 'No such command' },
  'group.file': { zh: '文件', en: 'File' },
  'group.edit': { zh: '编辑', en: 'Edit' },
  'group.story': { zh: '稿件', en: 'Story' },
  'group.page': { zh: '版面', en: 'Page' },
  'group.view': { zh: '视图', en: 'View' },
  'group.desk': { zh: '工作台', en: 'Desk' },
  'group.press': { zh: '付印', en: 'Press' },
  'do.palette': { zh: '命令…', en: 'Commands…' },
  'do.import': { zh: '收稿…', en: 'Import…' },
  'do.newStory': { zh: '新稿', en: 'New story' },
  'do.newPicture': { zh: '新图片稿', en: 'New picture story' },
  'do.newRefer': { zh: '新导读', en: 'New refer' },
  'do.placePool': { zh: '自动排版', en: 'Lay out the pool' },
  'do.undo': { zh: '撤消', en: 'Undo' },
  'do.redo': { zh: '重做', en: 'Redo' },
  'do.grid': { zh: '显示或隐藏网格', en: 'Show or hide the grid' },
  'do.fitPage': { zh: '全版', en: 'Fit the page' },
  'do.fitWidth': { zh: '适合宽度', en: 'Fit the width' },
  'do.actualSize': { zh: '实际大小', en: 'Actual size' },
  'do.nextPage': { zh: '下一版', en: 'Next page' },
  'do.previousPage': { zh: '上一版', en: 'Previous page' },
  'do.left': { zh: '显示或隐藏左栏', en: 'Show or hide the left pane' },
  'do.right': { zh: '显示或隐藏右栏', en: 'Show or hide the right pane' },
  'do.second': { zh: '显示或隐藏第二栏', en: 'Show or hide the second pane' },
  'do.theme': { zh: '明暗切换', en: 'Light or dark' },
  'do.language': { zh: '切换到英文', en: 'Switch to Chinese' },
  'do.galley': { zh: '小样或通稿', en: 'Galley or story view' },
  'do.deskCopy': { zh: '文字台', en: 'Copy desk' },
  'do.deskPage': { zh: '版面台', en: 'Page desk' },
  'do.deskPhoto': { zh: '图片台', en: 'Photo desk' },
  'do.deskNight': { zh: '夜班台', en: 'Night desk' },
  'do.deskProof': { zh: '大样台', en: 'Proof desk' },
} as const satisfies Record<string, Words>

export type InterfaceKey = keyof typeof interfaceWords

/** The words of `key` with its values put in. RangeError when a value is missing: a caller's bug. */
export function sayInterface(key: InterfaceKey, language: InterfaceLanguage, values: InterfaceValues = {}): string {
  return interfaceWords[key][language].replaceAll(/\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g, (_, name, one, many) => {
    const value = values[name as string]
    if (value === undefined) throw new RangeError(`sayInterface: ${key} needs ${name}`)
    if (one !== undefined) return value === 1 ? one : many
    return typeof value === 'number' ? writeNumber(value) : value
  })
}

/** A number grouped by thousands: 13,320. Pure code asks no host for it. */
export function writeNumber(value: number): string {
  const [whole, part] = String(Math.abs(value)).split('.')
  const grouped = (whole ?? '').replaceAll(/\B(?=(\d{3})+$)/g, ',')
  return `${value < 0 ? '−' : ''}${grouped}${part === undefined ? '' : `.${part}`}`
}
