/* Which methods need an OAuth client, and what belongs to one: what the definition declares, and the standard fields beside it. */
import { localField } from './methods.js';
import { t } from './texts.js';

const standard = () => ({
  clientId: { kind: 'text', name: 'clientId', label: t('client.id'), scope: 'client' },
  clientSecret: { kind: 'secret', name: 'clientSecret', label: t('client.secret'), scope: 'client' },
  privateKey: { kind: 'secret', name: 'privateKey', label: t('client.key'), help: t('client.key.help'), multiLine: true, scope: 'client' },
  keyId: { kind: 'text', name: 'keyId', label: t('client.key-id'), optional: true, scope: 'client' },
});

function names1(auth) {
  if (auth.signatureField) {
    return ['clientId', 'clientSecret?', 'privateKey?'];
  }
  return auth.signature === 'rsa-sha1' ? ['clientId', 'privateKey'] : ['clientId', 'clientSecret'];
}

function names2(auth) {
  if (auth.choices?.['client-auth']) {
    return ['clientId', 'clientSecret?', 'privateKey?', 'keyId'];
  }
  if (auth.grant === 'jwt-bearer' || auth.clientAuth === 'private-key-jwt') {
    return ['clientId', 'privateKey', 'keyId'];
  }
  return auth.clientAuth === 'none' ? ['clientId'] : ['clientId', 'clientSecret'];
}

/** Whether connections of this method need an OAuth client: it signs in by OAuth, and the person does not enter the client too. */
export function needsClient(method) {
  const auth = method.auth ?? {};
  const nameless = auth.kind === 'oauth2' && auth.clientAuth === 'none' && (auth.removed ?? []).includes('client_id')
    && !auth.choices?.['client-auth'];
  const own = (method.fields ?? []).some((field) => field.name === 'clientId' && (field.scope ?? 'connection') === 'connection');
  return ['oauth1', 'oauth2'].includes(auth.kind) && !nameless && !own;
}

/** The fields of this method's OAuth client, in the order of the form; with a definition's `translations` in the language in use. */
export function clientFields(method, translations = {}) {
  if (!needsClient(method)) {
    return [];
  }
  const declared = (method.fields ?? []).filter((field) => field.scope === 'client')
    .map((field) => localField(translations, `methods.${method.id}`, field));
  const known = standard();
  const added = (method.auth.kind === 'oauth1' ? names1 : names2)(method.auth)
    .filter((name) => !(method.fields ?? []).some((field) => field.name === name.replace('?', '')))
    .map((name) => ({ ...known[name.replace('?', '')], ...(name.endsWith('?') ? { optional: true } : {}) }));
  return [...added, ...declared];
}

const isSet = (value) => value !== undefined && value !== null && value !== '' && value.set !== false;

/** Whether the field is shown beside these values; defaults count as chosen. */
export function isVisible(field, fields, values) {
  const { visibleWhen } = field;
  if (!visibleWhen) {
    return true;
  }
  const other = fields.find((one) => one.name === visibleWhen.field);
  const value = values[visibleWhen.field] ?? other?.fallback;
  return visibleWhen.values.includes(String(value)) && (!other || isVisible(other, fields, values));
}

/** The labels of what is still missing; empty where the client is whole. */
export const missing = (method, values, translations = {}) => {
  const fields = clientFields(method, translations);
  return fields.filter((field) => !field.optional && field.fallback === undefined && isVisible(field, fields, values) && !isSet(values[field.name]))
    .map((field) => field.label);
};

const HEADING = /^#{1,3}\s+(.*)$/;
const OPERATOR = /operator|betreiber|oauth[ -]client|registering/i;

/** The part of a guide that says what to register at the app, once; the whole guide where it has no such part. */
export function registration(markdown = '') {
  const kept = [];
  let inside = false;
  for (const row of markdown.split(/\r?\n/)) {
    const heading = row.match(HEADING);
    if (heading) {
      inside = OPERATOR.test(heading[1]);
    } else if (inside) {
      kept.push(row);
    }
  }
  return kept.join('\n').trim() || markdown;
}
