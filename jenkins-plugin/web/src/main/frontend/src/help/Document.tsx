import { Fragment, type ReactNode } from 'react';
import { Link } from 'react-router';
import type { Block, Inline } from './document';

/** Shows a text of the help; made of elements, never of HTML. */
export function Document({ blocks }: { blocks: Block[] }) {
  return blocks.map((block, index) => <BlockView key={index} block={block} />);
}

function BlockView({ block }: { block: Block }): ReactNode {
  switch (block.kind) {
    case 'heading': {
      const Heading = block.depth <= 2 ? 'h2' : 'h3';
      return (
        <Heading id={block.id}>
          <Words of={block.text} />
        </Heading>
      );
    }
    case 'paragraph':
      return (
        <p>
          <Words of={block.text} />
        </p>
      );
    case 'code':
      return <pre tabIndex={0}>{block.text}</pre>;
    case 'quote':
      return (
        <blockquote>
          <Document blocks={block.blocks} />
        </blockquote>
      );
    case 'list': {
      const List = block.ordered ? 'ol' : 'ul';
      return (
        <List>
          {block.items.map((item, index) => (
            <li key={index}>
              <Document blocks={item} />
            </li>
          ))}
        </List>
      );
    }
    case 'table':
      return (
        <div className="scroll" tabIndex={0} role="region" aria-label="Table">
          <table className="wrapped">
            <thead>
              <tr>
                {block.head.map((cell, index) => (
                  <th key={index} scope="col">
                    <Words of={cell} />
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {block.rows.map((row, index) => (
                <tr key={index}>
                  {row.map((cell, column) => (
                    <td key={column}>
                      <Words of={cell} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      );
  }
}

function Words({ of }: { of: Inline[] }) {
  return of.map((part, index) => <Fragment key={index}>{word(part)}</Fragment>);
}

function word(part: Inline): ReactNode {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'code':
      return <code>{part.text}</code>;
    case 'strong':
      return (
        <strong>
          <Words of={part.parts} />
        </strong>
      );
    case 'em':
      return (
        <em>
          <Words of={part.parts} />
        </em>
      );
    case 'link':
      if (part.to) {
        return (
          <Link to={`/help/${part.to}`}>
            <Words of={part.parts} />
          </Link>
        );
      }
      if (part.out) {
        return (
          <a href={part.out} rel="noreferrer">
            <Words of={part.parts} />
          </a>
        );
      }
      return <Words of={part.parts} />;
  }
}
