/** Which component stands for which pane. The window knows panes only by name, and no pane knows another. */
import { CopyPane } from './editor/CopyPane.tsx'
import { FindingsSheet, FindingCount } from './findings/FindingsSheet.tsx'
import { FlatplanPane } from './flatplan/FlatplanPane.tsx'
import { InspectorPane } from './inspector/InspectorPane.tsx'
import { MarkCount, MarksSheet } from './marks/MarksSheet.tsx'
import { PagePane } from './page/PagePane.tsx'
import { ContactSheet } from './photos/ContactSheet.tsx'
import { PhotosSheet, PhotoCount } from './photos/PhotosSheet.tsx'
import { ProofPane } from './proof/ProofPane.tsx'
import { RepairsSheet } from './repairs/RepairsSheet.tsx'
import { PoolPane, type PoolSheet } from './shell/PoolPane.tsx'
import type { Panes } from './shell/Workbench.tsx'
import type { PoolTab } from './shell/workspace.tsx'
import { StoriesSheet, StoryCount } from './stories/StoriesSheet.tsx'

const sheets: Readonly<Record<PoolTab, PoolSheet>> = {
  stories: { Sheet: StoriesSheet, Count: StoryCount },
  photos: { Sheet: PhotosSheet, Count: PhotoCount },
  findings: { Sheet: FindingsSheet, Count: FindingCount },
  repairs: { Sheet: RepairsSheet, Count: () => null },
  marks: { Sheet: MarksSheet, Count: MarkCount },
}

export const panes: Panes = {
  pool: () => <PoolPane sheets={sheets} />,
  page: PagePane,
  copy: CopyPane,
  photos: ContactSheet,
  flatplan: FlatplanPane,
  proof: ProofPane,
  inspector: InspectorPane,
}
