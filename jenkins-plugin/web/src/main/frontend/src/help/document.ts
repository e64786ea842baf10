/** A text of the help as plain values. */
export type Inline =
  | { kind: 'text' | 'code'; text: string }
  | { kind: 'strong' | 'em'; parts: Inline[] }
  | { kind: 'link'; to?: string; out?: string; parts: Inline[] };

export type Block =
  | { kind: 'heading'; depth: number; id: string; text: Inline[] }
  | { kind: 'paragraph'; text: Inline[] }
  | { kind: 'code'; text: string }
  | { kind: 'quote'; blocks: Block[] }
  | { kind: 'list'; ordered: boolean; items: Block[][] }
  | { kind: 'table'; head: Inline[][]; rows: Inline[][][] };

export interface HelpPage {
  /** Its place below docs, for example how-to/add-a-host. */
  id: string;
  title: string;
  blocks: Block[];
}

const inlineText = (parts: Inline[]): string => parts.map((part) => ('text' in part ? part.text : inlineText(part.parts))).join('');

/** All words of some blocks, for searching. */
export function textOf(blocks: Block[]): string {
  return blocks
    .map((block) => {
      switch (block.kind) {
        case 'code':
          return block.text;
        case 'quote':
          return textOf(block.blocks);
        case 'list':
          return block.items.map(textOf).join('\n');
        case 'table':
          return [block.head, ...block.rows].map((row) => row.map(inlineText).join(' ')).join('\n');
        default:
          return inlineText(block.text);
      }
    })
    .join('\n');
}

export interface Section {
  id: string;
  page: string;
  title: string;
  heading: string;
  text: string;
}

/** Cuts pages at their headings, so that a search leads to the right place in a long page. */
export function sectionsOf(pages: HelpPage[]): Section[] {
  return pages.flatMap((page) => {
    const sections: { anchor: string; heading: string; blocks: Block[] }[] = [{ anchor: '', heading: page.title, blocks: [] }];
    for (const block of page.blocks) {
      if (block.kind === 'heading') sections.push({ anchor: block.id, heading: inlineText(block.text), blocks: [] });
      else sections.at(-1)?.blocks.push(block);
    }
    return sections.map((s) => ({
      id: s.anchor ? `${page.id}#${s.anchor}` : page.id,
      page: page.id,
      title: page.title,
      heading: s.heading,
      text: textOf(s.blocks),
    }));
  });
}
