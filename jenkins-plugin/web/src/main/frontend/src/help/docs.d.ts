declare module 'virtual:laas-docs' {
  const pages: import('./document').HelpPage[];
  export default pages;
}
