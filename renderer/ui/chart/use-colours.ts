import { useSyncExternalStore } from 'react';

/**
 * A hook that gives theme tokens as a canvas needs them: read from CSS, anew after every change of theme. `tokens` names
 * the CSS variable of each.
 */
export function themeColours<K extends string>(tokens: Readonly<Record<K, string>>): () => Readonly<Record<K, string>> {
  let colours: Readonly<Record<K, string>> | null = null;
  const read = (): Readonly<Record<K, string>> => {
    if (colours !== null) return colours;
    const style = getComputedStyle(document.documentElement);
    const values = Object.entries<string>(tokens).map(([key, name]) => [key, style.getPropertyValue(name).trim()]);
    // `tokens` has every key.
    colours = Object.fromEntries(values) as Readonly<Record<K, string>>;
    return colours;
  };
  const subscribe = (changed: () => void): (() => void) => {
    const forget = (): void => {
      colours = null;
      changed();
    };
    const observer = new MutationObserver(forget);
    observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'class', 'style'] });
    const scheme = window.matchMedia('(prefers-color-scheme: dark)');
    scheme.addEventListener('change', forget);
    // The theme may have changed while no canvas was on the page.
    forget();
    return () => {
      observer.disconnect();
      scheme.removeEventListener('change', forget);
    };
  };
  return () => useSyncExternalStore(subscribe, read);
}
