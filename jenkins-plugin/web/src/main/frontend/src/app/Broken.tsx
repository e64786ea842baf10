import { useRouteError } from 'react-router';
import { sentence } from '../api/problem';
import { Button, Empty } from '../ui/basics';

/** In place of a page that failed, for example because the server was upgraded and its scripts have other names now. */
export function Broken() {
  const problem = useRouteError();
  return (
    <Empty>
      <h1>This page failed</h1>
      <p>{sentence(problem)}</p>
      <p>
        <Button look="main" onClick={() => location.reload()}>
          Load it again
        </Button>
      </p>
    </Empty>
  );
}
