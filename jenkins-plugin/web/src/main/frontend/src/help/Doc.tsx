import { Link } from 'react-router';
import type { Block, Inline } from './model';

/** A page of the documentation; every part of it becomes an element, none of it is taken as markup. */
export function Doc({ blocks }: { blocks: Block[] }) {
  return (
    <>
      {blocks.map((block, index) => (
        <Part key={index} block={block} />
      ))}
    </>
  );
}

function Part({ block }: { block: Block }) {
  switch (block.is) {
    case 'heading':
      return <Heading depth={block.depth} id={block.id} of={block.of} />;
    case 'text':
      return (
        <p>
          <Line of={block.of} />
        </p>
      );
    case 'code':
      return (
        <pre tabIndex={0}>
          <code>{block.text}</code>
        </pre>
      );
    case 'list':
      return <List block={block} />;
    case 'table':
      return <Table head={block.head} rows={block.rows} />;
    case 'quote':
      return (
        <blockquote>
          <Doc blocks={block.of} />
        </blockquote>
      );
    case 'rule':
      return <hr />;
  }
}

function Heading({ depth, id, of }: { depth: number; id: string; of: Inline[] }) {
  const Tag = `h${Math.min(depth, 6)}` as 'h1';
  return (
    <Tag id={id} tabIndex={-1}>
      <Line of={of} />
    </Tag>
  );
}

function List({ block }: { block: Extract<Block, { is: 'list' }> }) {
  const items = block.items.map((item, index) => (
    <li key={index}>
      {item.map((part, place) => (part.is === 'text' ? <Line key={place} of={part.of} /> : <Part key={place} block={part} />))}
    </li>
  ));
  return block.ordered ? <ol start={block.start}>{items}</ol> : <ul>{items}</ul>;
}

function Table({ head, rows }: { head: Inline[][]; rows: Inline[][][] }) {
  const named = head.some((cell) => cell.length > 0);
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label="A table">
      <table>
        {named ? (
          <thead>
            <tr>
              {head.map((cell, index) => (
                <th key={index} scope="col">
                  <Line of={cell} />
                </th>
              ))}
            </tr>
          </thead>
        ) : null}
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {row.map((cell, place) => (
                <td key={place}>
                  <Line of={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Line({ of }: { of: Inline[] }) {
  return (
    <>
      {of.map((piece, index) => (
        <Piece key={index} piece={piece} />
      ))}
    </>
  );
}

function Piece({ piece }: { piece: Inline }) {
  if (typeof piece === 'string') return piece;
  switch (piece.is) {
    case 'code':
      return <code>{piece.text}</code>;
    case 'break':
      return <br />;
    case 'picture':
      return <img src={piece.from} alt={piece.alt} loading="lazy" />;
    case 'link':
      return piece.to.startsWith('/help/') ? (
        <Link to={piece.to}>
          <Line of={piece.of} />
        </Link>
      ) : (
        <a href={piece.to} rel="noreferrer" target="_blank">
          <Line of={piece.of} />
        </a>
      );
    default: {
      const Tag = piece.is;
      return (
        <Tag>
          <Line of={piece.of} />
        </Tag>
      );
    }
  }
}
