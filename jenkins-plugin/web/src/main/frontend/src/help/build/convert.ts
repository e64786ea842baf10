import { dirname, join } from 'node:path/posix';
import { lexer, type MarkedToken, type Token, type Tokens } from 'marked';
import type { Block, HelpPage, Inline } from '../model.ts';

/** Where links of a page lead, and what they must not lead to. */
export interface Places {
  /** Path of the page below docs. */
  file: string;
  /** Whether there is such a file below docs. */
  has: (path: string) => boolean;
}

const WEB = /^https?:\/\//;
const PICTURE = /\.(png|svg)$/;

/** An anchor as GitHub makes it of a heading. */
export function anchor(heading: string, taken: Set<string>): string {
  const plain = heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
  let id = plain;
  for (let count = 1; taken.has(id); count++) id = `${plain}-${count}`;
  taken.add(id);
  return id;
}

export const pageId = (path: string): string => path.replace(/\.md$/, '');

/** Converts a page; fails where it says something that help could not show, so that a mistake is found when it is built. */
export function convert(markdown: string, places: Places): HelpPage {
  const taken = new Set<string>();
  const blocks = blocksOf(lexer(markdown), places, taken);
  const first = blocks[0];
  if (first?.is !== 'heading' || first.depth !== 1) throw new Error(`${places.file} must begin with a heading of the first level`);
  return { id: pageId(places.file), title: plain(first.of), blocks };
}

function blocksOf(tokens: Token[], places: Places, taken: Set<string>): Block[] {
  return tokens.flatMap((token) => block(token as MarkedToken, places, taken) ?? []);
}

function block(token: MarkedToken, places: Places, taken: Set<string>): Block | undefined {
  switch (token.type) {
    case 'space':
    case 'def':
      return undefined;
    case 'heading': {
      const of = inline(token.tokens, places);
      return { is: 'heading', depth: token.depth, id: anchor(plain(of), taken), of };
    }
    case 'paragraph':
      return { is: 'text', of: inline(token.tokens, places) };
    case 'text':
      return { is: 'text', of: token.tokens ? inline(token.tokens, places) : [token.text] };
    case 'html':
      return { is: 'text', of: [token.text.trim()] };
    case 'code':
      return { is: 'code', text: token.text };
    case 'hr':
      return { is: 'rule' };
    case 'blockquote':
      return { is: 'quote', of: blocksOf(token.tokens, places, taken) };
    case 'list':
      return {
        is: 'list',
        ordered: token.ordered,
        start: Number(token.start) || 1,
        items: token.items.map((item) => blocksOf(item.tokens, places, taken)),
      };
    case 'table':
      return table(token, places);
    default:
      throw new Error(`${places.file}: help cannot show ${token.type}: ${token.raw.slice(0, 80)}`);
  }
}

function table(token: Tokens.Table, places: Places): Block {
  const cells = (row: Tokens.TableCell[]) => row.map((cell) => inline(cell.tokens, places));
  return { is: 'table', head: cells(token.header), rows: token.rows.map(cells) };
}

function inline(tokens: Token[], places: Places): Inline[] {
  return tokens.map((token) => piece(token as MarkedToken, places));
}

function piece(token: MarkedToken, places: Places): Inline {
  switch (token.type) {
    case 'text':
    case 'escape':
      return token.text;
    case 'html':
      return token.raw.trim() === '<br>' ? { is: 'break' } : token.raw;
    case 'codespan':
      return { is: 'code', text: token.text };
    case 'strong':
    case 'em':
    case 'del':
      return { is: token.type, of: inline(token.tokens, places) };
    case 'br':
      return { is: 'break' };
    case 'link':
      return { is: 'link', to: target(token.href, places), of: inline(token.tokens, places) };
    case 'image':
      return { is: 'picture', from: picture(token.href, places), alt: token.text };
    default:
      throw new Error(`${places.file}: help cannot show ${token.type}: ${token.raw.slice(0, 80)}`);
  }
}

/** Where a link leads: an address in the web, or a page of the help with its anchor. */
function target(href: string, places: Places): string {
  if (WEB.test(href)) return href;
  if (href.startsWith('#')) return `/help/${pageId(places.file)}${href}`;
  const [path = '', hash] = href.split('#');
  const file = join(dirname(places.file), path);
  if (!places.has(file)) throw new Error(`${places.file}: the link ${href} leads to no page of the help`);
  return `/help/${pageId(file)}${hash ? `#${hash}` : ''}`;
}

function picture(href: string, places: Places): string {
  const file = join(dirname(places.file), href);
  if (!PICTURE.test(file) || !places.has(file)) throw new Error(`${places.file}: there is no picture ${href}`);
  return file;
}

/** The words of a line without how they look. */
export function plain(of: Inline[]): string {
  return of
    .map((piece) => {
      if (typeof piece === 'string') return piece;
      if (piece.is === 'code') return piece.text;
      if (piece.is === 'picture') return piece.alt;
      return piece.is === 'break' ? ' ' : plain(piece.of);
    })
    .join('');
}
