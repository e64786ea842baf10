import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { hostPage } from './api/host';
import { App } from './app/App';
import './styles.css';

const element = document.getElementById('laas');
if (!element) throw new Error('the page has no element laas');
createRoot(element).render(
  <StrictMode>
    <App host={hostPage(element)} />
  </StrictMode>,
);
