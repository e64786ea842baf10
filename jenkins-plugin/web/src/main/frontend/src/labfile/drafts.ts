/** A text of a lab that was not saved yet, with the one it was made from. */
export interface LabDraft {
  text: string;
  /** Of the text that this one was made from. */
  version: string;
  base: string;
}

const keyOf = (lab: string): string => `laas-lab-file-${lab}`;

/** Returns what this tab has of the lab and has not saved; it outlasts another page, a new session and a server that starts anew. */
export function keptDraft(lab: string): LabDraft | undefined {
  try {
    const kept = JSON.parse(sessionStorage.getItem(keyOf(lab)) ?? 'null') as Partial<LabDraft> | null;
    return typeof kept?.text === 'string' && typeof kept.version === 'string' && typeof kept.base === 'string'
      ? { text: kept.text, version: kept.version, base: kept.base }
      : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps a text in this tab; returns whether there was room for it. */
export function keepDraft(lab: string, draft: LabDraft): boolean {
  try {
    if (draft.text === draft.base) sessionStorage.removeItem(keyOf(lab));
    else sessionStorage.setItem(keyOf(lab), JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}
