/* What was typed into the form of an app and not saved, kept in this tab over a reload. Secrets never come here. */
const KEPT = 'patchbay.draft.';

export function draftOf(provider) {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT + provider) ?? 'null') ?? {};
  } catch {
    return {};
  }
}

/** Keeps a draft; null forgets it. */
export function keepDraft(provider, draft) {
  try {
    if (draft) {
      sessionStorage.setItem(KEPT + provider, JSON.stringify(draft));
    } else {
      sessionStorage.removeItem(KEPT + provider);
    }
  } catch {
    /* a browser that keeps nothing begins anew after a reload */
    return;
  }
}
