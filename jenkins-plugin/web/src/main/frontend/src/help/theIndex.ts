/** The index under a name that the server hands out; it takes no file whose name begins with a sign. */
export { default } from 'virtual:laas-help-index';
