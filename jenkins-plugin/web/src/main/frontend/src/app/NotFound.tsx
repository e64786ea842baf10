import { Link } from 'react-router';
import { Empty } from '../ui/basics';
import { useTitle } from './title';

export function NotFound() {
  useTitle('No such page');
  return (
    <Empty>
      <h1>There is no such page</h1>
      <p>
        The address leads nowhere. <Link to="/">Go to the home page</Link>.
      </p>
    </Empty>
  );
}
