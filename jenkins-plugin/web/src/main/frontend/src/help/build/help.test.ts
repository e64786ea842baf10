import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { pages as navigation } from '../../app/pages';
import { helpFor, PLACES } from '../places';
import { excerpt, finder } from '../search';
import { anchor, convert, plain } from './convert';
import { anchors, readDocs } from './docs';
import { index } from './plugin';

const DOCS = join(import.meta.dirname, '../../../../../../../../docs');
const places = { file: 'how-to/x.md', has: (path: string) => path === 'reference/api.md' };
const docs = readDocs(DOCS);

describe('a page', () => {
  test('is data: markup in it is text', () => {
    const { blocks } = convert('# T\n\n<script>alert(1)</script>\n\nA <b>word</b><br>`<i>`', places);
    expect(blocks.slice(1)).toEqual([
      { is: 'text', of: ['<script>alert(1)</script>'] },
      { is: 'text', of: ['A ', '<b>', 'word', '</b>', { is: 'break' }, { is: 'code', text: '<i>' }] },
    ]);
  });

  test('leads to other pages and to the web', () => {
    const { blocks } = convert('# T\n[api](../reference/api.md#errors) [here](#t) [web](https://example.org/)', places);
    expect(JSON.stringify(blocks)).toContain('"to":"/help/reference/api#errors"');
    expect(JSON.stringify(blocks)).toContain('"to":"/help/how-to/x#t"');
    expect(JSON.stringify(blocks)).toContain('"to":"https://example.org/"');
  });

  test.each([
    ['# T\n[x](../nowhere.md)', 'leads to no page'],
    ['# T\n[x](javascript:alert(1))', 'leads to no page'],
    ['# T\n![x](../images/none.png)', 'there is no picture'],
    ['no heading', 'must begin with a heading'],
  ])('with the mistake %j is not built', (text, sentence) => expect(() => convert(text, places)).toThrow(sentence));

  test('has anchors as GitHub makes them', () => {
    const taken = new Set<string>();
    expect(['`policy.approval`', 'A pod of a PDF', 'A pod of a PDF'].map((h) => anchor(h, taken))).toEqual([
      'policyapproval',
      'a-pod-of-a-pdf',
      'a-pod-of-a-pdf-1',
    ]);
  });
});

describe('the documentation', () => {
  test('is all there, in sections', () => {
    expect(docs.sections.map((s) => s.title)).toEqual(['Get started', 'How to', 'Reference', 'Explanation', 'Decisions', 'Examples']);
    expect(docs.pages.map((p) => p.id)).toEqual(expect.arrayContaining(['tutorial/in-the-browser', 'explanation/questions', 'examples/lab.yaml']));
    expect(docs.pages.every((p) => plain([p.title]).length > 0)).toBe(true);
  });

  test('tells about every page of the navigation, at a heading that is there', () => {
    const known = anchors(docs.pages);
    expect(PLACES.map(([, place]) => place).filter((place) => !known.has(place))).toEqual([]);
    expect(navigation.filter((page) => page.path !== '/help' && helpFor(page.path) === '/help').map((page) => page.path)).toEqual([]);
    expect(helpFor('/bookings/b-1')).not.toBe(helpFor('/bookings'));
  });

  test('is found by its words, also by their beginning and with a slip', () => {
    const find = finder(index(docs.passages));
    expect(find('quarantined pod')[0]?.id).toMatch(/^how-to\/quarantined-pod#/);
    expect(find('idempot').map((p) => p.page)).toContain('The API');
    expect(find('quarantene').map((p) => p.id.split('#')[0])).toContain('how-to/quarantined-pod');
    expect(find('zzzqqq')).toEqual([]);
  });
});

test('an excerpt begins near the word', () => {
  const text = `${'before '.repeat(40)}needle ${'after '.repeat(40)}`;
  expect(excerpt(text, 'Needle')).toMatch(/^… .*needle.* …$/);
  expect(excerpt('short', 'x')).toBe('short');
});
