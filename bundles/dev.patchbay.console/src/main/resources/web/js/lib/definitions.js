/* What a connection's own page reads from a definition. */
import { textOf, visible } from './fields.js';
import { localised } from './methods.js';
import { t } from './texts.js';

/** A provider as the API gives it, with its definition's texts in the language in use; null stays null. */
export const inWords = (provider) =>
  (provider?.definition ? { ...provider, definition: localised(provider.definition) } : provider);

/** The method of a connection, or null where nothing is known of it. */
export const methodOf = (provider, connection) =>
  provider?.definition?.methods.find((method) => method.id === connection.method) ?? null;

/** The label of a field by its name; its name where the definition is not known. */
export const fieldLabel = (method, name) =>
  (name === 'label' ? t('name') : method?.fields.find((one) => one.name === name)?.label ?? name);

/** What holds for a field: what is stored, else what the definition falls back to. */
export const effective = (field, values) => values[field.name] ?? field.fallback;

/** The fields that a connection holds itself and that are of use with its values, in the order of the definition. */
export function heldFields(method, values) {
  const fields = method?.fields ?? [];
  const own = fields.filter((field) => ['connection', 'captured'].includes(field.scope ?? 'connection'));
  const text = (name) => textOf({}, values[name] ?? fields.find((field) => field.name === name)?.fallback);
  return visible(own, fields, text);
}

/** A value as a person reads it. */
export function valueText(field, value) {
  if (typeof value === 'boolean') {
    return t(value ? 'connection.flag.on' : 'connection.flag.off');
  }
  const named = (one) => field.options?.find((option) => option.value === one)?.label ?? String(one);
  return Array.isArray(value) ? value.map(named).join(', ') : named(value);
}
