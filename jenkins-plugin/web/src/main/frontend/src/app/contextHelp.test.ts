import { join } from 'node:path';
import { expect, test } from 'vitest';
import { pagesBelow } from '../../docs-plugin.ts';
import { helpFor } from './ContextHelp';
import { pages } from './pages';

const DOCS = join(import.meta.dirname, '../../../../../../../docs');

test('every page of the navigation has a text of the help that is there, and a heading in it that is there', () => {
  const texts = new Map(pagesBelow(DOCS).map((page) => [page.id, page]));
  for (const { path } of pages.filter((page) => page.path !== '/help')) {
    const [id = '', anchor] = helpFor(path).split('#');
    const text = texts.get(id);
    expect(text, path).toBeDefined();
    if (anchor) expect(text?.blocks.some((block) => block.kind === 'heading' && block.id === anchor), `${path} ${anchor}`).toBe(true);
  }
});
