/** `node scripts/run.mjs draw`'s work: draws the sample issues' pictures into resources/samples. All of them are ours. */
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { print } from './canvas.ts'
import { bridge, chart, letterWith, type Series } from './charts.ts'
import { openLettering } from './lettering.ts'
import { foggyMarket, marsh } from './landscapes.ts'

const samples = resolve(import.meta.dirname, '../../resources/samples')

const FIELD: Series = {
  title: '一块稻田一年的水深',
  unit: '厘米',
  xs: ['4月', '5月', '6月', '7月', '8月', '9月', '10月', '11月'],
  ys: [3, 5, 6, 6, 5, 6, 4, 1, 0, 3, 6, 7, 6, 5, 1, 0, 4, 6, 5, 5, 4, 3, 1, 0, 0, 0, 0, 0],
  marks: [
    { at: 8, text: '一次晒田', over: 5 },
    { at: 15, text: '二次晒田', over: 5 },
    { at: 23, text: '三次晒田', over: 5 },
  ],
  rules: [],
  top: 8,
}
const TIDE: Series = {
  title: 'The tide at the breakwater',
  unit: 'feet',
  xs: ['10 p.m.', '11', '12', '1', '2', '3', '4', '5', '6', '7', '8', '9 a.m.'],
  ys: [6.1, 7.4, 9, 10.9, 12.8, 14.9, 16.9, 16.2, 14.1, 11.6, 9.2, 7.4],
  marks: [{ at: 6, text: '16.9 ft' }],
  rules: [
    { value: 15.2, text: 'Top of the old wall', isDashed: true },
    { value: 17.4, text: 'Top of the new wall', isDashed: false },
  ],
  top: 20,
}

/** Draws every picture. */
export async function drawPictures(): Promise<void> {
  letterWith(openLettering())
  for (const paper of ['yuntang', 'millhaven']) mkdirSync(join(samples, paper, 'pictures'), { recursive: true })
  const zh = { credit: '本报美术组 制图', date: '2026-11-23' }
  const en = { credit: 'The Weekly’s art desk', date: '2026-11-25' }
  const dawn = {
    seed: 7,
    sky: ['#5f7f97', '#c9b8a3', '#f6ddb6'],
    sun: '#fff3cf',
    far: ['#a9a79d', '#8a8f8b', '#687370'],
    water: ['#e6cfa9', '#4f6470'],
    reeds: '#2b2a22',
    birds: 46,
  } as const
  const cold = {
    seed: 23,
    sky: ['#4b6a8a', '#a9bdc9', '#f3dfc6'],
    sun: '#ffe7bd',
    far: ['#93a2ab', '#6f818b', '#4c5d66'],
    water: ['#dcd3c4', '#3d5566'],
    reeds: '#20262a',
    birds: 58,
  } as const
  await print(
    marsh(dawn),
    join(samples, 'yuntang/pictures/wetland.jpg'),
    { ...zh, headline: '芦花深处有归人', caption: '清晨的云塘湿地，越冬水鸟从芦苇丛上空飞过。' },
    46,
    1,
  )
  await print(
    bridge(),
    join(samples, 'yuntang/pictures/bridge.jpg'),
    { ...zh, headline: '一图看懂望塘桥', caption: '望塘桥主桥立面与各跨长度。' },
    6,
    2,
  )
  await print(
    chart(FIELD),
    join(samples, 'yuntang/pictures/field.jpg'),
    { ...zh, headline: '三万八千亩稻田这一年', caption: '一块优质稻田四月至十一月的水深。' },
    6,
    3,
  )
  await print(
    foggyMarket(),
    join(samples, 'yuntang/pictures/market.jpg'),
    { ...zh, credit: '本报美术组 绘', headline: '雾里的早市', caption: '渔港早市。' },
    40,
    4,
  )
  await print(
    marsh(cold),
    join(samples, 'millhaven/pictures/marsh.jpg'),
    {
      ...en,
      headline: 'First light, Heron Marsh',
      caption: 'Herons lift off the marsh north of the harbor at sunrise.',
    },
    46,
    5,
  )
  await print(
    chart(TIDE),
    join(samples, 'millhaven/pictures/tide.jpg'),
    { ...en, headline: 'The tide in eleven hours', caption: 'Height of the water at the breakwater gauge.' },
    6,
    6,
  )
}
