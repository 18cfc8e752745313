import { mkdtempSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { newIssue } from '#office/openDeskOn.ts'
import { launchBrowser } from '../browser/chromium.ts'
import { openHarness, serveDeskAt } from '../browser/served.ts'
const folder = mkdtempSync('/tmp/bmb-')
const sample='/work/main/resources/samples/yuntang'
const desk = await newIssue(join(folder, 'b.banmian'), { stylebook: 'yuntang-broadsheet', date: '2026-11-24', number: 1, edition: '', pages: 1 }) as any
for (const name of (await readdir(sample)).filter((n) => n.endsWith('.txt'))) await desk.handlers.importFile({ name, bytes: new Uint8Array(await readFile(join(sample, name))), page: 1 })
await desk.handlers.placeStories({ page: 1, plan: null })
const served = await serveDeskAt(desk, folder)
const browser = await launchBrowser()
const page = await browser.newPage({ viewport: { width: 1600, height: 1200 } })
await openHarness(page, served.url)
const r = await page.evaluate(async () => { const h = await window.harness
 const id = h.watched.get().set!.fit.toSorted((a,b)=>b.characters-a.characters)[0].item
 const s = await h.session.stories.open(id) as any
 console.log(h.watched.get().set!.fit.length)
 const rows = []
 for (let i=0;i<300;i++) { await new Promise(r=>setTimeout(r,15)); const places:number[]=[]; s.state.doc.forEach((l:any,o:number)=>{ if(l.type.name==='paragraph'&&l.content.size>2) places.push(o+1+Math.floor(Math.random()*l.content.size)) }); const at=places[Math.floor(Math.random()*places.length)]
 const before = h.watched.get().set!.frames
 const t0=performance.now(); let t1=0; 
 const painted = new Promise<number>(r=>{ const stop=h.canvas.painted.subscribe(()=>{ stop(); const t=performance.now(); document.querySelector('canvas')!.getContext('2d')!.getImageData(0,0,1,1); r(t) }) })
 const arrived = new Promise<void>(r=>{ const stop=h.watched.subscribe(()=>{ stop(); r() }) })
 s.dispatch(i%2? s.state.tr.insertText('新',at): s.state.tr.delete(at,at+1)); const td=performance.now()
 const t2 = await painted; const t3=performance.now(); await arrived
 const now = h.watched.get().set!.frames
 const ch = now.filter((f:any)=>!before.includes(f))
 rows.push([td-t0, h.watched.get().took, (window as any).__t1-t0, t2-t0, t3-t0, ch.length, ch.reduce((n:number,f:any)=>n+f.lines.length,0), ch.reduce((n:number,f:any)=>n+f.lines.filter((l:any)=>!before.some((b:any)=>b.lines.includes(l))).length,0)]) }
 return rows })
const q = (a: number[], p: number) => a.toSorted((x,y)=>x-y)[Math.min(a.length-1, Math.ceil(a.length*p)-1)]?.toFixed(1)
;['dispatch','composer','paintstart','painted calls','readback','frames','lines','newlines'].forEach((n,i)=>console.log(n.padEnd(14), q(r.map(x=>x[i]!),.5), q(r.map(x=>x[i]!),.9), q(r.map(x=>x[i]!),.95), q(r.map(x=>x[i]!),.99)))
await browser.close(); await served.close()
