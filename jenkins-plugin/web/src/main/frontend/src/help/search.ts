import MiniSearch from 'minisearch';
import { sectionsOf, type HelpPage, type Section } from './document';

export interface Found {
  id: string;
  title: string;
  heading: string;
  excerpt: string;
}

const EXCERPT = 160;
const MOST = 12;

/** Searches the help without a server: words, beginnings of words, and words with a slip. */
export class HelpSearch {
  private readonly index = new MiniSearch<Section>({
    fields: ['heading', 'title', 'text'],
    storeFields: ['title', 'heading', 'text'],
    searchOptions: { boost: { heading: 4, title: 2 }, prefix: true, fuzzy: 0.15, combineWith: 'AND' },
  });

  constructor(pages: HelpPage[]) {
    this.index.addAll(sectionsOf(pages));
  }

  find(words: string): Found[] {
    return this.index
      .search(words)
      .slice(0, MOST)
      .map((hit) => ({
        id: String(hit.id),
        title: String(hit.title),
        heading: String(hit.heading),
        excerpt: excerpt(String(hit.text), hit.terms),
      }));
  }
}

/** The part of the text in which a word was found. */
function excerpt(text: string, terms: string[]): string {
  const lower = text.toLowerCase();
  const at = Math.max(0, Math.min(...terms.map((term) => lower.indexOf(term)).filter((i) => i >= 0), text.length));
  const from = at === text.length ? 0 : Math.max(0, at - EXCERPT / 3);
  const part = text.slice(from, from + EXCERPT).replace(/\s+/g, ' ').trim();
  return `${from > 0 ? '… ' : ''}${part}${from + EXCERPT < text.length ? ' …' : ''}`;
}
