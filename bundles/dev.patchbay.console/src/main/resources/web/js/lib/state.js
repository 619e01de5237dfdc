/* What every page needs to know: who is signed in, and whose connections are looked at. */
import { get } from './api.js';

const KEPT = 'patchbay.account';
const HERE = 'patchbay.session';
const listeners = new Set();

/**
 * `session`: what GET /session says, or null. `account`: the id of the account that is looked at, null for all.
 * `accounts`: those to choose from, `{ id, label, branding }`.
 */
export const state = { session: null, account: null, accounts: [] };

/** Changes parts of it and tells those that follow. */
export function change(parts) {
  Object.assign(state, parts);
  listeners.forEach((listener) => listener());
}

/** Calls this after each change; gives what ends that. */
export function follow(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** A session of one account sees that account and no page of an operator's. */
export const isOperator = () => state.session?.kind === 'operator';
export const may = (scope) => state.session?.scopes.includes(scope) ?? false;

/** The account's name for people. */
export const accountLabel = (id) => state.accounts.find((account) => account.id === id)?.label ?? id;

/** Looks at another account; null for all of them. */
export function chooseAccount(id) {
  try {
    sessionStorage.setItem(KEPT, id ?? '');
  } catch {
    /* a browser that keeps nothing asks again after a reload */
  }
  change({ account: id });
}

/** Lists an account that was named just now; it is there from its first connection on. */
export function knowAccount(id) {
  if (id && !state.accounts.some((one) => one.id === id)) {
    change({ accounts: [...state.accounts, { id, label: id, branding: {} }] });
  }
}

function keptAccount() {
  try {
    return sessionStorage.getItem(KEPT) || null;
  } catch {
    return null;
  }
}

/** Whether only a look at the accounts tells whose connections are looked at. */
export const needsAccounts = () => Boolean(state.session.account || keptAccount());

/** Brings in the accounts and the one looked at last. */
export async function loadAccounts() {
  const only = state.session.account ?? null;
  const kept = keptAccount();
  const accounts = only ? [await get(`api/v1/accounts/${encodeURIComponent(only)}`)] : (await get('api/v1/accounts?limit=500')).items;
  const account = only ?? (accounts.some((one) => one.id === kept) ? kept : null);
  change({ accounts, account });
}

/** Remembers that somebody signed in with this browser, so that a browser where nobody did need not ask. */
export function rememberSession(signedIn) {
  try {
    if (signedIn) {
      localStorage.setItem(HERE, 'yes');
    } else {
      localStorage.removeItem(HERE);
    }
  } catch {
    /* then every visit asks */
    return false;
  }
  return signedIn;
}

/** Whether there may be a session; true where the browser remembers nothing. */
export function mayHaveSession() {
  try {
    return localStorage.getItem(HERE) !== null;
  } catch {
    return true;
  }
}
