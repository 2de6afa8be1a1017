// Fragments hold places for values that a deploy tool fills in: `$(env:X)`, `${x}`, `##X##`, `@@X@@`.

const whole = /^(?:\$\([^)]*\)|\$\{[^}]*\}|##[\w.-]+##|@@[\w.-]+@@)$/;

/** The whole value is a place that something else is to be put in. */
export const isPlaceholder = (text: string): boolean => whole.test(text.trim());

const line = /^([ \t]*(?:- +)*(?:[^\s#'"&*!|>%@`[\]{},:-][^:#\n]*: +)?)((?:@@[\w.-]+@@|##[\w.-]+##)[^\n]*)$/gm;
const flow = /([[,{:]\s*)(@@[\w.-]+@@|##[\w.-]+##)(?=\s*[,\]}])/g;

/** Quotes bare placeholders: `@` may not begin a YAML value and `#` begins a comment. */
export const quoteYamlPlaceholders = (text: string): string =>
  text
    .replace(flow, '$1"$2"')
    .replace(line, (_all, before: string, value: string) => `${before}${JSON.stringify(value.trimEnd())}`);

/** Go templates in a place that no program fills in by itself: at the very left, or as the name of an object. */
const template = /^\{\{|^[ \t]{0,4}(?:name|namespace):[ \t]+\{\{/m;

/** A file of which a program such as Helm makes YAML, and which is none yet. */
export const isTemplate = ({ format, text }: { readonly format: string; readonly text: string }): boolean =>
  format === 'yaml' && template.test(text);
