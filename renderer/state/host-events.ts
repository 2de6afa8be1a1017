import { watch } from '#renderer/client/feed.ts';

/** Watches what the app hands to the page. The first view only says where the count stands, so that a reload repeats nothing. */
export function watchHost(listeners: {
  readonly onDrop: (paths: readonly string[]) => void;
  readonly onLink: (uri: string) => void;
}): () => void {
  let drops: number | null = null;
  let links: number | null = null;
  const stops = [
    watch('host.drops', {}, ({ seq, paths }) => {
      if (drops !== null && seq > drops && paths.length > 0) listeners.onDrop(paths);
      drops = seq;
    }),
    watch('host.opened', {}, ({ seq, uri }) => {
      // A link may have started the app: then it is the first view.
      if (uri !== '' && seq > (links ?? 0)) listeners.onLink(uri);
      links = seq;
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
