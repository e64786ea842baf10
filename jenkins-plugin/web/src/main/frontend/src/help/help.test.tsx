import { render, screen } from '@testing-library/react';
import { join } from 'node:path';
import { MemoryRouter } from 'react-router';
import { expect, test } from 'vitest';
import { pageOf, pagesBelow } from '../../docs-plugin.ts';
import { Document } from './Document';
import { HelpSearch } from './search';

const DOCS = join(import.meta.dirname, '../../../../../../../docs');

test('takes in every text below docs, and each link between them leads somewhere', () => {
  const pages = pagesBelow(DOCS);
  expect(pages.length).toBeGreaterThan(15);
  const ids = new Set(pages.map((page) => page.id));
  const links = [...JSON.stringify(pages).matchAll(/"to":"([^"#]+)/g)].map((m) => m[1] ?? '');
  expect(links.length).toBeGreaterThan(10);
  expect(links.filter((link) => !ids.has(link))).toEqual([]);
});

test('finds words, beginnings and words with a slip, and the place in the page', () => {
  const search = new HelpSearch(pagesBelow(DOCS));
  expect(search.find('quarantine')[0]?.id).toContain('quarantined-pod');
  expect(search.find('quarantin').length).toBeGreaterThan(0);
  expect(search.find('quarrantine').length).toBeGreaterThan(0);
  expect(search.find('idempotency key')[0]?.id).toMatch(/^reference\/api/);
  expect(search.find('xyzzy plugh')).toEqual([]);
});

test('shows markup in texts as text', () => {
  const page = pageOf('how-to/x', '# T\n\n<script>alert(1)</script>\n\nA `<b>` and **bold** [out](https://example.org) [in](y.md#z)');
  render(
    <MemoryRouter>
      <Document blocks={page.blocks} />
    </MemoryRouter>,
  );
  expect(document.querySelector('script')).toBeNull();
  expect(screen.getByText('<b>').tagName).toBe('CODE');
  expect(screen.getByText('in').getAttribute('href')).toBe('/help/how-to/y#z');
});
