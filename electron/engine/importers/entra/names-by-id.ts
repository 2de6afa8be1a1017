/** Reads `id name, id name`; ids in lower case. */
export const namesById = (text: string): ReadonlyMap<string, string> =>
  new Map(
    text
      .split(/[,\n]/)
      .map((row) => row.trim())
      .filter((row) => row !== '')
      .map((row) => {
        const space = row.indexOf(' ');
        return [row.slice(0, space).toLowerCase(), row.slice(space + 1)] as const;
      }),
  );
