/** A piece of a line of the documentation; a plain string is text. */
export type Inline =
  | string
  | { is: 'code'; text: string }
  | { is: 'strong' | 'em' | 'del'; of: Inline[] }
  | { is: 'link'; to: string; of: Inline[] }
  | { is: 'picture'; from: string; alt: string }
  | { is: 'break' };

/** A part of a page of the documentation. Nothing in it is markup, so nothing in it can become a script. */
export type Block =
  | { is: 'heading'; depth: number; id: string; of: Inline[] }
  | { is: 'text'; of: Inline[] }
  | { is: 'code'; text: string }
  | { is: 'list'; ordered: boolean; start: number; items: Block[][] }
  | { is: 'table'; head: Inline[][]; rows: Inline[][][] }
  | { is: 'quote'; of: Block[] }
  | { is: 'rule' };

/** A page; its id is its path below docs without the ending of Markdown. */
export interface HelpPage {
  id: string;
  title: string;
  blocks: Block[];
}

export interface HelpSection {
  title: string;
  pages: { id: string; title: string }[];
}

/** What is found: a heading of a page and what stands below it. */
export interface Passage {
  /** Path and anchor below the help. */
  id: string;
  page: string;
  title: string;
  text: string;
}

/** How the index is made and read; both have to be the same. */
export const INDEX_OPTIONS = {
  fields: ['title', 'page', 'text'],
  storeFields: ['title', 'page', 'text'],
};
