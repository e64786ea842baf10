import { useEffect, useRef, useState } from 'react';
import { NavLink, Outlet, useLocation } from 'react-router';
import { useConnection, useServices, useToken } from '../api/context';
import { useMe } from '../api/queries';
import { Button } from '../ui/basics';
import { HelpLink } from '../help/HelpLink';
import { useZone } from '../time/zone';
import { pages } from './pages';
import { SignIn } from './SignIn';
import { ThemeChoice } from './ThemeChoice';

/** What is around every page: where one can go, who one is, and whether what is shown is up to date. */
export function Frame() {
  const { host, session } = useServices();
  const token = useToken();
  const [began, setBegan] = useState(token !== null);
  const known = host.signIn === 'session' || token !== null;
  useEffect(() => {
    if (token !== null) setBegan(true);
  }, [token]);
  const Main = host.signIn === 'session' ? 'div' : 'main';
  return (
    <>
      <a className="skip" href="#page">
        Skip to the page
      </a>
      <Banner
        onSignOut={() => {
          setBegan(false);
          session.signOut();
        }}
      />
      <ConnectionNotice />
      <Main id="page" className="page" tabIndex={-1}>
        {known || began ? <Outlet /> : null}
      </Main>
      <PageAnnouncer />
      <SignIn began={began} />
    </>
  );
}

function Banner({ onSignOut }: { onSignOut: () => void }) {
  const { host } = useServices();
  const me = useMe();
  const zone = useZone();
  const rights = me.data?.rights ?? [];
  return (
    <header className="banner">
      {host.signIn === 'token' ? (
        <NavLink to="/" className="brand">
          LaaS
        </NavLink>
      ) : null}
      <nav aria-label="Pages">
        {pages
          .filter((page) => !page.needs || page.needs.some((right) => rights.includes(right)))
          .map((page) => (
            <NavLink key={page.path} to={page.path} end={page.path === '/'}>
              {page.title}
            </NavLink>
          ))}
      </nav>
      <div className="who">
        <HelpLink />
        {host.signIn === 'token' ? <ThemeChoice /> : null}
        {me.data ? (
          <span title={`Times are shown in ${zone}`}>
            {me.data.user} <span className="zone">{zone}</span>
          </span>
        ) : null}
        {me.data && host.signIn === 'token' ? <Button onClick={onSignOut}>Sign out</Button> : null}
      </div>
    </header>
  );
}

function ConnectionNotice() {
  const connection = useConnection();
  return (
    <div role="status" className="connection">
      {connection === 'lost' ? (
        <p>The connection to the server is lost. What is shown may be old; it is tried again by itself.</p>
      ) : null}
    </div>
  );
}

/** Tells screen readers which page came, and puts the focus there, as a browser does when it loads a page. */
function PageAnnouncer() {
  const { pathname } = useLocation();
  const first = useRef(true);
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    document.getElementById('page')?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [pathname]);
  return null;
}
