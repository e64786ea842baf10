import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { marked, type Token, type Tokens } from 'marked';
import type { Plugin } from 'vite';
import type { Block, HelpPage, Inline } from './src/help/document.ts';

const NAME = 'virtual:laas-docs';
const DIRECTORIES = ['tutorial', 'how-to', 'reference', 'explanation'];

/** Makes the texts below docs a module of the pages: trees of plain values, so that no HTML is ever put into a page. */
export function docs(root: string): Plugin {
  return {
    name: 'laas-docs',
    resolveId: (id) => (id === NAME ? `\0${NAME}` : undefined),
    load(id) {
      if (id !== `\0${NAME}`) return undefined;
      const found = pagesBelow(root);
      found.forEach((page) => this.addWatchFile(join(root, `${page.id}.md`)));
      return `export default JSON.parse(${JSON.stringify(JSON.stringify(found))});`;
    },
  };
}

export function pagesBelow(root: string): HelpPage[] {
  return DIRECTORIES.flatMap((directory) =>
    readdirSync(join(root, directory))
      .filter((name) => name.endsWith('.md'))
      .sort()
      .map((name) => pageOf(`${directory}/${name.replace(/\.md$/, '')}`, readFileSync(join(root, directory, name), 'utf8'))),
  );
}

export function pageOf(id: string, markdown: string): HelpPage {
  const blocks = marked.lexer(markdown).flatMap((token) => blockOf(token, id));
  const first = blocks.find((block) => block.kind === 'heading');
  const title = first?.kind === 'heading' ? textOf(first.text) : id;
  return { id, title, blocks: blocks.filter((block) => block !== first) };
}

function textOf(parts: Inline[]): string {
  return parts.map((part) => ('text' in part ? part.text : textOf(part.parts))).join('');
}

const children = (token: Token): Token[] => ('tokens' in token ? (token.tokens ?? []) : []);

const anchorOf = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '');

function blockOf(token: Token, page: string): Block[] {
  const inline = (tokens: Token[] | undefined) => (tokens ?? []).flatMap((t) => inlineOf(t, page));
  switch (token.type) {
    case 'heading': {
      const text = inline(token.tokens);
      return [{ kind: 'heading', depth: (token as Tokens.Heading).depth, id: anchorOf(textOf(text)), text }];
    }
    case 'paragraph':
    case 'text':
      return [{ kind: 'paragraph', text: token.tokens ? inline(token.tokens) : [{ kind: 'text', text: String(token.raw) }] }];
    case 'code':
      return [{ kind: 'code', text: (token as Tokens.Code).text }];
    case 'blockquote':
      return [{ kind: 'quote', blocks: (token.tokens ?? []).flatMap((t) => blockOf(t, page)) }];
    case 'list': {
      const list = token as Tokens.List;
      const items = list.items.map((item) => item.tokens.flatMap((t) => blockOf(t, page)));
      return [{ kind: 'list', ordered: list.ordered, items }];
    }
    case 'table': {
      const table = token as Tokens.Table;
      return [
        {
          kind: 'table',
          head: table.header.map((cell) => inline(cell.tokens)),
          rows: table.rows.map((row) => row.map((cell) => inline(cell.tokens))),
        },
      ];
    }
    case 'space':
    case 'hr':
    case 'html':
      return [];
    default:
      throw new Error(`${page}: help pages cannot show ${token.type}`);
  }
}

const ENTITIES: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&amp;': '&', '&quot;': '"', '&#39;': "'" };
const plain = (text: string): string => text.replace(/&(lt|gt|amp|quot|#39);/g, (entity) => ENTITIES[entity] ?? entity);

function inlineOf(token: Token, page: string): Inline[] {
  const below = children(token);
  const parts = () => below.flatMap((t) => inlineOf(t, page));
  switch (token.type) {
    case 'strong':
      return [{ kind: 'strong', parts: parts() }];
    case 'em':
      return [{ kind: 'em', parts: parts() }];
    case 'codespan':
      return [{ kind: 'code', text: plain((token as Tokens.Codespan).text) }];
    case 'link':
      return [{ kind: 'link', ...target((token as Tokens.Link).href, page), parts: parts() }];
    case 'image':
      return [{ kind: 'text', text: (token as Tokens.Image).text }];
    case 'br':
      return [{ kind: 'text', text: ' ' }];
    default:
      return below.length > 0 ? parts() : [{ kind: 'text', text: plain(String((token as Tokens.Text).text ?? token.raw)) }];
  }
}

/** Where a link leads: to another page of the help, or out of it; what is in the source only leads nowhere. */
function target(href: string, page: string): { to?: string; out?: string } {
  if (/^https?:/.test(href)) return { out: href };
  const [path = '', anchor] = href.split('#');
  const id = path === '' ? page : posix.join(posix.dirname(page), path).replace(/\.md$/, '');
  const known = DIRECTORIES.some((directory) => id.startsWith(`${directory}/`)) && (path === '' || path.endsWith('.md'));
  return known ? { to: anchor ? `${id}#${anchor}` : id } : {};
}
