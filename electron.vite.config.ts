import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

/**
 * Three bundles: the main process and the headless host, the preload (one CommonJS file, since the page is sandboxed) and the renderer, which
 * every host serves. Natives stay outside; pure libraries are bundled, since importing them one file at a time costs the
 * cold start (pdf-lib alone 110-230 ms).
 */
const natives = ['electron', 'better-sqlite3', 'sharp', 'jieba-wasm', 'harfbuzzjs', '@embedpdf/pdfium', 'pino', 'ws']

export default defineConfig({
  main: {
    // Its build for Node makes a `require` of its own, which a chunk already has.
    resolve: { alias: [{ find: /^fflate$/, replacement: 'fflate/browser' }] },
    build: {
      externalizeDeps: false,
      outDir: 'out/main',
      rolldownOptions: {
        input: {
          index: resolve('src/main/index.ts'),
          pictureChild: resolve('src/darkroom/pictureChild.ts'),
          adChild: resolve('src/darkroom/adChild.ts'),
          pressChild: resolve('src/office/pressChild.ts'),
          banmian: resolve('scripts/banmian.ts'),
        },
        external: natives.map((name) => new RegExp(`^${name}(/|$)`)),
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      externalizeDeps: false,
      outDir: 'out/preload',
      rolldownOptions: {
        input: { index: resolve('src/preload/index.ts') },
        external: ['electron'],
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    base: './',
    plugins: [react()],
    worker: { format: 'es' },
    build: {
      outDir: resolve('out/renderer'),
      emptyOutDir: true,
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 4096,
      rolldownOptions: { input: resolve('src/renderer/index.html') },
    },
  },
})
