/** Who may import whom (ARCHITECTURE.md). An allow-list: what is not named here is refused. */
const HOUSE = {
  contract: { may: [], packages: ['zod'] },
  words: { may: ['contract'], packages: [] },
  wire: { may: ['contract'], packages: [] },
  exchange: { may: ['contract'], packages: ['@cantoo/pdf-lib', 'fflate', 'saxes'] },
  proofread: { may: ['contract'], packages: [] },
  preflight: { may: ['contract'], packages: [] },
  story: {
    may: ['contract'],
    packages: [
      'prosemirror-model',
      'prosemirror-transform',
      'prosemirror-state',
      'prosemirror-commands',
      'prosemirror-inputrules',
      'prosemirror-tables',
      'prosemirror-changeset',
      'opencc-js',
      'diff',
    ],
  },
  grid: { may: ['contract'], packages: [] },
  compose: { may: ['contract', 'grid'], packages: ['harfbuzzjs', 'hyphen', '@noble/hashes'] },
  press: { may: ['contract'], packages: ['@cantoo/pdf-lib', 'fflate', '@noble/hashes'] },
  desk: { may: ['contract', 'story', 'grid', 'compose', 'press', 'exchange', 'proofread', 'preflight'], packages: [] },
  storage: { may: ['contract', 'desk/ports'], packages: ['better-sqlite3', 'zod', 'node:'] },
  darkroom: {
    may: ['contract', 'desk/ports', 'compose', 'press', 'exchange'],
    packages: ['@embedpdf/pdfium', 'sharp', 'jieba-wasm', 'saxes', 'zod', 'node:'],
  },
  office: { may: ['contract', 'desk', 'storage', 'darkroom'], packages: ['zod', 'node:'] },
  main: { may: ['contract', 'words', 'wire', 'office'], packages: ['electron', 'node:'] },
  loopback: { may: ['contract', 'words', 'wire', 'office'], packages: ['ws', 'node:'] },
  cli: { may: ['contract', 'words', 'wire', 'desk', 'storage', 'darkroom', 'office', 'loopback'], packages: ['node:'] },
  preload: { may: ['contract', 'wire'], packages: ['electron'] },
  renderer: {
    may: ['contract', 'words', 'wire', 'story', 'grid', 'compose', 'exchange', 'proofread', 'preflight'],
    packages: [
      'prosemirror-',
      'react',
      'react-dom',
      'react-aria-components',
      '@tanstack/react-virtual',
      'lucide-react',
      'tinykeys',
      'zod',
      'jieba-wasm',
      'opencc-js',
      '@expo-google-fonts/',
      'nspell',
      'dictionary-en',
    ],
  },
}
const escape = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
const folderRule = ([name, { may, packages }]) => ({
  name: `${name}-imports`,
  severity: 'error',
  comment: `src/${name} may import ${may.join(', ') || 'no other folder'}; packages: ${packages.join(', ') || 'none'}`,
  from: { path: `^src/${name}/` },
  to: {
    pathNot: [
      `^src/${name}/`,
      ...may.map((folder) => (folder === 'desk/ports' ? '^src/desk/ports\\.ts$' : `^src/${folder}/`)),
      ...packages.map((pack) =>
        pack === 'node:' ? '^(node:)?[a-z0-9_/]+$' : `(^|/)node_modules/(@types/)?${escape(pack)}`,
      ),
    ],
  },
})
const PANES = ['stories', 'editor', 'photos', 'inspector', 'findings', 'repairs', 'proof', 'flatplan', 'dummy', 'marks']
const paneRule = (pane) => ({
  name: `pane-${pane}-alone`,
  severity: 'error',
  comment: 'a pane imports shell/ and typing/, never another pane',
  from: { path: `^src/renderer/${pane}/` },
  to: { path: `^src/renderer/(${PANES.filter((other) => other !== pane).join('|')})/` },
})
module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      from: { path: '^src/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'not-to-unresolvable',
      severity: 'error',
      from: { path: '^src/' },
      to: { couldNotResolve: true, pathNot: '\\?(worker|url|raw)' },
    },
    ...Object.entries(HOUSE).map(folderRule),
    ...PANES.map(paneRule),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    parser: 'swc',
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.json', '.css'],
    },
  },
}
