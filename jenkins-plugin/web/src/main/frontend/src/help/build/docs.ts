import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Block, HelpPage, HelpSection, Inline, Passage } from '../model.ts';
import { convert, plain } from './convert.ts';

const SECTIONS: readonly [string, string][] = [
  ['tutorial', 'Get started'],
  ['how-to', 'How to'],
  ['reference', 'Reference'],
  ['explanation', 'Explanation'],
  ['decisions', 'Decisions'],
  ['examples', 'Examples'],
];
/** What one reads first stands first; everything else goes by name. */
const FIRST = ['tutorial/in-the-browser', 'tutorial/first-pod', 'reference/pages', 'reference/commands', 'explanation/questions', 'decisions/README'];
const TEXT = /\.(md|yaml)$/;

export interface Docs {
  sections: HelpSection[];
  pages: HelpPage[];
  passages: Passage[];
}

/** Reads all pages below a directory and sees to it that every link of them leads somewhere. */
export function readDocs(directory: string): Docs {
  const files = readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(directory.length + 1))
    .sort();
  const all = new Set(files);
  const has = (path: string) => all.has(path);
  const pages = files
    .filter((file) => TEXT.test(file) && SECTIONS.some(([name]) => file.startsWith(`${name}/`)))
    .map((file) => page(file, readFileSync(join(directory, file), 'utf8'), has));
  checkAnchors(pages);
  const sections = SECTIONS.map(([name, title]) => ({
    title,
    pages: [...pages]
      .filter((p) => p.id.startsWith(`${name}/`))
      .sort((a, b) => place(a) - place(b))
      .map(({ id, title: of }) => ({ id, title: of })),
  })).filter((section) => section.pages.length > 0);
  return { sections, pages, passages: pages.flatMap(passages) };
}

function place(p: HelpPage): number {
  const at = FIRST.indexOf(p.id);
  return at < 0 ? FIRST.length : at;
}

function page(file: string, text: string, has: (path: string) => boolean): HelpPage {
  if (file.endsWith('.md')) return convert(text, { file, has });
  const title = file.slice(file.indexOf('/') + 1);
  return { id: file, title, blocks: [{ is: 'heading', depth: 1, id: 'file', of: [title] }, { is: 'code', text }] };
}

/** Anchors of the pages, as help knows them. */
export function anchors(pages: HelpPage[]): Set<string> {
  return new Set(
    pages.flatMap((p) => [
      `/help/${p.id}`,
      ...p.blocks.flatMap((block) => (block.is === 'heading' ? [`/help/${p.id}#${block.id}`] : [])),
    ]),
  );
}

function checkAnchors(pages: HelpPage[]): void {
  const known = anchors(pages);
  for (const p of pages) {
    for (const to of links(p.blocks)) {
      if (to.startsWith('/help/') && !known.has(to)) throw new Error(`${p.id}: the link to ${to} leads to no heading`);
    }
  }
}

function links(blocks: Block[]): string[] {
  return blocks.flatMap((block) => {
    if (block.is === 'list') return block.items.flatMap(links);
    if (block.is === 'quote') return links(block.of);
    if (block.is === 'table') return [...block.head, ...block.rows.flat()].flatMap(linksOf);
    return 'of' in block ? linksOf(block.of) : [];
  });
}

function linksOf(of: Inline[]): string[] {
  return of.flatMap((piece) => {
    if (typeof piece === 'string' || !('of' in piece)) return [];
    return piece.is === 'link' ? [piece.to, ...linksOf(piece.of)] : linksOf(piece.of);
  });
}

/** Cuts a page at its headings. */
function passages(p: HelpPage): Passage[] {
  const found: Passage[] = [];
  for (const block of p.blocks) {
    if (block.is === 'heading') {
      found.push({ id: `${p.id}#${block.id}`, page: p.title, title: plain(block.of), text: '' });
      continue;
    }
    const last = found.at(-1);
    if (last) last.text = `${last.text} ${words(block)}`.trim();
  }
  return found;
}

function words(block: Block): string {
  switch (block.is) {
    case 'heading':
    case 'text':
      return plain(block.of);
    case 'code':
      return block.text;
    case 'list':
      return block.items.flat().map(words).join(' ');
    case 'table':
      return [block.head, ...block.rows].map((row) => row.map(plain).join(' ')).join(' ');
    case 'quote':
      return block.of.map(words).join(' ');
    case 'rule':
      return '';
  }
}
