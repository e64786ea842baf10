import MiniSearch from 'minisearch';
import { INDEX_OPTIONS, type Passage } from './model';

export type Finder = (text: string) => Passage[];

const MOST = 20;
const AROUND = 70;

/** Reads the index that was made when the pages were built; nobody is asked for anything. */
export function finder(index: string): Finder {
  const search = MiniSearch.loadJSON<Passage>(index, INDEX_OPTIONS);
  const options = { prefix: true, fuzzy: (term: string) => (term.length > 4 ? 0.2 : false), boost: { title: 3, page: 2 } };
  return (text) => {
    const all = search.search(text, { ...options, combineWith: 'AND' });
    const found = all.length > 0 ? all : search.search(text, options);
    return found.slice(0, MOST).map(({ id, page, title, text: of }) => ({ id, page, title, text: of }) as Passage);
  };
}

/** The words around the first one that was asked for. */
export function excerpt(text: string, asked: string): string {
  const lower = text.toLowerCase();
  const places = asked
    .toLowerCase()
    .split(/\s+/)
    .map((word) => (word ? lower.indexOf(word) : -1))
    .filter((place) => place >= 0);
  const middle = places.length > 0 ? Math.min(...places) : 0;
  const from = Math.max(0, middle - AROUND);
  const to = Math.min(text.length, middle + 2 * AROUND);
  return `${from > 0 ? '… ' : ''}${text.slice(from, to).trim()}${to < text.length ? ' …' : ''}`;
}
