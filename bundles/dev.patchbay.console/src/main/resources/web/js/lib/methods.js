/* What a provider's definition says of its ways to connect, in the language in use. */
import { t, translated } from './texts.js';

/* made when asked for, since the language is not known before */
const clientId = () => ({ kind: 'text', name: 'clientId', label: t('client.id'), scope: 'client' });
const clientSecret = () => ({ kind: 'secret', name: 'clientSecret', label: t('client.secret'), scope: 'client' });
const privateKey = () => ({ kind: 'secret', name: 'privateKey', label: t('client.key'), help: t('client.key.help'),
  multiLine: true, maxLength: 16384, scope: 'client' });
const keyId = () => ({ kind: 'text', name: 'keyId', label: t('client.key-id'), optional: true, scope: 'client' });
const optional = (field) => ({ ...field, optional: true });

/** How a method comes to its credential: `stored-fields` where nothing is said. */
export const authKind = (method) => (typeof method.auth === 'string' ? method.auth : method.auth?.kind) ?? 'stored-fields';

/** Whether somebody has to sign in at the app; the values alone are enough otherwise. */
export function needsPerson(method) {
  const kind = authKind(method);
  return kind === 'oauth2'
    ? !['client-credentials', 'jwt-bearer'].includes(method.auth.grant)
    : kind === 'oauth1' || kind === 'interactive';
}

function identifiesClient(auth) {
  return auth.clientAuth !== 'none' || !(auth.removed ?? []).includes('client_id') || Boolean(auth.choices?.['client-auth']);
}

/** Whether its connections need an OAuth client, of their own or shared with others. */
export function needsClient(method) {
  const kind = authKind(method);
  const oauth = kind === 'oauth1' || (kind === 'oauth2' && identifiesClient(method.auth));
  return oauth && !(method.fields ?? []).some((field) => field.name === 'clientId' && (field.scope ?? 'connection') === 'connection');
}

function standardClientFields(auth) {
  if (auth.kind === 'oauth1') {
    const chosen = auth.signatureField ? [optional(clientSecret()), optional(privateKey())] : null;
    return [clientId(), ...(chosen ?? [auth.signature === 'rsa-sha1' ? privateKey() : clientSecret()])];
  }
  if (auth.choices?.['client-auth']) {
    return [clientId(), optional(clientSecret()), optional(privateKey()), keyId()];
  }
  if (auth.grant === 'jwt-bearer' || auth.clientAuth === 'private-key-jwt') {
    return [clientId(), privateKey(), keyId()];
  }
  return auth.clientAuth === 'none' ? [clientId()] : [clientId(), clientSecret()];
}

/** The fields of the method that belong to `connection` or to its OAuth `client`, those that every client has included. */
export function fieldsOf(method, scope = 'connection') {
  const own = (method.fields ?? []).filter((field) => (field.scope ?? 'connection') === scope);
  if (scope !== 'client') {
    return own;
  }
  const standard = needsClient(method) ? standardClientFields(method.auth) : [];
  return [...standard.filter((field) => !(method.fields ?? []).some((one) => one.name === field.name)), ...own];
}

/** Whether values of a connection decide where its OAuth client's secret goes, so that a client can be of one account only. */
export function clientIsOfOneAccount(method) {
  const own = new Set(fieldsOf(method).map((field) => field.name));
  const texts = Object.values(method.auth ?? {}).filter((value) => typeof value === 'string');
  return texts.some((text) => [...text.matchAll(/\{(\w+)\}/g)].some(([, name]) => own.has(name)));
}

/** The scopes a sign-in asks for, as far as the definition itself says. */
export const scopesOf = (method) => [...(method.auth?.scopes ?? []), ...(method.auth?.optionalScopes ?? [])];

/** A definition's icon as the address of an image; null where it has none. */
export const iconOf = (definition) =>
  definition?.icon?.base64 ? `data:${definition.icon.mediaType};base64,${definition.icon.base64}` : null;

/** A field of the method at this path (`methods.token`) with its texts in the language in use. */
export function localField(translations, path, field) {
  const at = `${path}.fields.${field.name}`;
  const text = (key) => (field[key] ? translated(translations, `${at}.${key}`, field[key]) : field[key]);
  return {
    ...field,
    label: text('label'), help: text('help'), example: text('example'), warning: text('warning'),
    options: field.options?.map((one) => ({ ...one, label: translated(translations, `${at}.options.${one.value}`, one.label) })),
  };
}

/** The definition with its texts in the language in use. */
export function localised(definition) {
  const { translations } = definition;
  return {
    ...definition,
    label: translated(translations, 'label', definition.label),
    description: translated(translations, 'description', definition.description ?? ''),
    methods: definition.methods.map((method) => {
      const path = `methods.${method.id}`;
      return {
        ...method,
        label: translated(translations, `${path}.label`, method.label),
        guide: translated(translations, `${path}.guide`, method.guide ?? ''),
        fields: (method.fields ?? []).map((field) => localField(translations, path, field)),
      };
    }),
  };
}

/** The two halves of a guide: what the person who connects reads, and what only an operator has to do, once. */
export function halves(markdown) {
  const sections = (markdown ?? '').split(/^(?=## )/m);
  const isOperators = (section) => /^## .*\b(operator|Betreiber)/i.test(section);
  return {
    person: sections.filter((section) => !isOperators(section)).join(''),
    operator: sections.filter(isOperators).join(''),
  };
}
