import pages from 'virtual:laas-docs';
import { useEffect, useMemo } from 'react';
import { Link, useLocation, useParams, useSearchParams } from 'react-router';
import { useTitle } from '../app/title';
import { Empty, Panel } from '../ui/basics';
import { Document } from './Document';
import { HelpSearch } from './search';
import './help.css';

const SECTIONS = [
  ['tutorial', 'Get started'],
  ['how-to', 'How to'],
  ['reference', 'Reference'],
  ['explanation', 'Background'],
] as const;

/** The documentation inside the product, with a search that needs no server. */
export function HelpPage() {
  const { '*': id = '' } = useParams();
  const { hash } = useLocation();
  const [search, setSearch] = useSearchParams();
  const words = search.get('q') ?? '';
  const page = pages.find((p) => p.id === id);
  const index = useMemo(() => new HelpSearch(pages), []);
  const found = useMemo(() => (words.trim() ? index.find(words) : []), [index, words]);
  useTitle(page ? page.title : 'Help');
  useEffect(() => {
    if (hash) document.getElementById(decodeURIComponent(hash.slice(1)))?.scrollIntoView();
  }, [hash, id]);
  return (
    <div className="help">
      <aside>
        <form role="search" onSubmit={(event) => event.preventDefault()}>
          <label>
            Search the help
            <input
              type="search"
              value={words}
              onChange={(event) => setSearch(event.target.value ? { q: event.target.value } : {}, { replace: true })}
            />
          </label>
        </form>
        <nav aria-label="Help pages">
          {SECTIONS.map(([section, title]) => (
            <section key={section}>
              <h2>{title}</h2>
              <ul>
                {pages
                  .filter((p) => p.id.startsWith(`${section}/`))
                  .map((p) => (
                    <li key={p.id}>
                      <Link to={`/help/${p.id}`} aria-current={p.id === id ? 'page' : undefined}>
                        {p.title}
                      </Link>
                    </li>
                  ))}
              </ul>
            </section>
          ))}
        </nav>
      </aside>
      <article>
        {words.trim() ? (
          <Panel title={`Found for “${words}”`}>
            {found.length === 0 ? <p role="status">Nothing. Try fewer or other words.</p> : null}
            <ul className="found">
              {found.map((hit) => (
                <li key={hit.id}>
                  <Link to={`/help/${hit.id}`}>{hit.heading === hit.title ? hit.title : `${hit.title}: ${hit.heading}`}</Link>
                  <p className="quiet">{hit.excerpt}</p>
                </li>
              ))}
            </ul>
          </Panel>
        ) : page ? (
          <div className="panel">
            <h1>{page.title}</h1>
            <Document blocks={page.blocks} />
          </div>
        ) : id ? (
          <Empty>
            <h1>There is no such help page</h1>
            <p>Search for it, or choose one from the list.</p>
          </Empty>
        ) : (
          <Overview />
        )}
      </article>
    </div>
  );
}

function Overview() {
  return (
    <div className="panel">
      <h1>Help</h1>
      <p>
        You book a <strong>pod</strong>, a jump host and its nodes on networks of their own, for a time. It is built and checked, its page
        shows the ssh command, and at the end it is cleaned for whoever comes next.
      </p>
      <h2>In three steps</h2>
      <ol>
        <li>
          Add your public ssh key: on the page of any running booking under <em>My ssh keys</em>, or with <code>key add</code> in the chat.
        </li>
        <li>
          <Link to="/">Press Book a pod</Link>, or <Link to="/book">go step by step</Link> to choose networks, software and time.
        </li>
        <li>When the page says it is in use, copy the ssh command. Extend it before its end, or release it when you are done.</li>
      </ol>
      <h2>Questions that come up</h2>
      <dl className="faq">
        <dt>All pods are taken. What now?</dt>
        <dd>The booking dialog names who has them until when and the next free time. Wait in the queue, and you are told when one is yours.</dd>
        <dt>How long can I keep it?</dt>
        <dd>
          As long as the lab’s policy allows. Press <em>Extend</em>: it says until when at the latest, and what stands in the way.
        </dd>
        <dt>What happens to my data at the end?</dt>
        <dd>It is gone: machines go back to their known state, and that is proven before anybody else gets them.</dd>
        <dt>I broke a machine.</dt>
        <dd>
          Press <em>Reset</em>: all machines come back as they were handed over, in about a minute.
        </dd>
      </dl>
    </div>
  );
}
