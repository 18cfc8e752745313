/** Versions of a story, its status, and what lies between two moments. */
import type { Words } from './words.ts'

export const versionsWords = {
  // Status 稿件状态
  'storyStatus.draft': { zh: '初稿', en: 'Draft' },
  'storyStatus.firstEdit': { zh: '一审', en: 'First edit' },
  'storyStatus.secondEdit': { zh: '二审', en: 'Second edit' },
  'storyStatus.thirdEdit': { zh: '三审', en: 'Third edit' },
  'storyStatus.firstProof': { zh: '一校', en: 'First proof' },
  'storyStatus.secondProof': { zh: '二校', en: 'Second proof' },
  'storyStatus.thirdProof': { zh: '三校', en: 'Third proof' },
} as const satisfies Record<string, Words>
