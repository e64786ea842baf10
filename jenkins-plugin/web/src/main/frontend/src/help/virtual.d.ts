declare module 'virtual:laas-help' {
  export const sections: unknown;
  export const pages: unknown;
}

declare module 'virtual:laas-help-index' {
  const index: string;
  export default index;
}
