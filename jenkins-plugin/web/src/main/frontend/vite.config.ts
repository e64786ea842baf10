import react from '@vitejs/plugin-react';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { helpPages } from './src/help/build/plugin.ts';

// Assets are named by what is in them, so they may be cached for ever; no data: addresses, so the policy can forbid them.
export default defineConfig({
  base: './',
  plugins: [react(), helpPages(join(import.meta.dirname, '../../../../../docs'))],
  build: {
    outDir: process.env.LAAS_PAGES_OUT ?? 'dist',
    emptyOutDir: true,
    manifest: true,
    assetsInlineLimit: 0,
    target: 'es2022',
    chunkSizeWarningLimit: 900,
  },
  server: { proxy: { '/api': process.env.LAAS_URL ?? 'http://127.0.0.1:8920' } },
  test: {
    environment: 'jsdom',
    setupFiles: ['./src/testing/setup.ts'],
    include: ['src/**/*.test.{ts,tsx}'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: ['default', 'junit'],
    outputFile: process.env.LAAS_VITEST_REPORT ?? 'node_modules/.vitest/junit.xml',
  },
});
