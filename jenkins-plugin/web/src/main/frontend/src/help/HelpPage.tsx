import { useEffect, useState, type FormEvent } from 'react';
import { Link, NavLink, useLocation, useParams, useSearchParams, useNavigate } from 'react-router';
import { useTitle } from '../app/title';
import { Button, Empty, Problem } from '../ui/basics';
import { Doc } from './Doc';
import { pages, sections } from './library';
import { excerpt, finder, type Finder } from './search';
import './help.css';

/** The documentation inside the product: a page of it, what was searched, or where to begin. */
export function HelpPage() {
  const { '*': path = '' } = useParams();
  const [search] = useSearchParams();
  const asked = (search.get('q') ?? '').trim();
  const page = pages.find((p) => p.id === path);
  useTitle(page?.title ?? 'Help');
  useAnchor(page !== undefined);
  return (
    <div className="help">
      <aside>
        <SearchField key={asked} asked={asked} />
        <Contents />
      </aside>
      <article>
        {page ? <Doc blocks={page.blocks} /> : path !== '' ? <Missing /> : asked ? <Results asked={asked} /> : <Begin />}
      </article>
    </div>
  );
}

/** Goes to the heading that the address names, once it is there. */
function useAnchor(shown: boolean): void {
  const { hash, pathname } = useLocation();
  useEffect(() => {
    if (!shown || hash.length < 2) return;
    const frame = requestAnimationFrame(() => {
      const heading = document.getElementById(decodeURIComponent(hash.slice(1)));
      heading?.scrollIntoView();
      heading?.focus({ preventScroll: true });
    });
    return () => cancelAnimationFrame(frame);
  }, [hash, pathname, shown]);
}

function SearchField({ asked }: { asked: string }) {
  const [text, setText] = useState(asked);
  const navigate = useNavigate();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void navigate(text.trim() ? `/help?q=${encodeURIComponent(text.trim())}` : '/help');
  };
  return (
    <form role="search" className="inline" onSubmit={submit}>
      <input
        type="search"
        aria-label="Search the help"
        placeholder="Search the help"
        maxLength={200}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Button type="submit">Search</Button>
    </form>
  );
}

function Contents() {
  return (
    <nav aria-label="Help pages">
      {sections.map((section) => (
        <details key={section.title} open={section.title !== 'Decisions' && section.title !== 'Examples'}>
          <summary>{section.title}</summary>
          <ul>
            {section.pages.map((page) => (
              <li key={page.id}>
                <NavLink to={`/help/${page.id}`}>{page.title}</NavLink>
              </li>
            ))}
          </ul>
        </details>
      ))}
    </nav>
  );
}

function Begin() {
  return (
    <>
      <h1>Help</h1>
      <p>
        LaaS lends virtual pods: a jump host and its nodes, real machines on real networks, for a time. Everything that is
        written about it is here, also without a connection to anywhere else.
      </p>
      <ul>
        <li>
          <Link to="/help/tutorial/in-the-browser">Your first booking in the browser</Link>, in a few minutes
        </li>
        <li>
          <Link to="/help/explanation/questions">Questions that are often asked</Link>
        </li>
        <li>
          <Link to="/help/reference/pages">The pages, one by one</Link>
        </li>
        <li>
          <Link to="/help/reference/commands">Commands in the chat</Link> and{' '}
          <Link to="/help/reference/pipeline-steps">steps of pipelines</Link>
        </li>
      </ul>
    </>
  );
}

function Missing() {
  return (
    <Empty>
      <h1>There is no such help page</h1>
      <p>
        It may have had another name in another version. <Link to="/help">Begin at the first page of the help</Link>, or search.
      </p>
    </Empty>
  );
}

function Results({ asked }: { asked: string }) {
  const [find, setFind] = useState<{ with: Finder }>();
  const [problem, setProblem] = useState<unknown>();
  useEffect(() => {
    import('./theIndex').then((index) => setFind({ with: finder(index.default) }), setProblem);
  }, []);
  if (problem) return <Problem of={problem} />;
  if (!find) return <p className="loading">Loading the index of the help …</p>;
  const found = find.with(asked);
  return (
    <>
      <h1>
        Help on “<bdi>{asked}</bdi>”
      </h1>
      <p role="status">{found.length === 0 ? 'Nothing was found.' : `Found in ${found.length} places, the best first.`}</p>
      {found.length === 0 ? (
        <Empty>
          <p>Try one word of it, for example quarantine, extend or VLAN, or open a page on the left.</p>
        </Empty>
      ) : (
        <ol className="found">
          {found.map((passage) => (
            <li key={passage.id}>
              <Link to={`/help/${passage.id}`}>
                {passage.title === passage.page ? passage.title : `${passage.page}: ${passage.title}`}
              </Link>
              <p className="quiet">{excerpt(passage.text, asked)}</p>
            </li>
          ))}
        </ol>
      )}
    </>
  );
}
