import { join } from 'node:path';
import MiniSearch from 'minisearch';
import type { Plugin } from 'vite';
import { INDEX_OPTIONS, type HelpPage, type Passage } from '../model.ts';
import { readDocs, type Docs } from './docs.ts';

const PAGES = 'virtual:laas-help';
const INDEX = 'virtual:laas-help-index';
const PICTURE = /"is":"picture","from":"([^"]+)"/g;

/** Makes the documentation a module of the pages, and its index another one, when the pages are built. */
export function helpPages(directory: string): Plugin {
  let read: Docs | undefined;
  const docs = () => (read ??= readDocs(directory));
  return {
    name: 'laas-help',
    buildStart() {
      read = undefined;
    },
    resolveId: (id) => (id === PAGES || id === INDEX ? `\0${id}` : undefined),
    load(id) {
      if (id === `\0${PAGES}`) return pagesModule(docs(), directory);
      if (id === `\0${INDEX}`) return `export default ${JSON.stringify(index(docs().passages))};`;
      return undefined;
    },
  };
}

/** The pages as data; pictures become files of the bundle. */
function pagesModule({ sections, pages }: Docs, directory: string): string {
  const names = new Map<string, string>();
  const text = JSON.stringify(pages.map(({ id, title, blocks }): HelpPage => ({ id, title, blocks }))).replace(PICTURE, (_, from: string) => {
    const name = names.get(from) ?? `picture${names.size}`;
    names.set(from, name);
    return `"is":"picture","from":${name}`;
  });
  const imports = [...names].map(([from, name]) => `import ${name} from ${JSON.stringify(`${join(directory, from)}?url`)};`);
  return `${imports.join('\n')}\nexport const sections = ${JSON.stringify(sections)};\nexport const pages = ${text};`;
}

export function index(passages: Passage[]): string {
  const search = new MiniSearch<Passage>(INDEX_OPTIONS);
  search.addAll(passages);
  return JSON.stringify(search);
}
