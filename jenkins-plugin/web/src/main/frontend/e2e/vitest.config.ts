import { defineConfig } from 'vitest/config';

// End-to-end: a real server process on simulated machines and a real Chromium for each file, one file after the other.
// The plugin's PagesEndToEndTest runs each file against a real Jenkins.
export default defineConfig({
  test: {
    environment: 'node',
    include: [process.env.LAAS_TOUR ? 'e2e/tour.ts' : 'e2e/**/*.e2e.ts'],
    fileParallelism: false,
    testTimeout: 180_000,
    hookTimeout: 180_000,
    reporters: ['default', 'junit'],
    outputFile: process.env.LAAS_E2E_REPORT ?? 'node_modules/.vitest/e2e.xml',
  },
});
