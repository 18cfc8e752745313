// Source strings injected in the page (main world) and in the preload's isolated world. Values cross by structured clone.
const codec = `
const enc = v => JSON.stringify(tag(v)), dec = s => untag(JSON.parse(s));
const b64 = u => { let s = ''; for (let i = 0; i < u.length; i += 0x8000) s += String.fromCharCode(...u.subarray(i, i + 0x8000)); return btoa(s) }
const un64 = s => Uint8Array.from(atob(s), c => c.charCodeAt(0));
const tag = v => { if (v === undefined) return { $: 'u' }; if (typeof v === 'bigint') return { $: 'n', v: String(v) }; if (typeof v === 'number' && !Number.isFinite(v)) return { $: 'f', v: String(v) }; if (v === null || typeof v !== 'object') return v;
  if (v instanceof Date) return { $: 'd', v: +v }; if (v instanceof Map) return { $: 'm', v: [...v].map(tag) }; if (v instanceof Set) return { $: 's', v: [...v].map(tag) }; if (v instanceof Error) return { $: 'e', v: v.message, n: v.name };
  if (v instanceof ArrayBuffer) return { $: 'ab', v: b64(new Uint8Array(v)) }; if (ArrayBuffer.isView(v)) return { $: 'b', v: b64(new Uint8Array(v.buffer, v.byteOffset, v.byteLength)) };
  if (Array.isArray(v)) return v.map(tag); const o = {}; for (const k of Object.keys(v)) o[k === '$' ? '$$' : k] = tag(v[k]); return o }
const untag = v => { if (v === null || typeof v !== 'object') return v; if (Array.isArray(v)) return v.map(untag);
  switch (v.$) { case 'u': return undefined; case 'n': return BigInt(v.v); case 'f': return Number(v.v); case 'd': return new Date(v.v); case 'm': return new Map(v.v.map(untag)); case 's': return new Set(v.v.map(untag)); case 'e': return Object.assign(new Error(v.v), { name: v.n }); case 'ab': return un64(v.v).buffer; case 'b': return un64(v.v) }
  const o = {}; for (const k of Object.keys(v)) o[k === '$$' ? '$' : k] = untag(v[k]); return o }`
export const { enc, dec } = new Function(codec + '; return { enc, dec }')() as {
  enc: (v: unknown) => string
  dec: (s: string) => any
}
// bridge(side): functions become ids, plain objects/arrays recurse, the rest is left to the browser's structured clone of CustomEvent.detail between worlds
const bridge = `
const owned = new Map(), waiting = new Map(); let seq = 0;
const pack = v => { if (typeof v === 'function') { const id = side + (++seq); owned.set(id, v); return { $fn: id } } if (Array.isArray(v)) return v.map(pack); if (v && typeof v === 'object' && (Object.getPrototypeOf(v) === Object.prototype || Object.getPrototypeOf(v) === null)) { const o = {}; for (const k of Object.keys(v)) o[k] = pack(v[k]); return o } return v }
const unpack = v => { if (v && typeof v === 'object') { if (Array.isArray(v)) return v.map(unpack); if (typeof v.$fn === 'string') return (...a) => callOther(v.$fn, a); if (Object.getPrototypeOf(v) === Object.prototype) { const o = {}; for (const k of Object.keys(v)) o[k] = unpack(v[k]); return o } } return v }
const emit = d => { document.dispatchEvent(new CustomEvent(EV + other, { detail: structuredClone(d) })) }
let sync;
const callOther = (fn, a) => { const id = ++seq; sync = undefined; emit({ call: id, fn, a: pack(a) }); const r = sync; sync = undefined; if (!r) return; if ('err' in r) throw new Error(r.err); if (r.promise) return new Promise((ok, no) => waiting.set(id, [ok, no])); return unpack(r.v) }
document.addEventListener(EV + side, e => { const m = e.detail;
  if (m.expose) { Object.defineProperty(globalThis, m.expose, { value: Object.freeze(unpack(m.api)), enumerable: true, configurable: false, writable: false }); return }
  if (m.ret) { sync = m.ret; return }
  if (m.settle) { const w = waiting.get(m.settle); waiting.delete(m.settle); if ('err' in m) w[1](new Error(m.err)); else w[0](unpack(m.v)); return }
  let r; try { r = owned.get(m.fn)(...unpack(m.a)) } catch (x) { emit({ ret: { err: String(x && x.message || x) } }); return }
  if (r && typeof r.then === 'function') { emit({ ret: { promise: true } }); r.then(v => emit({ settle: m.call, v: pack(v) }), x => emit({ settle: m.call, err: String(x && x.message || x) })) } else emit({ ret: { v: pack(r) } })
})`
export function rendererSource(nonce: string, preload: string): [string, string] {
  const main = `(() => { if (window !== window.top) return; const EV = 'standin-${nonce}-', side = 'M', other = 'I'; ${bridge} })()`
  const iso = `(() => { if (window !== window.top) return; const EV = 'standin-${nonce}-', side = 'I', other = 'M'; ${bridge}; ${codec}
const subs = new Map(), wait = new Map(); let n = 0; const post = m => { structuredClone(m.args); globalThis.__standin(enc(m)) };
globalThis.__standinDeliver = s => { const m = dec(s); if (m.id) { const w = wait.get(m.id); wait.delete(m.id); if ('err' in m) w[1](new Error(m.err)); else w[0](m.ok); return } for (const f of [...(subs.get(m.ch) || [])]) f({ sender: ipcRenderer, ports: [] }, ...m.args) };
const on = (c, f) => { (subs.get(c) || subs.set(c, []).get(c)).push(f); return ipcRenderer }, off = (c, f) => { const l = subs.get(c) || []; const i = l.indexOf(f); if (i >= 0) l.splice(i, 1); return ipcRenderer };
const ipcRenderer = { invoke: (ch, ...args) => new Promise((ok, no) => { const id = ++n; wait.set(id, [ok, no]); try { post({ t: 'invoke', id, ch, args }) } catch (e) { wait.delete(id); no(new Error('An object could not be cloned.')) } }), send: (ch, ...args) => post({ t: 'send', ch, args }), on, addListener: on, off, removeListener: off, once: (c, f) => { const g = (...a) => { off(c, g); f(...a) }; return on(c, g) }, removeAllListeners: c => { subs.delete(c) }, sendSync() { throw new Error('stand-in: sendSync is not supported') } };
const contextBridge = { exposeInMainWorld: (k, api) => { emit({ expose: k, api: pack(api) }) } };
const electron = { contextBridge, ipcRenderer, webFrame: { setZoomFactor() {}, getZoomFactor: () => 1 }, webUtils: { getPathForFile: f => f.name } };
const process = Object.freeze({ type: 'renderer', platform: 'linux', sandboxed: true, contextIsolated: true, versions: { electron: '0.0.0-standin', chrome: navigator.userAgent.match(/Chrome\\/([\\d.]+)/)?.[1] ?? '' }, argv: [], env: {} });
const require = m => { if (m === 'electron') return electron; throw new Error('module not found: ' + m) };
const module = { exports: {} }; (function (require, module, exports, process, global) { ${preload}
})(require, module, module.exports, process, globalThis) })()`
  return [main, iso]
}
