import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';

const BUILT = process.env.LAAS_PAGES_OUT ?? join(import.meta.dirname, '../../../../../target/classes/io/laas/web/pages/built');
const MOST_BYTES = 350 * 1024;

interface Chunk {
  file: string;
  isEntry?: boolean;
  imports?: string[];
  css?: string[];
}

/** What the browser fetches before the first page can be used. */
function first(manifest: Record<string, Chunk>): string[] {
  const files = new Set<string>();
  const take = (name: string) => {
    const chunk = manifest[name];
    if (!chunk || files.has(chunk.file)) return;
    files.add(chunk.file);
    chunk.css?.forEach((css) => files.add(css));
    chunk.imports?.forEach(take);
  };
  Object.keys(manifest)
    .filter((name) => manifest[name]?.isEntry)
    .forEach(take);
  return [...files];
}

test.skipIf(!existsSync(join(BUILT, 'index.html')))('the first page takes less than 350 kB', () => {
  const manifest = JSON.parse(readFileSync(join(BUILT, '.vite/manifest.json'), 'utf8')) as Record<string, Chunk>;
  const files = first(manifest);
  const bytes = files.map((file) => gzipSync(readFileSync(join(BUILT, file))).length).reduce((a, b) => a + b, 0);
  expect(files.length).toBeGreaterThan(1);
  expect(bytes).toBeLessThan(MOST_BYTES);
});
